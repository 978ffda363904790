from datetime import timedelta

import pytest

from tests.courses.factories import MONDAY, a_course, some_people
from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.edit_course import edit_course
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.queries import course_row, enrolled_people
from tvet_desktop.courses.rules import FieldUnusable, PersonOfOtherCollege
from tvet_desktop.courses.undo_enrol_people import undo_enrol_people
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database


def test_enrol_people_gives_seats_in_the_given_order_and_nobody_two(database: Database) -> None:
    with database.transaction() as db:
        course_id, people = a_course(db), some_people(db)
        enrol_people(db, course_id=course_id, person_ids=people[:2], enrolled_on=MONDAY)

        enrolled = enrol_people(db, course_id=course_id, person_ids=people + people, enrolled_on=MONDAY)
        rows = enrolled_people(db, course_id)

    assert (enrolled.new, enrolled.already_there) == (tuple(people[2:]), tuple(people[:2]))
    assert [(row.seat, row.name) for row in rows] == [
        (1, "KEZA Aline"),
        (2, "MUGABO Jean"),
        (3, "UWASE"),
        (4, "NSENGA Paul"),
    ]


def test_enrol_people_counts_who_is_more_than_the_places(database: Database) -> None:
    with database.transaction() as db:
        course_id, people = a_course(db), some_people(db)
        edit_course(db, course_id=course_id, details=CourseDetails(code="A", title="B", capacity=3))

        assert enrol_people(db, course_id=course_id, person_ids=people, enrolled_on=MONDAY).over_capacity == 1


def test_enrol_people_refuses_people_of_another_college(database: Database) -> None:
    with database.transaction() as db:
        course_id, strangers = a_course(db), some_people(db, college="TUM")

        with pytest.raises(PersonOfOtherCollege):
            enrol_people(db, course_id=course_id, person_ids=strangers, enrolled_on=MONDAY)


def test_who_left_comes_back_with_the_old_seat_and_undo_lets_them_leave_again(database: Database) -> None:
    with database.transaction() as db:
        course_id, people = a_course(db), some_people(db)
        enrol_people(db, course_id=course_id, person_ids=people, enrolled_on=MONDAY)
        withdraw_enrolment(
            db,
            course_id=course_id,
            person_id=people[0],
            left_on=MONDAY + timedelta(days=2),
            status=EnrolmentStatus.TRANSFERRED,
        )
        assert course_row(db, course_id).enrolled == 3
        left = enrolled_people(db, course_id)
        assert len(enrolled_people(db, course_id, with_left=False)) == 3

        back = enrol_people(db, course_id=course_id, person_ids=[people[0]], enrolled_on=MONDAY)
        assert enrolled_people(db, course_id)[0].status == EnrolmentStatus.ENROLLED
        assert enrolled_people(db, course_id)[0].seat == 1
        undo_enrol_people(db, enrolled=back)

        assert enrolled_people(db, course_id) == left


def test_undo_removes_who_was_new(database: Database) -> None:
    with database.transaction() as db:
        course_id, people = a_course(db), some_people(db)
        enrolled = enrol_people(db, course_id=course_id, person_ids=people, enrolled_on=MONDAY)

        undo_enrol_people(db, enrolled=enrolled)
        assert enrolled_people(db, course_id) == []

        again = enrol_people(db, course_id=course_id, person_ids=people, enrolled_on=MONDAY)
        assert len(again.back) == 4


def test_withdraw_enrolment_refuses_strangers_and_leaving_before_coming(database: Database) -> None:
    with database.transaction() as db:
        course_id, people = a_course(db), some_people(db)
        enrol_people(db, course_id=course_id, person_ids=people[:1], enrolled_on=MONDAY)

        with pytest.raises(NotFound):
            withdraw_enrolment(db, course_id=course_id, person_id=people[1], left_on=MONDAY)
        with pytest.raises(FieldUnusable):
            withdraw_enrolment(
                db, course_id=course_id, person_id=people[0], left_on=MONDAY - timedelta(days=1)
            )
