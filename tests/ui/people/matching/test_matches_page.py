from datetime import date

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate
from tests.ui.people.conftest import HUYE, TUMBA, OpenPage
from tests.ui.pictures import save_picture
from tvet_desktop.people.matching.decide_match import decide_match
from tvet_desktop.people.matching.models import MatchAct
from tvet_desktop.people.models import Person
from tvet_desktop.storage.database import Database, new_id
from tvet_desktop.sync.this_pc import load_this_pc, save_this_pc
from ui.people.matching.matches_page import MatchesPage
from ui.people.people_page import PeoplePage
from ui.people.person_page import PersonPage

NAMES = [("KEZA", "Aline"), ("MUGABO", "Jean Bosco"), ("RWIGEMA", "Théogène")]


@pytest.fixture
def people(database: Database) -> list[tuple[int, int]]:
    """Three people who are at Huye and at Tumba, with another year of birth there."""
    pairs = []
    with database.transaction() as db:
        for number, (family, given) in enumerate(NAMES):
            ids = []
            for scope, year in ((HUYE, 1985), (TUMBA, 1985 + number)):
                person = Person(id=new_id(db, scope), family_name=family, given_name=given, sex="F")
                person.birth_year, person.phone = year, f"+25078812345{number}"
                person.id_document_type = "NATIONAL_ID"
                person.id_document_number = f"119857012345{number}012"
                db.add(person)
                ids.append(person.id)
            pairs.append((ids[0], ids[1]))
    return pairs


@pytest.fixture
def page(open_page: OpenPage, people: list[tuple[int, int]]) -> MatchesPage:
    assert people
    page = open_page("matches")
    assert isinstance(page, MatchesPage)
    return page


def test_the_queue_is_decided_by_keyboard_and_undone(page: MatchesPage, qtbot: QtBot) -> None:
    activate(page.window(), qtbot)
    assert len(page.table.model.rows) == 3
    row = page.table.current_row()
    assert row is not None
    assert row.act is None
    assert row.colleges == ("Huye", "Tumba")

    save_picture(page.window(), "matches")
    page.same.trigger()
    save_picture(page.window(), "matches_decided")

    [decided] = [one for one in page.table.model.rows if one.act is not None]
    assert decided.key == row.key
    assert "one person each" not in page._state.text()
    assert "1 pair is one person" in page._state.text()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [one.act for one in page.table.model.rows] == [None] * 3

    page.different.trigger()
    page.table.select({row.key})
    assert not page.different.isEnabled()
    page.take_back.trigger()
    assert [one.act for one in page.table.model.rows] == [None] * 3


def test_the_persons_page_names_the_other_college(
    open_page: OpenPage, people: list[tuple[int, int]], database: Database
) -> None:
    with database.transaction() as db:
        decide_match(
            db,
            first_id=people[1][0],
            second_id=people[1][1],
            act=MatchAct.SAME,
            by=None,
            on_date=date(2027, 3, 8),
        )
    page = open_page("person", people[1][0])
    assert isinstance(page, PersonPage)
    [line] = page.elsewhere.findChildren(QLabel)
    assert line.text() == (
        "Also on the list of IPRC Tumba, as the national office found on 08/03/2027. "
        "Not the same there: Year or date of birth. Ask the person which is right."
    )
    save_picture(page.window(), "person_elsewhere")

    people_page = open_page("people")
    assert isinstance(people_page, PeoplePage)
    assert "1 is at two colleges" in [one.text() for one in people_page.counts.buttons]


@pytest.mark.usefixtures("this_pc")
def test_a_college_pc_only_looks(open_page: OpenPage, database: Database) -> None:
    with database.transaction() as db:
        mine = load_this_pc(db)
        mine.device = msgspec.structs.replace(mine.device, national=False)
        save_this_pc(db, mine)
    page = open_page("matches")
    assert isinstance(page, MatchesPage)
    assert not page.same.isEnabled()
    assert "national office" in page._state.text()


@pytest.mark.parametrize("is_empty", [False, True])
@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_cut_and_everything_has_a_name(
    open_page: OpenPage, request: pytest.FixtureRequest, *, is_empty: bool
) -> None:
    if not is_empty:
        request.getfixturevalue("people")
    page = open_page("matches")
    at_full_size(page.window())
    assert clipped(page) == []
    assert nameless(page) == []
    assert unreachable(page) == []
    save_picture(page.window(), f"matches_pseudo_{'empty' if is_empty else 'full'}")
