from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.queries import UserRow
from tvet_desktop.app import App
from tvet_desktop.programme.queries import holidays_between
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.this_pc import load_this_pc, save_this_pc
from ui.context import Context
from ui.settings.holiday_dialog import HolidayDialog
from ui.settings.holidays_page import HolidaysPage

EID = date(2027, 3, 10)


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.fixture
def page(new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot) -> HolidaysPage:
    return shown(context_of(new_pc), qtbot)


def shown(context: Context, qtbot: QtBot) -> HolidaysPage:
    made = HolidaysPage(context)
    qtbot.addWidget(made)
    at_full_size(made)
    return made


def names(app: App, day: date, scope: int) -> list[str]:
    with app.database.reading() as db:
        return [row.name for row in holidays_between(db, day, day, scope)]


def open_dialog(page: HolidaysPage) -> HolidayDialog:
    for _round in range(3):
        QApplication.processEvents()
    (found,) = [dialog for dialog in page.findChildren(HolidayDialog) if dialog.isVisible()]
    return found


def test_eid_is_typed_for_all_colleges_and_taken_back(page: HolidaysPage, new_pc: App, qtbot: QtBot) -> None:
    page.add.trigger()
    asked = open_dialog(page)
    activate(asked, qtbot)
    type_into(asked.day.line, "10/3/2027", qtbot)
    type_into(asked.name.line, "Eid al-Fitr", qtbot)
    asked.scope.set_value(Scope.SHARED)
    asked.form.submit()

    assert names(new_pc, EID, 12) == names(new_pc, EID, 14) == ["Eid al-Fitr"]
    assert page.messages.text == "The day was added."
    page.messages.undo_last()
    assert names(new_pc, EID, 12) == []


def test_a_working_day_in_spite_of_the_rule_is_added_and_removed(page: HolidaysPage, new_pc: App) -> None:
    friday = date(2027, 3, 26)
    page.table.select({(friday, None, "Good Friday")})
    assert not page.remove.isEnabled()
    page.work.trigger()
    asked = open_dialog(page)
    assert (asked.day.value(), asked.name.value()) == (friday, "Good Friday")
    asked.scope.set_value(12)
    asked.form.submit()
    assert names(new_pc, friday, 12) == []
    assert names(new_pc, friday, 14) == ["Good Friday"]

    line = next(line for line in page.table.model.rows if line.row.is_working)
    page.table.view.clearSelection()
    page.table.select({(friday, line.row.holiday_id, "Good Friday")})
    page.remove.trigger()

    assert names(new_pc, friday, 12) == ["Good Friday"]
    page.messages.undo_last()
    assert names(new_pc, friday, 12) == []


def test_the_same_day_twice_is_said_in_the_dialog(page: HolidaysPage) -> None:
    for _time in range(2):
        page.add.trigger()
        asked = open_dialog(page)
        asked.day.set_value(EID)
        asked.name.set_value("Eid al-Fitr")
        asked.form.submit()

    assert "in the list already" in asked.messages.text
    asked.reject()


def test_a_pc_of_a_college_offers_only_its_own_list(
    new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot
) -> None:
    with new_pc.database.transaction() as db:
        this_pc = load_this_pc(db)
        this_pc.device = replace_device(this_pc.device)
        save_this_pc(db, this_pc)
    page = shown(context_of(new_pc), qtbot)
    page.add.trigger()
    asked = open_dialog(page)

    assert asked.scope not in asked.form.fields
    asked.day.set_value(EID)
    asked.name.set_value("Open day")
    asked.form.submit()

    assert names(new_pc, EID, 12) == ["Open day"]
    assert names(new_pc, EID, 14) == []


def replace_device(device: object) -> object:
    import msgspec  # noqa: PLC0415  only here

    return msgspec.structs.replace(device, national=False, scopes=[12])  # type: ignore[type-var]


def test_a_clerk_reads_only(new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot) -> None:
    clerk = UserRow(1, "c", "Invented Clerk", Role.CLERK, shares_username=False)
    page = shown(replace(context_of(new_pc), user=clerk), qtbot)

    assert not page.add.isEnabled()
    page.table.view.selectRow(0)
    assert not page.work.isEnabled()
    assert not page.remove.isEnabled()


def test_a_day_of_another_year_is_shown_there(page: HolidaysPage) -> None:
    page.add.trigger()
    asked = open_dialog(page)
    asked.day.set_value(date(2072, 3, 10))
    asked.name.set_value("Eid al-Fitr")
    asked.form.submit()

    assert "Eid al-Fitr" in [line.row.name for line in page.table.model.rows]
    assert page.later.text() == "2073"


def test_other_years(page: HolidaysPage) -> None:
    page.later.trigger()

    assert page.table.model.rows[0].row.on_date == date(2028, 1, 1)


def test_it_looks_right(
    language: str, new_pc: App, context_of: Callable[[App], Context], qtbot: QtBot
) -> None:
    page = shown(context_of(new_pc), qtbot)
    save_picture(page, f"holidays_{language}")
    assert clipped(page) == []
    assert nameless(page) == []
    assert unreachable(page) == []

    page.add.trigger()
    asked = open_dialog(page)
    save_picture(asked, f"dialog_holiday_{language}", width=asked.width(), height=asked.height())
    assert clipped(asked) == []
    assert nameless(asked) == []
    assert unreachable(asked) == []
    asked.reject()
