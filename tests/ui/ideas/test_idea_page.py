from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.courses.factories import a_college
from tests.ui.accessibility import describe, nameless, unreachable, walk_by_tab
from tests.ui.clipping import at_full_size, clipped
from tests.ui.ideas.conftest import MONDAY, whole_idea
from tests.ui.keyboard import type_into
from tests.ui.pictures import save_picture
from tvet_desktop.ideas.add_idea import add_idea
from tvet_desktop.ideas.add_member import add_member
from tvet_desktop.ideas.models import IdeaState
from tvet_desktop.ideas.queries import IdeaDetail, idea_detail, list_ideas
from tvet_desktop.ideas.submit_idea import submit_idea
from tvet_desktop.storage.database import Database
from ui.background import ThreadBackground
from ui.context import Context
from ui.ideas.idea_form import IdeaForm
from ui.ideas.idea_page import IdeaPage
from ui.ideas.pick_or_write_field import Picked, PickOrWriteField


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> IdeaPage:
    made = IdeaPage(context)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def idea_id(database: Database, people: list[int]) -> int:
    with database.transaction() as db:
        details = whole_idea(leader_id=people[0], leader_text=None)
        made = add_idea(db, college_id=a_college(db).id, details=details).idea_id
        db.flush()
        add_member(db, idea_id=made, person_id=people[1], role="Drawings")
        return made


def form_of(page: IdeaPage) -> IdeaForm:
    assert page.form is not None
    return page.form


def stored(database: Database) -> list[IdeaDetail]:
    with database.reading() as db:
        return [idea_detail(db, row.id) for row in list_ideas(db)]


def choose_huye(page: IdeaPage, database: Database) -> None:
    """This PC may write for every college in these tests: take the one that has people."""
    with database.reading() as db:
        college_id = a_college(db).id
    page._use_college(college_id)


def test_an_idea_is_written_refused_completed_and_submitted(
    page: IdeaPage, database: Database, people: list[int]
) -> None:
    at_full_size(page)
    page.go_to("new")
    choose_huye(page, database)
    form = form_of(page)
    assert page.focusWidget() is form.by_name["title"].control
    QTest.keyClicks(form.by_name["title"].control, "Solar dryer")
    QTest.keyClicks(form.by_name["summary"].control, "Keeps tomatoes")
    page.hand_in.trigger()
    assert "11 fields are missing" in page.messages.text
    assert "Local need" in page.messages.text
    form = form_of(page)
    wrong = [name for name, field in form.by_name.items() if field.error]
    assert wrong[0] == "need"
    assert len(wrong) == 11
    assert page.focusWidget() is form.by_name["need"].control
    assert "Still needed" in page.side.missing.text()
    assert stored(database)[0].details.summary == "Keeps tomatoes"  # what was typed is kept
    save_picture(page, "refused")

    complete(form)
    page.hand_in.trigger()
    assert page.messages.text == "The idea is submitted."
    idea = stored(database)[0]
    assert idea.state is IdeaState.SUBMITTED
    assert (idea.details.district, idea.details.sector) == ("Huye", "Tumba")
    assert idea.details.leader_id == people[0]
    assert idea.details.budget_rwf == 1_700_000
    assert form_of(page).by_name["title"].control.isReadOnly()
    assert not page.save.isVisible()

    page.take_back.trigger()
    assert stored(database)[0].state is IdeaState.DRAFT
    assert not form_of(page).by_name["title"].control.isReadOnly()


def complete(form: IdeaForm) -> None:
    """Fill in what is missing, by typing."""
    texts = {
        "need": "A third is lost",
        "solution": "A box",
        "activities": "April",
        "skill_area": "Food",
        "budget_rwf": "1700000",
        "jobs_women": "3",
        "jobs_men": "0",
    }
    for name, text in texts.items():
        QTest.keyClicks(form.by_name[name].control, text)
    form.by_name["district"].control.setFocus()
    QTest.keyClicks(form.by_name["district"].control, "Huye")
    form.by_name["district"].changed.emit()
    form.by_name["sector"].control.setFocus()
    QTest.keyClicks(form.by_name["sector"].control, "Tumba")
    form.by_name["leader"].focus()
    QTest.keyClicks(form.by_name["leader"].control, "arine")  # r and l are the same
    popup = form.by_name["leader"].line.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert form.by_name["leader"].value().text == "KEZA Aline"
    QTest.keyClick(form.by_name["is_original"].control, Qt.Key.Key_Space)


def test_an_edit_is_kept_and_undone(page: IdeaPage, database: Database, idea_id: int) -> None:
    at_full_size(page)
    page.go_to(idea_id)
    form = form_of(page)
    assert not form.is_changed
    form.by_name["title"].set_value("Another title")
    form.submit()
    assert stored(database)[0].details.title == "Another title"
    page.messages.undo_last()
    assert stored(database)[0].details.title == whole_idea().title


def test_looking_at_an_idea_and_keeping_it_changes_nothing(
    page: IdeaPage, database: Database, idea_id: int
) -> None:
    before = stored(database)[0].details
    at_full_size(page)
    page.go_to(idea_id)
    form_of(page).submit()
    assert stored(database)[0].details == before


def test_a_new_idea_that_is_undone_is_gone(page: IdeaPage, database: Database) -> None:
    at_full_size(page)
    page.go_to("new")
    form_of(page).by_name["title"].set_value("Short life")
    form_of(page).submit()
    assert len(stored(database)) == 1
    page.messages.undo_last()
    assert stored(database) == []


def test_what_was_typed_survives_leaving_the_page(page: IdeaPage, idea_id: int) -> None:
    at_full_size(page)
    page.go_to(idea_id)
    form_of(page).by_name["district"].set_value("Gasabo")
    form_of(page).by_name["sector"].set_value("Remera")
    page.hide()
    page.go_to("new")
    page.show()
    assert form_of(page).by_name["district"].value() is None
    page.go_to(idea_id)
    assert form_of(page).by_name["sector"].value() == "Remera"
    assert "not saved yet" in page.messages.text


def test_an_unusable_number_is_said_beside_its_field(page: IdeaPage, idea_id: int) -> None:
    at_full_size(page)
    page.go_to(idea_id)
    budget = form_of(page).by_name["budget_rwf"]
    budget.type_again("12 000 000 000")
    page.save.trigger()
    assert "10 000 000 000" in budget.error


def test_the_summary_counts_its_words_and_is_refused_when_too_long(page: IdeaPage, idea_id: int) -> None:
    at_full_size(page)
    page.go_to(idea_id)
    summary = form_of(page).by_name["summary"]
    summary.set_value("word " * 101)
    assert summary.count_words == "101 of 100 words"
    page.hand_in.trigger()
    assert "101 words" in form_of(page).by_name["summary"].error


def test_a_leader_that_was_written_in_a_list_keeps_the_written_name(
    page: IdeaPage, database: Database, people: list[int]
) -> None:
    with database.transaction() as db:
        details = whole_idea(leader_text="Mugabo J.")
        idea_id = add_idea(db, college_id=a_college(db).id, details=details).idea_id
    at_full_size(page)
    page.go_to(idea_id)
    form_of(page).by_name["leader"].line.setText("MUGABO Jean")
    form_of(page).submit()
    kept = stored(database)[0].details
    assert (kept.leader_id, kept.leader_text) == (people[1], "Mugabo J.")


def test_members_come_and_go(page: IdeaPage, database: Database, idea_id: int) -> None:
    at_full_size(page)
    page.go_to(idea_id)
    page.side.add.click()
    page.dialog.who.line.setText("Uwera of the village")
    page.dialog.role.set_value("Sales")
    page.dialog.sex.set_value("F")
    page.dialog.form.primary.click()
    assert [m.name for m in stored(database)[0].members] == ["MUGABO Jean", "Uwera of the village"]
    page.side.team.setCurrentRow(0)
    page.side.remove.click()
    assert [m.name for m in stored(database)[0].members] == ["Uwera of the village"]
    page.messages.undo_last()
    assert {m.name for m in stored(database)[0].members} == {"MUGABO Jean", "Uwera of the village"}


@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_the_page_fits(
    *,
    context: Context,
    qtbot: QtBot,
    database: Database,
    idea_id: int,
    language: str,
    request: pytest.FixtureRequest,
) -> None:
    if language == "pseudo":
        request.getfixturevalue("pseudo_language")
    page = IdeaPage(context)
    qtbot.addWidget(page)
    at_full_size(page)
    page.go_to("new")
    at_full_size(page)
    assert clipped(page) == []
    assert unreachable(page) == []
    save_picture(page, f"new_{language}")
    page.go_to(idea_id)
    form_of(page).show_optional()
    at_full_size(page)
    assert clipped(page) == []
    assert nameless(page) == []
    assert unreachable(page) == []
    page._area.verticalScrollBar().setValue(0)
    save_picture(page, f"idea_{language}")
    page._area.verticalScrollBar().setValue(900)
    save_picture(page, f"idea_middle_{language}")
    page.side.add.click()
    assert clipped(page.dialog) == []
    save_picture(page.dialog, f"member_{language}", width=page.dialog.width(), height=page.dialog.height())
    page.dialog.reject()
    with database.transaction() as db:
        submit_idea(db, idea_id=idea_id, submitted_on=MONDAY, by=None)
    page.go_to(idea_id)
    at_full_size(page)
    assert clipped(page) == []
    save_picture(page, f"submitted_{language}")


def test_nothing_is_saved_into_another_idea_while_that_one_is_asked_for(
    context: Context, qtbot: QtBot, database: Database, idea_id: int
) -> None:
    runner = ThreadBackground()
    page = IdeaPage(replace(context, background=runner))
    qtbot.addWidget(page)
    at_full_size(page)
    page.go_to("new")
    page.go_to(idea_id)
    page.save.trigger()
    page.hand_in.trigger()
    qtbot.waitUntil(lambda: page.form is not None)
    assert page.title == whole_idea().title
    page.hand_in.trigger()
    page.hand_in.trigger()
    qtbot.waitUntil(page.take_back.isVisible)
    runner.stop()
    assert [one.act for one in stored(database)[0].submissions] == ["SUBMITTED"]


def test_tab_goes_through_the_page_as_one_reads(page: IdeaPage, idea_id: int) -> None:
    at_full_size(page)
    page.go_to(idea_id)
    at_full_size(page)
    stops = walk_by_tab(page)
    form = form_of(page)
    wanted = [form.by_name["title"].control, form.by_name["sector"].control, form.more, page.side.add]
    places = [stops.index(control) for control in wanted]
    assert places == sorted(places)
    assert "ActionButton  Save changes" in map(describe, stops)


def test_a_name_written_in_full_is_taken_for_the_only_person_who_has_it(
    page: IdeaPage, database: Database, people: list[int], qtbot: QtBot
) -> None:
    at_full_size(page)
    page.go_to("new")
    choose_huye(page, database)
    leader = form_of(page).by_name["leader"]
    assert isinstance(leader, PickOrWriteField)
    leader.set_options([(people[0], "KEZA Aline · 1990 · ICT"), (7, "UWERA Ange · 1991"), (8, "UWERA Ange")])
    type_into(leader.line, "Aline Keza", qtbot)
    qtbot.keyClick(leader.line.completer().popup(), Qt.Key.Key_Tab)
    assert leader.value() == Picked(people[0], "KEZA Aline · 1990 · ICT")

    type_into(leader.line, "Uwera Ange", qtbot)
    qtbot.keyClick(leader.line.completer().popup(), Qt.Key.Key_Tab)
    assert leader.value() == Picked(None, "Uwera Ange")  # two have this name: a person picks
