"""The tests of a course and the results of its people as they are stored."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.models import CourseTests, TestResult
from tvet_desktop.attendance.course_tests.rules import (
    PersonNotOfCourse,
    TestMissing,
    TestSettings,
    WhichTest,
)
from tvet_desktop.courses.queries import enrolled_people
from tvet_desktop.people.merged import merged_ids, one_person
from tvet_desktop.storage.base import not_deleted

Results = dict[int, tuple[int | None, int | None]]
"""By person: the points before and after, in hundredths."""


def course_tests_of(db: Session, course_id: int) -> TestSettings:
    """Return the tests that a course has."""
    row = db.get(CourseTests, course_id)
    if row is None or row.deleted:
        return TestSettings()
    return TestSettings(row.pre_maximum, row.pre_on, row.post_maximum, row.post_on)


def require_test(db: Session, course_id: int, which: WhichTest) -> int:
    """Return the maximum of a test in hundredths.

    Raises:
        TestMissing: the course has no such test.
    """
    maximum = course_tests_of(db, course_id).maximum(which)
    if maximum is None:
        raise TestMissing(which)
    return maximum


def results_of(db: Session, course_id: int) -> Results:
    """Return everybody's results, under the person that counts; of merged people the own result comes first."""
    query = select(TestResult.person_id, TestResult.pre_points, TestResult.post_points).where(
        not_deleted(TestResult), TestResult.course_id == course_id
    )
    merged = merged_ids(db)
    results: Results = {}
    rows = sorted(db.execute(query).all(), key=lambda row: (row[0] in merged, row[0]))
    for person_id, pre, post in rows:
        counting = merged.get(person_id, person_id)
        own_pre, own_post = results.get(counting, (None, None))
        results[counting] = (pre if own_pre is None else own_pre, post if own_post is None else own_post)
    return results


def load_points(db: Session, course_id: int, person_id: int, which: WhichTest) -> int | None:
    """Return what a person reached in a test, in hundredths; None if it was not taken."""
    row = _row_with_points(db, course_id, person_id, which)
    return None if row is None else _points(row, which)


def require_of_course(db: Session, course_id: int, person_id: int) -> None:
    """Refuse who was never enrolled; who has left may have taken a test before.

    Raises:
        PersonNotOfCourse: so it is.
    """
    if person_id not in {person.person_id for person in enrolled_people(db, course_id)}:
        raise PersonNotOfCourse


def write_points(
    db: Session, course_id: int, person_id: int, which: WhichTest, points: int | None
) -> int | None:
    """Keep points, or that there are none, and return what was there; nothing is written if it is equal."""
    row = _row_with_points(db, course_id, person_id, which) or db.get(TestResult, (course_id, person_id))
    before = None if row is None or row.deleted else _points(row, which)
    if before == points:
        return before
    if row is None:
        row = TestResult(course_id=course_id, person_id=person_id, pre_points=None, post_points=None)
        db.add(row)
    row.deleted = False
    if which is WhichTest.PRE:
        row.pre_points = points
    else:
        row.post_points = points
    return before


def _row_with_points(db: Session, course_id: int, person_id: int, which: WhichTest) -> TestResult | None:
    """Return the row that has a person's result: the own one, else that of who was merged into the person."""
    for one in one_person(db, person_id):
        row = db.get(TestResult, (course_id, one))
        if row is not None and not row.deleted and _points(row, which) is not None:
            return row
    return None


def _points(row: TestResult, which: WhichTest) -> int | None:
    return row.pre_points if which is WhichTest.PRE else row.post_points
