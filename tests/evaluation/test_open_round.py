from datetime import date

import pytest

from tvet_desktop.courses.models import Course
from tvet_desktop.evaluation.models import RoundState
from tvet_desktop.evaluation.open_round import RoundAlreadyOpen, open_round
from tvet_desktop.evaluation.queries import form_of_round, list_rounds
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.ids import scope_of


def test_open_round_asks_with_the_newest_default_form(database: Database, course_id: int) -> None:
    with database.transaction() as db:
        opened = open_round(db, course_id=course_id, opened_on=date(2027, 3, 12), handed_out=12)

    with database.reading() as db:
        (row,) = list_rounds(db, course_id=course_id)
        assert row.id == opened.round_id
        assert (row.state, row.opened_on, row.handed_out) == (RoundState.OPEN, date(2027, 3, 12), 12)
        assert (row.waiting, row.missing, row.responses) == (0, 5, 0)
        assert row.course_title == "Pump maintenance"
        assert len(form_of_round(db, opened.round_id).items) == 16
        assert scope_of(opened.round_id) == scope_of(course_id)


def test_open_round_refuses_a_second_one_while_the_first_is_open(
    database: Database, course_id: int, round_id: int
) -> None:
    with (
        pytest.raises(RoundAlreadyOpen, match="“Pump maintenance” is already open"),
        database.transaction() as db,
    ):
        open_round(db, course_id=course_id, opened_on=date(2027, 3, 13))

    with database.reading() as db:
        assert [row.id for row in list_rounds(db)] == [round_id]


def test_open_round_refuses_a_removed_course(database: Database, course_id: int) -> None:
    with database.transaction() as db:
        db.get_one(Course, course_id).deleted = True

    with pytest.raises(NotFound), database.transaction() as db:
        open_round(db, course_id=course_id, opened_on=date(2027, 3, 12))


def test_list_rounds_can_be_of_one_college(database: Database, round_id: int) -> None:
    with database.reading() as db:
        assert [row.id for row in list_rounds(db, scope=scope_of(round_id))] == [round_id]
        assert list_rounds(db, scope=18) == []
