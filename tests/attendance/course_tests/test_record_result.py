from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.courses.factories import MONDAY, a_running_course, some_people
from tvet_desktop.attendance.course_tests.clear_result import clear_result
from tvet_desktop.attendance.course_tests.loading import course_tests_of, load_points
from tvet_desktop.attendance.course_tests.queries import course_results
from tvet_desktop.attendance.course_tests.record_result import ResultRecorded, record_result
from tvet_desktop.attendance.course_tests.restore_results import restore_results
from tvet_desktop.attendance.course_tests.rules import (
    MaximumUnusable,
    PersonNotOfCourse,
    PointsUnusable,
    ResultsAboveMaximum,
    TestMissing,
    TestSettings,
    WhichTest,
    points_text,
    read_maximum,
    read_points,
)
from tvet_desktop.attendance.course_tests.set_tests import set_tests
from tvet_desktop.courses.cancel_course import cancel_course
from tvet_desktop.courses.rules import CourseNotOpen, RuleSet
from tvet_desktop.courses.set_course_rules import set_course_rules
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.shared import translation
from tvet_desktop.storage.database import Database

PRE, POST = WhichTest.PRE, WhichTest.POST
TWENTY = TestSettings(2000, MONDAY, 2000, date(2027, 3, 5))


@pytest.mark.parametrize(
    ("typed", "points"),
    [("12", 1200), ("12.5", 1250), ("12,5", 1250), (" 0,05 ", 5), ("20", 2000), ("07", 700)],
)
def test_points_are_read_with_point_or_comma(typed: str, points: int) -> None:
    assert read_points(typed, 2000) == points


@pytest.mark.parametrize("typed", ["20,01", "-1", "", "twelve", "12.345", "1.2.3", "1e1", "12 ,5", "٣"])
def test_points_that_cannot_be_are_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(PointsUnusable) as refused:
        read_points(typed, 2000)

    assert "20 points" in refused.value.sentence()


@pytest.mark.parametrize("typed", ["0", "1001", "", "x"])
def test_a_maximum_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(MaximumUnusable) as refused:
        read_maximum(typed)

    assert "1 to 1000" in refused.value.sentence()


@given(st.integers(min_value=0, max_value=100_000))
def test_what_is_shown_is_read_again(points: int) -> None:
    assert read_points(points_text(points), 100_000) == points


def test_points_are_shown_as_the_language_writes_them() -> None:
    assert [points_text(points) for points in (1200, 1250, 1205, -50)] == ["12", "12.5", "12.05", "-0.5"]
    translation.use_language("fr")
    assert points_text(1250) == "12,5"
    translation.use_language("en")


def test_a_result_is_recorded_replaced_cleared_and_taken_back(database: Database) -> None:
    with database.transaction() as db:
        course_id, _sessions, (person, *_others) = a_running_course(db)
        set_tests(db, course_id=course_id, tests=TWENTY)
        first = record_result(db, course_id=course_id, person_id=person, which=POST, points=1250)
        second = record_result(db, course_id=course_id, person_id=person, which=POST, points=1300)
        cleared = clear_result(db, course_id=course_id, person_id=person, which=POST)
        assert load_points(db, course_id, person, POST) is None

        redo = restore_results(db, done=[first, second, cleared])
        assert load_points(db, course_id, person, POST) is None
        assert [(change.before, change.after) for change in redo] == [
            (None, 1300),
            (1300, 1250),
            (1250, None),
        ]
        restore_results(db, done=redo)
        record_result(db, course_id=course_id, person_id=person, which=POST, points=100)

        assert restore_results(db, done=[cleared]) == ()
        assert load_points(db, course_id, person, POST) == 100
        assert load_points(db, course_id, person, PRE) is None
    assert second == ResultRecorded(course_id, person, POST, 1250, 1300)


def test_results_above_the_maximum_or_below_nothing_are_refused(database: Database) -> None:
    with database.transaction() as db:
        course_id, _sessions, (person, *_others) = a_running_course(db)
        with pytest.raises(TestMissing) as missing:
            record_result(db, course_id=course_id, person_id=person, which=PRE, points=100)
        set_tests(db, course_id=course_id, tests=TWENTY)

        for points in (2001, -1):
            with pytest.raises(PointsUnusable):
                record_result(db, course_id=course_id, person_id=person, which=PRE, points=points)
        (stranger,) = some_people(db, ["HIRWA"])
        with pytest.raises(PersonNotOfCourse) as refused:
            record_result(db, course_id=course_id, person_id=stranger, which=PRE, points=1)
        assert refused.value.sentence()
        assert load_points(db, course_id, person, PRE) is None
    assert "pre-test" in missing.value.sentence()


def test_a_maximum_below_results_is_refused_and_undo_brings_the_earlier_tests(database: Database) -> None:
    with database.transaction() as db:
        course_id, _sessions, people = a_running_course(db)
        set_tests(db, course_id=course_id, tests=TWENTY)
        for person in people[:2]:
            record_result(db, course_id=course_id, person_id=person, which=POST, points=1500)

        with pytest.raises(ResultsAboveMaximum) as refused:
            set_tests(db, course_id=course_id, tests=TestSettings(None, None, 1000, MONDAY))
        assert "2 results" in refused.value.sentence()
        done = set_tests(db, course_id=course_id, tests=TestSettings(1000, MONDAY, None, MONDAY))
        assert course_tests_of(db, course_id) == TestSettings(1000, MONDAY, None, None)
        assert course_results(db, course_id).post.taken == 0
        set_tests(db, course_id=course_id, tests=done.earlier)
        assert course_results(db, course_id).post.taken == 2
        with pytest.raises(MaximumUnusable):
            set_tests(db, course_id=course_id, tests=TestSettings(pre_maximum=50))


def test_a_course_that_is_over_takes_no_results(database: Database) -> None:
    with database.transaction() as db:
        course_id, _sessions, (person, *_others) = a_running_course(db)
        set_tests(db, course_id=course_id, tests=TWENTY)
        done = record_result(db, course_id=course_id, person_id=person, which=POST, points=1)
        cancel_course(db, course_id=course_id, on_date=MONDAY, reason="No trainer", by=None)

        for act in (
            lambda: set_tests(db, course_id=course_id, tests=TWENTY),
            lambda: record_result(db, course_id=course_id, person_id=person, which=POST, points=2),
            lambda: clear_result(db, course_id=course_id, person_id=person, which=POST),
            lambda: restore_results(db, done=[done]),
        ):
            with pytest.raises(CourseNotOpen):
                act()


def test_results_are_listed_by_seat_with_gain_and_pass_mark(database: Database) -> None:
    with database.transaction() as db:
        course_id, _sessions, people = a_running_course(db)
        set_tests(db, course_id=course_id, tests=TestSettings(1000, None, 4000, None))
        set_course_rules(db, course_id=course_id, rules=RuleSet(pass_percent=60))
        for person, (pre, post) in zip(people, ((500, 3000), (None, 2399), (1000, 4000)), strict=False):
            for which, points in ((PRE, pre), (POST, post)):
                if points is not None:
                    record_result(db, course_id=course_id, person_id=person, which=which, points=points)
        withdraw_enrolment(db, course_id=course_id, person_id=people[3], left_on=MONDAY)

        shown = course_results(db, course_id)

    assert [row.seat for row in shown.rows] == [1, 2, 3, 4]
    assert [(row.pre, row.post) for row in shown.rows] == [
        (500, 3000),
        (None, 2399),
        (1000, 4000),
        (None, None),
    ]
    assert [row.gain for row in shown.rows][:3] == [0.25, None, 0]
    assert [row.normalised for row in shown.rows][:3] == [0.5, None, None]
    assert [row.missing_points for row in shown.rows] == [0, 1, 0, None]
    assert [row.has_left for row in shown.rows] == [False, False, False, True]
    assert (shown.expected, shown.pre.taken, shown.post.taken) == (3, 2, 3)
    assert (shown.gain.matched, shown.gain.people, shown.gain.individuals) == (2, 3, 1)
