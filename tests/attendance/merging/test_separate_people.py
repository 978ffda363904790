from datetime import datetime

import pytest
from sqlalchemy import select

from tests.attendance.merging.merged_class import TwiceInClass
from tests.courses.factories import MONDAY, a_course, some_people
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.merging.merge_people import merge_people
from tvet_desktop.attendance.merging.separate_people import separate_people, undo_separate_people
from tvet_desktop.attendance.merging.take_apart import PeopleSeparated
from tvet_desktop.attendance.merging.undo_merge_people import undo_merge_people
from tvet_desktop.attendance.models import MarkStatus, MergedMark
from tvet_desktop.courses.add_session import add_session
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.models import Slot
from tvet_desktop.people.duplicates.find_duplicates import find_duplicates
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.merging.merge_rules import NotMerged
from tvet_desktop.people.merging.merges import counted_apart, merge_state, told_apart
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import person_file
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import Database


@pytest.fixture
def twice(database: Database, now: datetime) -> TwiceInClass:
    return TwiceInClass(database, now)


def _separate(twice: TwiceInClass, person_id: int) -> PeopleSeparated:
    with twice.database.transaction() as db:
        return separate_people(db, person_id=person_id, by=None, now=twice.now)


def test_the_register_is_as_before(twice: TwiceInClass) -> None:
    twice.mark(twice.jean, "PAAEL  P")
    twice.mark(twice.jan, "APEL P A")
    before = twice.register()
    twice.merge(twice.jean, twice.jan)

    separated = _separate(twice, twice.jan)

    assert twice.register() == before
    assert (separated.left, separated.moved, separated.stayed) == ((), 0, 0)
    with twice.database.reading() as db:
        assert told_apart(db) == {(min(twice.jean, twice.jan), max(twice.jean, twice.jan))}
        assert merge_state(db, twice.jean).merged == ()


def test_undo_of_separating_merges_as_it_was(twice: TwiceInClass) -> None:
    twice.mark(twice.jean, "PAAEL  P")
    twice.mark(twice.jan, "APEL P A")
    alone = twice.register()
    twice.merge(twice.jean, twice.jan)
    together = twice.register()
    separated = _separate(twice, twice.jan)

    with twice.database.transaction() as db:
        undo_separate_people(db, separated=separated)
    assert twice.register() == together
    with twice.database.reading() as db:
        assert told_apart(db) == set()

    _separate(twice, twice.jan)
    assert twice.register() == alone


def test_undo_of_merging_forgets_that_they_were_one(twice: TwiceInClass) -> None:
    twice.mark(twice.jean, "A")
    twice.mark(twice.jan, "P")
    before = twice.register()
    merged = twice.merge(twice.jean, twice.jan)
    with twice.database.transaction() as db:
        undo_merge_people(db, merged=merged, by=None, now=twice.now)
    assert twice.register() == before
    with twice.database.reading() as db:
        assert told_apart(db) == counted_apart(db) == set()


def test_a_mark_that_was_changed_since_stays_and_is_said(twice: TwiceInClass) -> None:
    twice.mark(twice.jean, "AA")
    twice.mark(twice.jan, "PP")
    twice.merge(twice.jean, twice.jan)
    twice.mark(twice.jean, "E")

    separated = _separate(twice, twice.jan)

    assert separated.left == (twice.sessions[0],)
    assert twice.register()["MUGABO Jean"] == "EA········"
    assert twice.register()["MUGABO Jan"] == "PP········"


def test_details_go_back_unless_they_were_edited_since(twice: TwiceInClass) -> None:
    with twice.database.transaction() as db:
        jean, jan = db.get_one(Person, twice.jean), db.get_one(Person, twice.jan)
        jean.phone = "+250788000001"
        jan.phone, jan.email, jan.department = "+250788000002", "jan@example.org", "Civil"
    twice.merge(twice.jean, twice.jan, take=("phone", "name"))
    assert twice.person(twice.jean).given_name == "Jan"
    with twice.database.transaction() as db:
        db.get_one(Person, twice.jean).email = "jean@example.org"

    separated = _separate(twice, twice.jan)

    jean = twice.person(twice.jean)
    assert (jean.given_name, jean.phone, jean.department) == ("Jean", "+250788000001", None)
    assert jean.email == "jean@example.org"
    assert separated.parted.left == ("email",)


def test_marks_made_meanwhile_stay_where_they_belong(twice: TwiceInClass) -> None:
    with twice.database.transaction() as db:
        other = a_course(db, "HUY-2027-02")
        enrol_people(db, course_id=other, person_ids=[twice.jan], enrolled_on=MONDAY)
        session = add_session(db, course_id=other, held_on=MONDAY, slot=Slot.AM).training_session_id
    twice.merge(twice.jean, twice.jan)
    twice.mark(twice.jean, "P")
    with twice.database.transaction() as db:
        mark_attendance(
            db, training_session_id=session, person_id=twice.jean, status=MarkStatus.LATE, now=twice.now
        )

    separated = _separate(twice, twice.jan)

    assert (separated.moved, separated.stayed) == (0, 1)
    assert twice.register()["MUGABO Jean"] == "P·········"
    twice.course = other
    assert twice.register() == {"MUGABO Jan": "L"}


def test_marks_that_two_others_share_go_with_the_one_who_is_enrolled(twice: TwiceInClass) -> None:
    twice.leave_out(twice.jean)
    twice.merge(twice.jean, twice.jan)
    twice.merge(twice.jean, twice.keza)
    twice.mark(twice.jean, "P")
    _separate(twice, twice.keza)
    assert twice.register()["MUGABO Jean"] == "P·········"

    separated = _separate(twice, twice.jan)

    assert separated.moved == 1
    assert twice.register()["MUGABO Jan"] == "P·········"


@pytest.mark.parametrize("first_out", ["jan", "paul"])
def test_three_of_one_are_taken_apart_in_any_order(twice: TwiceInClass, first_out: str) -> None:
    twice.mark(twice.jean, "AAA")
    twice.mark(twice.jan, "LAE")
    twice.mark(twice.paul, "PPA")
    before = twice.register()
    twice.merge(twice.jean, twice.jan)
    twice.merge(twice.jean, twice.paul)
    assert twice.register()["MUGABO Jean"] == "PPE·······"

    one, other = (twice.jan, twice.paul) if first_out == "jan" else (twice.paul, twice.jan)
    assert _separate(twice, one).left == ()
    assert twice.register()["MUGABO Jean"] == ("PPA·······" if first_out == "jan" else "LAE·······")
    assert _separate(twice, other).left == ()
    assert twice.register() == before


@pytest.mark.parametrize("first_out", ["jan", "jean"])
def test_a_chain_is_taken_apart_at_either_end(twice: TwiceInClass, first_out: str) -> None:
    twice.mark(twice.jan, "PP")
    twice.mark(twice.jean, "AL")
    twice.mark(twice.paul, "EAA")
    before = twice.register()
    twice.merge(twice.jean, twice.jan)
    twice.merge(twice.paul, twice.jean)
    assert twice.register() == {"KEZA Aline": "··········", "NSENGA Paul": "PPA·······"}

    if first_out == "jan":
        _separate(twice, twice.jan)
        assert twice.register()["NSENGA Paul"] == "ELA·······"
        assert twice.register()["MUGABO Jan"] == "PP········"
        _separate(twice, twice.jean)
    else:
        _separate(twice, twice.jean)
        assert twice.register()["MUGABO Jean"] == "PP········"
        assert twice.register()["NSENGA Paul"] == "EAA·······"
        _separate(twice, twice.jan)
    assert twice.register() == before
    with twice.database.reading() as db:
        assert list(db.scalars(select(MergedMark).where(not_deleted(MergedMark)))) == []


def test_undo_inside_a_chain(twice: TwiceInClass) -> None:
    twice.mark(twice.jan, "PP")
    twice.mark(twice.jean, "AL")
    twice.mark(twice.paul, "EAA")
    twice.merge(twice.jean, twice.jan)
    twice.merge(twice.paul, twice.jean)
    together = twice.register()
    separated = _separate(twice, twice.jan)
    apart = twice.register()
    with twice.database.transaction() as db:
        undo_separate_people(db, separated=separated)
    assert twice.register() == together
    _separate(twice, twice.jan)
    assert twice.register() == apart


def test_a_phone_that_came_through_two_merges_goes_back_through_both(twice: TwiceInClass) -> None:
    with twice.database.transaction() as db:
        db.get_one(Person, twice.jan).phone = "+250788000002"
        db.get_one(Person, twice.jan).email = "jan@example.org"
        db.get_one(Person, twice.jean).email = "jean@example.org"
    twice.merge(twice.jean, twice.jan, take=("email",))
    twice.merge(twice.paul, twice.jean)
    assert twice.person(twice.paul).phone == "+250788000002"
    assert twice.person(twice.paul).email == "jan@example.org"
    _separate(twice, twice.jan)
    assert (twice.person(twice.paul).phone, twice.person(twice.paul).email) == (None, "jean@example.org")
    _separate(twice, twice.jean)
    assert twice.person(twice.paul).email is None


def test_who_is_not_merged_cannot_be_separated(twice: TwiceInClass) -> None:
    with pytest.raises(NotMerged):
        _separate(twice, twice.jean)
    twice.merge(twice.jean, twice.jan)
    with pytest.raises(NotMerged) as refused:
        _separate(twice, twice.jean)
    assert "MUGABO Jean" in refused.value.sentence()


def test_a_circle_is_opened(twice: TwiceInClass) -> None:
    twice.merge(twice.jean, twice.jan)
    with twice.database.transaction() as db:
        db.get_one(Person, twice.jean).merged_into = twice.jan
    _separate(twice, max(twice.jean, twice.jan))
    assert twice.register().keys() == {"KEZA Aline", "MUGABO Jan", "MUGABO Jean", "NSENGA Paul"}


def test_merged_and_told_apart_pairs_are_not_proposed_again(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        first, second = some_people(db, ["MUGABO Jean", "MUGABO Jean"])
        for one in (first, second):
            person = db.get_one(Person, one)
            person.id_document_type, person.id_document_number = "NATIONAL_ID", "1199080012345678"
            person.birth_year = 1990
    with database.reading() as db:
        assert len(find_duplicates(db)) == 1
    with database.transaction() as db:
        merge_people(db, kept_id=first, merged_id=second, by=None, now=now)
        assert find_duplicates(db) == []
        separate_people(db, person_id=second, by=None, now=now)
        assert find_duplicates(db) == []


def test_after_editing_the_kept_name_its_own_name_is_not_forced_back(twice: TwiceInClass) -> None:
    twice.merge(twice.jean, twice.jan, take=("name",))
    with twice.database.transaction() as db:
        details = person_file(db, twice.jean).details
        edit_person(db, person_id=twice.jean, details=details)
    separated = _separate(twice, twice.jan)
    assert separated.parted.left == ()
    assert twice.person(twice.jean).given_name == "Jean"
