from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.courses.factories import a_running_course, some_people
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.attendance.close_course import close_course
from tvet_desktop.attendance.course_tests.record_result import record_result
from tvet_desktop.attendance.course_tests.rules import PersonNotOfCourse, TestSettings, WhichTest
from tvet_desktop.attendance.course_tests.set_tests import set_tests
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.qualifying import qualifying
from tvet_desktop.attendance.rules import (
    Hours,
    Merits,
    Outcome,
    is_out_of_reach,
    missing_in_test,
    missing_minutes,
    outcome,
)
from tvet_desktop.attendance.waiving.queries import waiver_history, waivers_of
from tvet_desktop.attendance.waiving.undo_waive import undo_waive
from tvet_desktop.attendance.waiving.waive import WaivedPointsUnusable, waive
from tvet_desktop.courses.archive_course import archive_course
from tvet_desktop.courses.rules import CourseNotOpen, ReasonMissing, RuleSet
from tvet_desktop.courses.set_course_rules import set_course_rules
from tvet_desktop.storage.database import Database, new_id
from tvet_desktop.storage.ids import Scope

FRIDAY = date(2027, 3, 5)
WHY = "Was ill, the trainer agrees"


@pytest.fixture
def course(database: Database, now: datetime) -> tuple[int, list[int]]:
    """Ten half-days: the first person comes to ten, the others to 8, 7 and 4."""
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
        for person, attended in zip(people, (10, 8, 7, 4), strict=True):
            for number, session in enumerate(sessions):
                status = MarkStatus.PRESENT if number < attended else MarkStatus.ABSENT
                mark_attendance(db, training_session_id=session, person_id=person, status=status, now=now)
    return course_id, people


def outcomes(database: Database, course_id: int) -> list[Outcome]:
    with database.reading() as db:
        return [row.outcome for row in qualifying(db, course_id)]


C, P, N = Outcome.COMPLETION, Outcome.PARTICIPATION, Outcome.NEITHER


def test_points_count_for_the_completion_and_are_never_attendance(
    database: Database, course: tuple[int, list[int]]
) -> None:
    course_id, people = course
    with database.transaction() as db:
        done = waive(
            db, course_id=course_id, person_id=people[2], points=10, reason=WHY, on_date=FRIDAY, by=None
        )
        row = qualifying(db, course_id)[2]
        last = waive(
            db, course_id=course_id, person_id=people[3], points=10, reason=WHY, on_date=FRIDAY, by=None
        )

    assert (done.was_needed, done.is_enough) == (True, True)
    assert (row.percent, row.credited, row.merits.waived_points, row.needs_waiver) == (70, 7 * 240, 10, True)
    assert (row.missing_minutes, row.is_out_of_reach) == (0, False)
    assert (last.was_needed, last.is_enough) == (True, False)
    assert outcomes(database, course_id) == [C, C, C, N]  # 40 % + 10 points are no participation


def test_who_does_not_need_it_may_have_it_and_it_is_said(
    database: Database, course: tuple[int, list[int]]
) -> None:
    course_id, people = course
    with database.transaction() as db:
        done = waive(
            db, course_id=course_id, person_id=people[1], points=1, reason=WHY, on_date=FRIDAY, by=None
        )
        assert not qualifying(db, course_id)[1].needs_waiver

    assert (done.was_needed, done.is_enough) == (False, True)


def test_the_newest_holds_nothing_takes_back_and_every_one_stays_to_be_read(
    database: Database, course: tuple[int, list[int]], administrator_id: int
) -> None:
    course_id, people = course
    with database.transaction() as db:
        for points, reason in ((10, "Ill"), (4, "Only half of it"), (0, "The note was false")):
            waive(
                db,
                course_id=course_id,
                person_id=people[2],
                points=points,
                reason=reason,
                on_date=FRIDAY,
                by=administrator_id,
            )
            assert waivers_of(db, course_id) == ({people[2]: points} if points else {})
        history = waiver_history(db, course_id=course_id, person_id=people[2])

    assert [(row.points, row.reason, row.holds) for row in history] == [
        (10, "Ill", False),
        (4, "Only half of it", False),
        (0, "The note was false", True),
    ]
    assert {row.user_name for row in history} == {"Invented Admin"}


def test_undo_lets_the_one_before_hold_again(database: Database, course: tuple[int, list[int]]) -> None:
    course_id, people = course
    with database.transaction() as db:
        said = {"course_id": course_id, "person_id": people[2], "on_date": FRIDAY, "by": None}
        first = waive(db, points=3, reason="Ill", **said)  # type: ignore[arg-type]  # ids, a day and a user in one dict
        second = waive(db, points=10, reason=WHY, **said)  # type: ignore[arg-type]  # ids, a day and a user in one dict
        undo_waive(db, done=second, on_date=FRIDAY, by=None)
        assert waivers_of(db, course_id) == {people[2]: 3}

        assert undo_waive(db, done=first, on_date=FRIDAY, by=None) is None  # others have decided since
        history = waiver_history(db, course_id=course_id, person_id=people[2])

    assert [(row.points, row.reason) for row in history] == [(3, "Ill"), (10, WHY), (3, "Ill")]


def test_undo_of_the_first_waives_nothing(database: Database, course: tuple[int, list[int]]) -> None:
    course_id, people = course
    with database.transaction() as db:
        done = waive(
            db, course_id=course_id, person_id=people[2], points=10, reason=WHY, on_date=FRIDAY, by=None
        )
        undo_waive(db, done=done, on_date=FRIDAY, by=None)

        assert waivers_of(db, course_id) == {}
        assert qualifying(db, course_id)[2].outcome == P


@pytest.mark.parametrize("points", [-1, 11, 0])
def test_points_that_cannot_be_waived_are_refused(
    database: Database, course: tuple[int, list[int]], points: int
) -> None:
    with database.transaction() as db, pytest.raises(WaivedPointsUnusable) as refused:
        waive(
            db,
            course_id=course[0],
            person_id=course[1][0],
            points=points,
            reason=WHY,
            on_date=FRIDAY,
            by=None,
        )

    assert "1 to 10" in refused.value.sentence()


def test_a_waiver_needs_a_reason_a_person_of_the_course_and_a_coordinator(
    database: Database, course: tuple[int, list[int]]
) -> None:
    course_id, people = course
    with database.transaction() as db:
        (stranger,) = some_people(db, ["HIRWA"])
        clerk = User(id=new_id(db, Scope.SHARED), username="c", display_name="Clerk", role=Role.CLERK)
        db.add(clerk)
        db.flush()
        for person, reason, by, error in (
            (people[2], "  ", None, ReasonMissing),
            (stranger, WHY, None, PersonNotOfCourse),
            (people[2], WHY, clerk.id, NotAllowed),
        ):
            with pytest.raises(error):
                waive(
                    db, course_id=course_id, person_id=person, points=5, reason=reason, on_date=FRIDAY, by=by
                )
        assert waivers_of(db, course_id) == {}


def test_a_closed_course_takes_waivers_and_an_archived_one_does_not(
    database: Database, course: tuple[int, list[int]]
) -> None:
    course_id, people = course
    said = {"course_id": course_id, "person_id": people[2], "reason": WHY, "on_date": FRIDAY, "by": None}
    with database.transaction() as db:
        close_course(db, course_id=course_id, on_date=FRIDAY, by=None)
        assert waive(db, points=10, **said).is_enough  # type: ignore[arg-type]  # see above
        archive_course(db, course_id=course_id, on_date=FRIDAY, by=None)
        with pytest.raises(CourseNotOpen):
            waive(db, points=0, **said)  # type: ignore[arg-type]  # ids, a day and a user in one dict


def test_the_pass_mark_is_exact_and_only_where_the_course_has_one(
    database: Database, course: tuple[int, list[int]]
) -> None:
    course_id, people = course
    with database.transaction() as db:
        set_tests(db, course_id=course_id, tests=TestSettings(post_maximum=2500))
        record_result(db, course_id=course_id, person_id=people[0], which=WhichTest.POST, points=1499)
    assert outcomes(database, course_id) == [C, C, P, N]
    with database.transaction() as db:
        set_course_rules(db, course_id=course_id, rules=RuleSet(pass_percent=60))
        rows = qualifying(db, course_id)
    assert [row.outcome for row in rows] == [P, P, P, N]
    assert [row.missing_points for row in rows] == [1, None, None, None]
    with database.transaction() as db:
        record_result(db, course_id=course_id, person_id=people[0], which=WhichTest.POST, points=1500)
    assert outcomes(database, course_id) == [C, P, P, N]


hours = st.builds(
    lambda credit, decided, more: Hours(min(credit, 2 * decided), decided + more, decided + more, more, more),
    st.integers(0, 9600),
    st.integers(0, 4800),
    st.integers(0, 480),
)
points = st.integers(0, 10)


@given(hours, points)
def test_what_is_missing_with_a_waiver_is_exactly_what_would_complete(of: Hours, waived: int) -> None:
    missing = missing_minutes(of, 80, waived)
    reached = outcome(of, RuleSet(), Merits(waived)) == Outcome.COMPLETION

    assert reached == (missing == 0 and of.decided > 0)
    if missing:
        more = Hours(
            of.credited_half_minutes + int(-(-2 * missing // 1)), of.delivered, of.planned, 0, of.undecided
        )
        assert outcome(more, RuleSet(), Merits(waived)) == Outcome.COMPLETION


@given(hours, points, points)
def test_more_points_never_take_anything_away(of: Hours, one: int, other: int) -> None:
    order = list(Outcome)
    less, more = sorted((one, other))

    assert order.index(outcome(of, RuleSet(), Merits(more))) <= order.index(
        outcome(of, RuleSet(), Merits(less))
    )
    assert is_out_of_reach(of, RuleSet(), Merits(more)) <= is_out_of_reach(of, RuleSet(), Merits(less))


@given(hours, points)
def test_without_a_completion_a_waiver_gives_nothing(of: Hours, waived: int) -> None:
    reached = outcome(of, RuleSet(), Merits(waived))

    assert reached in {Outcome.COMPLETION, outcome(of, RuleSet())}


@given(hours, points, st.integers(1, 100), st.integers(100, 10_000), st.integers(0, 10_000))
def test_a_test_that_decides_can_only_take_the_completion(
    of: Hours, waived: int, percent: int, maximum: int, reached: int
) -> None:
    merits = Merits(waived, min(reached, maximum), maximum)
    rules, without = RuleSet(pass_percent=percent), RuleSet()
    missing = missing_in_test(merits, rules)

    assert missing_in_test(merits, without) == 0
    assert (missing == 0) == (100 * min(reached, maximum) >= percent * maximum)
    assert (outcome(of, rules, merits) == Outcome.COMPLETION) == (
        outcome(of, without, merits) == Outcome.COMPLETION and missing == 0
    )


@given(hours)
def test_what_is_undecided_is_in_no_rate(of: Hours) -> None:
    decided = Hours(of.credited_half_minutes, of.decided, of.decided, 0)

    assert of.rate == decided.rate
    assert outcome(of, RuleSet()) == outcome(decided, RuleSet())
