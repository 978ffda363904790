"""The results of a course as one screen shows them."""

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.gain import Gain, Spread, gain_of, normalised_gain, spread_of
from tvet_desktop.attendance.course_tests.loading import course_tests_of, results_of
from tvet_desktop.attendance.course_tests.rules import TestSettings, WhichTest
from tvet_desktop.attendance.rules import Merits, missing_in_test
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.queries import CourseRow, EnrolledPerson, course_row, enrolled_people, rules_of
from tvet_desktop.courses.rules import RuleSet


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One person of the course, points in hundredths, None where a test was not taken.

    ``gain`` is after minus before and ``normalised`` the part of what could still be gained, both of shares of the
    maximum; None without both results, ``normalised`` also for who had everything before. ``missing_points`` is
    what the post-test misses to the pass mark, as in ``rules.missing_in_test``.
    """

    person_id: int
    seat: int
    name: str
    has_left: bool
    pre: int | None
    post: int | None
    gain: Fraction | None
    normalised: Fraction | None
    missing_points: Fraction | None

    def points(self, which: WhichTest) -> int | None:
        """Return the result of one of the two tests."""
        return self.pre if which is WhichTest.PRE else self.post


@dataclass(frozen=True, slots=True)
class CourseResults:
    """Both tests of a course: everybody by seat, how each test went, and what was gained.

    ``expected`` is how many could have taken the tests: who belongs to the course, and who has left it with a
    result. Figures of a test that the course has not are those of nobody.
    """

    course: CourseRow
    tests: TestSettings
    pass_percent: int | None
    rows: tuple[ResultRow, ...]
    expected: int
    pre: Spread
    post: Spread
    gain: Gain

    def spread(self, which: WhichTest) -> Spread:
        """Return how one of the two tests went."""
        return self.pre if which is WhichTest.PRE else self.post


def course_results(db: Session, course_id: int) -> CourseResults:
    """Return the results of everybody of a course.

    Raises:
        NotFound: there is no such course.
    """
    course, tests, rules = course_row(db, course_id), course_tests_of(db, course_id), rules_of(db, course_id)
    results = results_of(db, course_id)
    rows = tuple(
        _row(person, *results.get(person.person_id, (None, None)), tests, rules)
        for person in enrolled_people(db, course_id)
    )
    counted = [row for row in rows if not row.has_left or row.pre is not None or row.post is not None]
    pre = [_share(row.pre, tests.pre_maximum) for row in counted]
    post = [_share(row.post, tests.post_maximum) for row in counted]
    return CourseResults(
        course,
        tests,
        rules.pass_percent,
        rows,
        len(counted),
        spread_of(pre),
        spread_of(post),
        gain_of(list(zip(pre, post, strict=True))),
    )


def _row(
    person: EnrolledPerson, pre: int | None, post: int | None, tests: TestSettings, rules: RuleSet
) -> ResultRow:
    pre = pre if tests.pre_maximum is not None else None
    post = post if tests.post_maximum is not None else None
    before, after = _share(pre, tests.pre_maximum), _share(post, tests.post_maximum)
    gain = normalised = None
    if before is not None and after is not None:
        gain, normalised = after - before, normalised_gain(before, after)
    return ResultRow(
        person.person_id,
        person.seat,
        person.name,
        person.status != EnrolmentStatus.ENROLLED,
        pre,
        post,
        gain,
        normalised,
        missing_in_test(Merits(0, post, tests.post_maximum), rules),
    )


def _share(points: int | None, maximum: int | None) -> Fraction | None:
    return Fraction(points, maximum) if points is not None and maximum else None
