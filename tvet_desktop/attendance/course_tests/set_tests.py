"""Say which tests a course has."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.loading import course_tests_of, results_of
from tvet_desktop.attendance.course_tests.models import CourseTests
from tvet_desktop.attendance.course_tests.rules import (
    HIGHEST_MAXIMUM,
    LOWEST_MAXIMUM,
    MaximumUnusable,
    ResultsAboveMaximum,
    TestSettings,
    WhichTest,
    points_text,
)
from tvet_desktop.courses.loading import load_open_course


@dataclass(frozen=True)
class TestsSet:
    """To undo: ``set_tests`` with ``earlier``."""

    __test__ = False

    course_id: int
    tests: TestSettings
    earlier: TestSettings


def set_tests(db: Session, *, course_id: int, tests: TestSettings) -> TestsSet:
    """Set maximum and day of both tests. Results of a test that is taken away are kept and count again with it.

    Raises:
        NotFound, CourseNotOpen: the course cannot change.
        MaximumUnusable: no test has so many points.
        ResultsAboveMaximum: results that are there would not fit.
    """
    load_open_course(db, course_id)
    results = results_of(db, course_id).values()
    for which in tests.there:
        maximum = tests.maximum(which) or 0
        if not LOWEST_MAXIMUM <= maximum <= HIGHEST_MAXIMUM:
            raise MaximumUnusable(points_text(maximum))
        index = list(WhichTest).index(which)
        above = sum((pair[index] or 0) > maximum for pair in results)
        if above:
            raise ResultsAboveMaximum(above, maximum)

    earlier = course_tests_of(db, course_id)
    row = db.get(CourseTests, course_id)
    if row is None:
        row = CourseTests(course_id=course_id)
        db.add(row)
    row.deleted = False
    row.pre_maximum, row.post_maximum = tests.pre_maximum, tests.post_maximum
    row.pre_on = tests.pre_on if tests.pre_maximum is not None else None
    row.post_on = tests.post_on if tests.post_maximum is not None else None
    return TestsSet(course_id, tests, earlier)
