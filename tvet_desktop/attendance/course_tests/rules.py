"""Points as people write them and as they are kept, and what cannot be.

MaximumUnusable      a test has from 1 to 1000 points
PointsUnusable       no number, below 0, or above the maximum
ResultsAboveMaximum  results that are there would not fit a lower maximum
TestMissing          the course has no such test
PersonNotOfCourse    only people of the course have results
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tvet_desktop.attendance.course_tests.models import HUNDREDTHS
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, language, ngettext

LOWEST_MAXIMUM, HIGHEST_MAXIMUM = 1 * HUNDREDTHS, 1000 * HUNDREDTHS
_POINTS = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?")


class WhichTest(StrEnum):
    """The test before the course, or the one after it."""

    PRE = "PRE"
    POST = "POST"


@dataclass(frozen=True, slots=True)
class TestSettings:
    """Maximum, in hundredths of a point, and day of both tests; a maximum of None: there is no such test."""

    __test__ = False

    pre_maximum: int | None = None
    pre_on: date | None = None
    post_maximum: int | None = None
    post_on: date | None = None

    def maximum(self, which: WhichTest) -> int | None:
        """Return the maximum of one of the two."""
        return self.pre_maximum if which is WhichTest.PRE else self.post_maximum

    def day(self, which: WhichTest) -> date | None:
        """Return the day of one of the two."""
        return self.pre_on if which is WhichTest.PRE else self.post_on

    @property
    def there(self) -> tuple[WhichTest, ...]:
        """The tests that the course has, the one before it first."""
        return tuple(which for which in WhichTest if self.maximum(which) is not None)


class MaximumUnusable(UserError):
    """No test has so many, or so few, points."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed

    def sentence(self) -> str:
        """Name the limits."""
        return _("“{typed}” cannot be the maximum of a test: type from {lowest} to {highest} points.").format(
            typed=self.typed, lowest=points_text(LOWEST_MAXIMUM), highest=points_text(HIGHEST_MAXIMUM)
        )


class PointsUnusable(UserError):
    """Nobody can have so many points."""

    def __init__(self, typed: str, maximum: int) -> None:
        super().__init__(typed, maximum)
        self.typed = typed
        self.maximum = maximum

    def sentence(self) -> str:
        """Name the limits, and how somebody is entered who did not take the test."""
        return _(
            "“{typed}” cannot be: type from 0 to {maximum} points with at most two decimals, or nothing if the test"
            " was not taken."
        ).format(typed=self.typed, maximum=points_text(self.maximum))


class ResultsAboveMaximum(UserError):
    """Results that are there are above the new maximum."""

    def __init__(self, count: int, maximum: int) -> None:
        super().__init__(count, maximum)
        self.count = count
        self.maximum = maximum

    def sentence(self) -> str:
        """Say how many, and what to do."""
        return ngettext(
            "{count} result is above {maximum} points: correct it first, or set a higher maximum.",
            "{count} results are above {maximum} points: correct them first, or set a higher maximum.",
            self.count,
        ).format(count=self.count, maximum=points_text(self.maximum))


class TestMissing(UserError):
    """The course has no such test."""

    __test__ = False

    def __init__(self, which: WhichTest) -> None:
        super().__init__(which)
        self.which = which

    def sentence(self) -> str:
        """Say what comes first."""
        return {
            WhichTest.PRE: _("The course has no pre-test yet: set its maximum first."),
            WhichTest.POST: _("The course has no post-test yet: set its maximum first."),
        }[self.which]


class PersonNotOfCourse(UserError):
    """Somebody who never belonged to the course."""

    def sentence(self) -> str:
        """Say what comes first."""
        return _("This person does not belong to the course: enrol them first.")


def read_points(typed: str, maximum: int) -> int:
    """Return points as a person types them, "12", "12.5" or "12,5", in hundredths.

    Raises:
        PointsUnusable: they are no number, have more than two decimals, or are above ``maximum``.
    """
    points = hundredths_of(typed)
    if points is None or points > maximum:
        raise PointsUnusable(typed.strip(), maximum)
    return points


def read_maximum(typed: str) -> int:
    """Return the maximum of a test as a person types it, in hundredths.

    Raises:
        MaximumUnusable: it is no number, or beyond the limits.
    """
    points = hundredths_of(typed)
    if points is None or not LOWEST_MAXIMUM <= points <= HIGHEST_MAXIMUM:
        raise MaximumUnusable(typed.strip())
    return points


def check_points(points: int, maximum: int) -> int:
    """Return points in hundredths if they can be.

    Raises:
        PointsUnusable: they are below nothing or above ``maximum``.
    """
    if not 0 <= points <= maximum:
        raise PointsUnusable(points_text(points), maximum)
    return points


def hundredths_of(typed: str) -> int | None:
    """Return a number of at most two decimals in hundredths, None if it is none."""
    found = _POINTS.fullmatch(typed.strip())
    if found is None:
        return None
    whole, decimals = found.groups()
    return int(whole) * HUNDREDTHS + int((decimals or "").ljust(2, "0"))


def points_text(points: int) -> str:
    """Return hundredths of a point as they are written: "12.5", in French and Kinyarwanda "12,5"."""
    sign, (whole, rest) = "-" if points < 0 else "", divmod(abs(points), HUNDREDTHS)
    mark = "." if language() == "en" else ","
    decimals = f"{mark}{rest:02}".rstrip("0") if rest else ""
    return f"{sign}{whole}{decimals}"
