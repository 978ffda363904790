"""The tests of a course and the results of its people as they are stored."""

from collections.abc import Mapping

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.models import (
    CourseTests,
    PostTestResult,
    PreTestResult,
)
from tvet_desktop.attendance.course_tests.rules import (
    PersonNotOfCourse,
    TestMissing,
    TestSettings,
    WhichTest,
)
from tvet_desktop.courses.queries import enrolled_people
from tvet_desktop.people.merging.merged import merged_ids, one_person
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
    merged = merged_ids(db)
    query = select(PreTestResult.person_id, PreTestResult.pre_points).where(
        not_deleted(PreTestResult), PreTestResult.course_id == course_id
    )
    pre, post = _by_counting_person(db, query, merged), post_points_of(db, course_id, merged)
    return {person_id: (pre.get(person_id), post.get(person_id)) for person_id in pre.keys() | post.keys()}


def post_points_of(db: Session, course_id: int, merged: Mapping[int, int]) -> dict[int, int]:
    """Return the results of the post-test by the person that counts; ``merged`` is what ``merged_ids`` gave."""
    query = select(PostTestResult.person_id, PostTestResult.post_points).where(
        not_deleted(PostTestResult), PostTestResult.course_id == course_id
    )
    return _by_counting_person(db, query, merged)


def load_points(db: Session, course_id: int, person_id: int, which: WhichTest) -> int | None:
    """Return what a person reached in a test, in hundredths; None if it was not taken."""
    row = _row(db, course_id, person_id, which)
    return None if row is None or row.deleted else _points(row)


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
    row = _row(db, course_id, person_id, which)
    before = None if row is None or row.deleted else _points(row)
    if before == points:
        return before
    if row is None:
        model = PreTestResult if which is WhichTest.PRE else PostTestResult
        row = model(course_id=course_id, person_id=person_id)
        db.add(row)
    row.deleted = points is None
    if points is not None and isinstance(row, PreTestResult):
        row.pre_points = points
    elif points is not None and isinstance(row, PostTestResult):
        row.post_points = points
    return before


def _row(
    db: Session, course_id: int, person_id: int, which: WhichTest
) -> PreTestResult | PostTestResult | None:
    """Return the row of a person's result: the own one, else that of who was merged into the person."""
    rows: list[PreTestResult | PostTestResult] = []
    for one in one_person(db, person_id):
        key = (course_id, one)
        row = db.get(PreTestResult, key) if which is WhichTest.PRE else db.get(PostTestResult, key)
        if row is not None:
            rows.append(row)
    return next((row for row in rows if not row.deleted), rows[0] if rows else None)


def _points(row: PreTestResult | PostTestResult) -> int:
    return row.pre_points if isinstance(row, PreTestResult) else row.post_points


def _by_counting_person(db: Session, query: Select[int, int], merged: Mapping[int, int]) -> dict[int, int]:
    points: dict[int, int] = {}
    for person_id, own in sorted(db.execute(query).all(), key=lambda row: (row[0] in merged, row[0])):
        points.setdefault(merged.get(person_id, person_id), own)
    return points
