"""Erasing from the page of a person: the question, the name typed once more, what is said afterwards."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import clipped
from tests.ui.conftest import Journey
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tvet_desktop.app import App
from tvet_desktop.people.erasing.models import ErasingReason
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import list_people
from ui.context import Context
from ui.people.erasing.erase_dialog import EraseDialog
from ui.people.news import News
from ui.people.person_page import PersonPage


@pytest.fixture(params=["en", "pseudo"])
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "pseudo":
        request.getfixturevalue("pseudo_language")
    return name


@pytest.fixture
def page(huye: App, context_of: Callable[[App], Context], qtbot: QtBot) -> PersonPage:
    """The page of somebody who was taken in with the register."""
    made = PersonPage(context_of(huye))
    qtbot.addWidget(made)
    with huye.database.reading() as db:
        made.go_to(list_people(db).rows[3].id)
    made.resize(1166, 700)
    made.show()
    return made


def _ask(page: PersonPage) -> EraseDialog:
    page.erase.trigger()
    assert page.erasing.dialog is not None
    return page.erasing.dialog


def test_the_name_is_typed_before_somebody_is_erased(page: PersonPage, huye: App, journey: Journey) -> None:
    person_id, name = page.person_id, page.title
    dialog = _ask(page)
    dialog.reason.set_value(ErasingReason.ASKED)
    dialog.name.line.setText("Somebody Else")
    dialog.form.submit()
    assert "not the name" in dialog.messages.text
    with huye.database.reading() as db:
        assert person_id in {row.id for row in list_people(db).rows}

    dialog.name.line.setText(name)
    dialog.form.submit()
    opened, news = journey.pages[-1]
    assert opened == "people"
    assert isinstance(news, News)
    assert "erased here" in news.sentence
    with huye.database.reading() as db:
        person = db.get_one(Person, person_id)
        assert (person.given_name, person.family_name) == ("", "")
        assert person_id not in {row.id for row in list_people(db).rows}


def test_the_question_fits_and_is_reached_by_keyboard(language: str, page: PersonPage, qtbot: QtBot) -> None:
    save_picture(page, f"person_to_erase_{language}", width=1166, height=700)
    dialog = _ask(page)
    activate(dialog, qtbot)
    save_picture(dialog, f"erase_{language}", width=dialog.width(), height=dialog.height())
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    assert unreachable(dialog) == []
    assert dialog.height() <= 700
    dialog.reject()
