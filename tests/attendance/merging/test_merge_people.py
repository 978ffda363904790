from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.attendance.merging.merged_class import NAMES, TwiceInClass
from tests.courses.factories import MONDAY, a_course, some_people
from tvet_desktop.attendance.clear_mark import clear_mark
from tvet_desktop.attendance.correct_mark import correct_mark
from tvet_desktop.attendance.course_progress import course_progress
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_history import history_of_mark
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.merging.merge_people import merge_people
from tvet_desktop.attendance.models import AttendanceMark, MarkStatus
from tvet_desktop.attendance.qualifying import qualifying
from tvet_desktop.attendance.queries import session_progress, unmarked_people
from tvet_desktop.attendance.restore_marks import restore_marks
from tvet_desktop.courses.assign_trainer import assign_trainer
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.models import Enrolment, EnrolmentStatus, TrainerRole
from tvet_desktop.courses.move_enrolment import move_enrolment
from tvet_desktop.courses.queries import course_row, enrolled_people, trainers_of
from tvet_desktop.courses.remove_trainer import remove_trainer
from tvet_desktop.courses.undo_enrol_people import undo_enrol_people
from tvet_desktop.courses.undo_move_enrolment import undo_move_enrolment
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.people.merging.merge_details import MergeDoubt
from tvet_desktop.people.merging.merge_rules import AlreadyOnePerson, PeopleOfTwoColleges, SamePerson
from tvet_desktop.people.models import Person
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database

P, L, A, E = MarkStatus.PRESENT, MarkStatus.LATE, MarkStatus.ABSENT, MarkStatus.EXCUSED


@pytest.fixture
def twice(database: Database, now: datetime) -> TwiceInClass:
    return TwiceInClass(database, now)


def test_the_better_mark_counts_and_gaps_are_filled(twice: TwiceInClass) -> None:
    twice.mark(twice.jean, "PAAEL  P")
    twice.mark(twice.jan, "APEL P A")

    merged = twice.merge(twice.jean, twice.jan)

    assert twice.register() == {
        "KEZA Aline": "··········",
        "MUGABO Jean": "PPELLP·P··",
        "NSENGA Paul": "··········",
    }
    assert [twice.sessions.index(one) for one in merged.marks_given] == [1, 2, 3]
    with twice.database.reading() as db:
        (line,) = [row for row in enrolled_people(db, twice.course) if row.person_id == twice.jean]
        assert line.also == (twice.jan,)
        assert course_row(db, twice.course).enrolled == 3
        assert len(qualifying(db, twice.course)) == 3


def test_less_late_is_better(twice: TwiceInClass) -> None:
    with twice.database.transaction() as db:
        for person, minutes in ((twice.jean, 50), (twice.jan, 10)):
            mark_attendance(
                db,
                training_session_id=twice.sessions[0],
                person_id=person,
                status=L,
                minutes_late=minutes,
                now=twice.now,
            )
    assert twice.merge(twice.jean, twice.jan).marks_given == (twice.sessions[0],)


def test_details_fill_gaps_and_take_what_was_chosen(twice: TwiceInClass) -> None:
    with twice.database.transaction() as db:
        jean, jan = db.get_one(Person, twice.jean), db.get_one(Person, twice.jan)
        jean.phone, jean.department, jean.birth_year = "+250788000001", "ICT", 1990
        jan.phone, jan.email, jan.birth_year = "+250788000002", "jan@example.org", 1990
        jan.birth_date, jan.department = date(1990, 4, 2), "Civil"

    twice.merge(twice.jean, twice.jan, take=("phone",))

    jean = twice.person(twice.jean)
    assert (jean.phone, jean.department, jean.email) == ("+250788000002", "ICT", "jan@example.org")
    assert jean.birth_date == date(1990, 4, 2)
    assert jean.given_name == "Jean"
    assert twice.person(twice.jan).phone == "+250788000002"


def test_doubts_are_said(twice: TwiceInClass) -> None:
    with twice.database.transaction() as db:
        db.get_one(Person, twice.jan).sex = "M"
        db.get_one(Person, twice.jan).birth_year = 1980
        db.get_one(Person, twice.jean).birth_year = 1990
    assert twice.merge(twice.jean, twice.jan).doubts == (MergeDoubt.OTHER_SEX, MergeDoubt.OTHER_BIRTH)


def test_a_walk_in_who_stands_on_the_register_is_one_no_more(twice: TwiceInClass) -> None:
    with twice.database.transaction() as db:
        jean = db.get_one(Person, twice.jean)
        jean.walk_in_on, jean.sex = MONDAY, "N"
    twice.merge(twice.jean, twice.jan)
    assert (twice.person(twice.jean).walk_in_on, twice.person(twice.jean).sex) == (None, "F")


def test_what_cannot_be_merged_is_said(twice: TwiceInClass) -> None:
    with twice.database.transaction() as db:
        (elsewhere,) = some_people(db, ["MUGABO Jean"], "TUM")
        (removed,) = some_people(db, ["MUGABO Jean"])
        db.get_one(Person, removed).deleted = True
    with pytest.raises(SamePerson):
        twice.merge(twice.jean, twice.jean)
    with pytest.raises(PeopleOfTwoColleges) as two_colleges:
        twice.merge(twice.jean, elsewhere)
    assert "MUGABO Jean" in two_colleges.value.sentence()
    with pytest.raises(NotFound):
        twice.merge(twice.jean, removed)
    twice.merge(twice.jean, twice.jan)
    with pytest.raises(AlreadyOnePerson):
        twice.merge(twice.jan, twice.jean)
    twice.merge(twice.keza, twice.jan)
    assert twice.register().keys() == {"KEZA Aline", "NSENGA Paul"}


def test_marking_and_correcting_hold_over_the_marks_of_the_other(twice: TwiceInClass) -> None:
    twice.mark(twice.jan, "PP")
    twice.merge(twice.jean, twice.jan)
    with twice.database.transaction() as db:
        done = mark_attendance(
            db, training_session_id=twice.sessions[0], person_id=twice.jan, status=A, now=twice.now
        )
        correct_mark(
            db,
            training_session_id=twice.sessions[1],
            person_id=twice.jean,
            status=E,
            reason="a letter came",
            now=twice.now,
        )
    assert done.person_id == twice.jean
    assert twice.register()["MUGABO Jean"] == "AE········"
    with twice.database.transaction() as db:
        redo = restore_marks(db, done=(done,), now=twice.now)
    assert twice.register()["MUGABO Jean"] == "PE········"
    with twice.database.transaction() as db:
        restore_marks(db, done=redo, now=twice.now)
        history = history_of_mark(db, training_session_id=twice.sessions[0], person_id=twice.jean)
    assert twice.register()["MUGABO Jean"] == "AE········"
    assert [change.after.status if change.after else None for change in history] == [P, A, None, A]


def test_clearing_clears_what_shows_and_comes_back(twice: TwiceInClass) -> None:
    twice.mark(twice.jean, "A")
    twice.mark(twice.jan, "PP")
    twice.merge(twice.jean, twice.jan)
    with twice.database.transaction() as db:
        done = [
            clear_mark(db, training_session_id=session, person_id=twice.jean, now=twice.now)
            for session in twice.sessions[:3]
        ]
    assert twice.register()["MUGABO Jean"] == "··········"
    with twice.database.transaction() as db:
        redo = restore_marks(db, done=done, now=twice.now)
    assert twice.register()["MUGABO Jean"] == "PP········"
    with twice.database.transaction() as db:
        restore_marks(db, done=redo, now=twice.now)
    assert twice.register()["MUGABO Jean"] == "··········"


def test_the_rest_is_marked_once_and_sessions_are_complete(twice: TwiceInClass) -> None:
    twice.mark(twice.jan, "P")
    twice.merge(twice.jean, twice.jan)
    session = twice.sessions[0]
    with twice.database.transaction() as db:
        assert [one.name for one in unmarked_people(db, session)] == ["KEZA Aline", "NSENGA Paul"]
        rest = mark_rest(db, training_session_id=session, status=A, now=twice.now)
    assert len(rest.marked) == 2
    with twice.database.reading() as db:
        first, second, *_others = session_progress(db, twice.course)
        assert (first.marked, first.expected, first.is_complete) == (3, 3, True)
        assert (second.marked, second.expected, second.is_complete) == (0, 3, False)
        (course,) = course_progress(db)
        assert course.marked_sessions == 1
        assert course.course.enrolled == 3


def test_a_mark_of_the_kept_person_alone_completes_the_line(twice: TwiceInClass) -> None:
    twice.merge(twice.jean, twice.jan)
    for person in (twice.keza, twice.jean, twice.paul):
        twice.mark(person, "P")
    with twice.database.reading() as db:
        first = session_progress(db, twice.course)[0]
        assert (first.marked, first.expected) == (3, 3)
        assert course_progress(db)[0].marked_sessions == 1


@pytest.mark.parametrize("enrolled_one", ["jean", "jan"])
def test_where_one_is_enrolled_the_line_is_marked_whoever_it_is(
    twice: TwiceInClass, enrolled_one: str
) -> None:
    other = twice.jean if enrolled_one == "jan" else twice.jan
    twice.leave_out(other)
    twice.merge(twice.jean, twice.jan)

    twice.mark(twice.jean, "PLA")
    with twice.database.transaction() as db:
        clear_mark(db, training_session_id=twice.sessions[2], person_id=twice.jean, now=twice.now)
        rest = mark_rest(db, training_session_id=twice.sessions[3], status=E, now=twice.now)
    assert twice.register()["MUGABO Jean"] == "PL·E······"
    assert len(rest.marked) == 3
    with twice.database.reading() as db:
        there = getattr(twice, enrolled_one)
        rows = set(db.scalars(select(AttendanceMark.person_id).where(AttendanceMark.status != E)))
        assert rows == {there}
        progress = session_progress(db, twice.course)
        assert [(one.marked, one.expected) for one in progress[:4]] == [(1, 3), (1, 3), (0, 3), (3, 3)]


def test_leaving_ends_every_enrolment_and_coming_back_takes_up_all(twice: TwiceInClass) -> None:
    twice.merge(twice.jean, twice.jan)
    with twice.database.transaction() as db:
        withdraw_enrolment(
            db, course_id=twice.course, person_id=twice.jean, left_on=MONDAY + timedelta(1), reason="moved"
        )
        (line,) = [row for row in enrolled_people(db, twice.course) if row.person_id == twice.jean]
        assert line.status == EnrolmentStatus.DROPPED
        assert line.left_on == MONDAY + timedelta(1)
        assert course_row(db, twice.course).enrolled == 2
        back = enrol_people(db, course_id=twice.course, person_ids=[twice.jan], enrolled_on=MONDAY)
        assert course_row(db, twice.course).enrolled == 3
        statuses = {db.get_one(Enrolment, (twice.course, one)).status for one in (twice.jean, twice.jan)}
        assert statuses == {"ENROLLED"}
        undo_enrol_people(db, enrolled=back)
        assert course_row(db, twice.course).enrolled == 2


def test_who_is_enrolled_under_the_other_name_is_there_already(twice: TwiceInClass) -> None:
    twice.leave_out(twice.jean)
    twice.merge(twice.jean, twice.jan)
    with twice.database.transaction() as db:
        done = enrol_people(
            db, course_id=twice.course, person_ids=[twice.jean, twice.jan], enrolled_on=MONDAY
        )
    assert (done.new, done.already_there) == ((), (twice.jean,))


def test_a_trainer_who_was_there_twice_trains_once(twice: TwiceInClass) -> None:
    with twice.database.transaction() as db:
        assign_trainer(db, course_id=twice.course, person_id=twice.jan, role=TrainerRole.DIASPORA)
        assign_trainer(db, course_id=twice.course, person_id=twice.jean, role=TrainerRole.ASSISTANT)
    twice.merge(twice.jean, twice.jan)
    with twice.database.reading() as db:
        (trainer,) = trainers_of(db, twice.course)
    assert (trainer.person_id, trainer.name, trainer.role) == (
        twice.jean,
        "MUGABO Jean",
        TrainerRole.DIASPORA,
    )


def test_the_capacity_of_a_merged_trainer_changes_and_goes_as_one(twice: TwiceInClass) -> None:
    with twice.database.transaction() as db:
        assign_trainer(db, course_id=twice.course, person_id=twice.jan, role=TrainerRole.DIASPORA)
        assign_trainer(db, course_id=twice.course, person_id=twice.jean, role=TrainerRole.ASSISTANT)
    twice.merge(twice.jean, twice.jan)
    with twice.database.transaction() as db:
        done = assign_trainer(db, course_id=twice.course, person_id=twice.jean, role=TrainerRole.COUNTERPART)
        assert done.earlier == TrainerRole.DIASPORA
        assert [row.role for row in trainers_of(db, twice.course)] == [TrainerRole.COUNTERPART]
        removed = remove_trainer(db, course_id=twice.course, person_id=twice.jean)
        assert removed.earlier == TrainerRole.COUNTERPART
        assert trainers_of(db, twice.course) == []


def test_moving_to_another_course_moves_every_enrolment(twice: TwiceInClass) -> None:
    with twice.database.transaction() as db:
        other = a_course(db, "HUY-2027-02")
    twice.merge(twice.jean, twice.jan)
    with twice.database.transaction() as db:
        moved = move_enrolment(
            db,
            from_course_id=twice.course,
            to_course_id=other,
            person_id=twice.jean,
            on_day=MONDAY + timedelta(2),
            by=None,
        )
    with twice.database.transaction() as db:
        assert course_row(db, twice.course).enrolled == 2
        (line,) = enrolled_people(db, other)
        assert (line.person_id, line.also) == (twice.jean, (twice.jan,))
        undo_move_enrolment(db, moved=moved)
        assert course_row(db, twice.course).enrolled == 3
        assert course_row(db, other).enrolled == 0


def test_courses_of_one_alone_show_the_name_that_counts(twice: TwiceInClass) -> None:
    with twice.database.transaction() as db:
        other = a_course(db, "HUY-2027-02")
        enrol_people(db, course_id=other, person_ids=[twice.jan], enrolled_on=MONDAY)
    twice.merge(twice.jean, twice.jan)
    with twice.database.reading() as db:
        (line,) = enrolled_people(db, other)
    assert (line.person_id, line.name, line.also) == (twice.jean, "MUGABO Jean", (twice.jan,))


def test_a_circle_of_two_pcs_is_one_line(twice: TwiceInClass) -> None:
    twice.mark(twice.jean, "A")
    twice.mark(twice.jan, "P")
    twice.merge(twice.jean, twice.jan)
    with twice.database.transaction() as db:
        db.get_one(Person, twice.jean).merged_into = twice.jan
    smallest = min(twice.jean, twice.jan)
    name = NAMES[1] if smallest == twice.jean else NAMES[2]
    assert twice.register()[name] == "P·········"
    with twice.database.transaction() as db:
        merge_people(db, kept_id=twice.keza, merged_id=twice.jan, by=None, now=twice.now)
    assert twice.register() == {"KEZA Aline": "P·········", "NSENGA Paul": "··········"}
