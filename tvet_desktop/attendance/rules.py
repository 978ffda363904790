"""What a mark earns and what the sum of them means, in exact fractions.

NotEnrolled          only people of the course are marked
MinutesLateUnusable  nobody is late by less than a minute or more than the session lasts
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from fractions import Fraction

from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.courses.models import EnrolmentStatus, SessionState
from tvet_desktop.courses.rules import RuleSet
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

KIGALI = timezone(timedelta(hours=2))
_HUNDRED = 100


class Outcome(StrEnum):
    """Every result of a course, the best first."""

    COMPLETION = "COMPLETION"
    PARTICIPATION = "PARTICIPATION"
    NEITHER = "NEITHER"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark as a value."""

    status: MarkStatus
    minutes_late: int | None = None
    reason: str = ""
    source: MarkSource = MarkSource.KEYBOARD


@dataclass(frozen=True, slots=True)
class Hours:
    """What one person has of a course. Whole minutes, but credit in half minutes: all sums stay exact.

    ``open`` is what can still be earned: sessions to come, and gaps in sessions that are not closed.
    ``undecided`` is the part of ``delivered`` in which the person still has such a gap: it is neither presence
    nor absence, so no rate looks at it. Closing a session leaves nothing undecided.
    """

    credited_half_minutes: int
    delivered: int
    planned: int
    open: int
    undecided: int = 0

    @property
    def credited(self) -> Fraction:
        """The minutes credited."""
        return Fraction(self.credited_half_minutes, 2)

    @property
    def decided(self) -> int:
        """The minutes delivered of which it is known whether the person was there."""
        return self.delivered - self.undecided

    @property
    def rate(self) -> Fraction | None:
        """Credited over decided; None before anything was decided."""
        return self.credited / self.decided if self.decided else None

    @property
    def percent(self) -> int | None:
        """The rate for the eye only: never compare it."""
        return None if self.rate is None else shown_percent(self.rate)

    @property
    def planned_percent(self) -> int | None:
        """Credited over what the course will have delivered in the end, for the eye only."""
        return shown_percent(self.credited / self.planned) if self.planned else None


@dataclass(frozen=True, slots=True)
class Merits:
    """What decides besides the marks.

    ``waived_points`` of a hundred are added to the rate for the completion only; the result of the post-test and
    its maximum are in hundredths of a point, None where there is none.
    """

    waived_points: int = 0
    post_points: int | None = None
    post_maximum: int | None = None


NO_MERITS = Merits()


class NotEnrolled(UserError):
    """Somebody who does not belong to the course, or had left before the session."""

    def sentence(self) -> str:
        """Say what comes first."""
        return _("This person does not belong to the course on that day: enrol them first, then mark.")


class MinutesLateUnusable(UserError):
    """A delay that cannot be."""

    def __init__(self, minutes: int, longest: int) -> None:
        super().__init__(minutes, longest)
        self.minutes = minutes
        self.longest = longest

    def sentence(self) -> str:
        """Name the limits."""
        return _(
            "{minutes} minutes late cannot be: type 1 to {longest}, or leave it empty if nobody knows."
        ).format(minutes=self.minutes, longest=self.longest)


def credited_half_minutes(minutes: int, status: str, minutes_late: int | None, rules: RuleSet) -> int:
    """Return what a mark earns of a session of ``minutes``, in half minutes so that it stays whole.

    Present earns all; late earns all within the grace or when nobody noted the minutes, beyond it half;
    absent and excused earn nothing.
    """
    if status == MarkStatus.PRESENT:
        return 2 * minutes
    if status == MarkStatus.LATE:
        within = minutes_late is None or minutes_late <= rules.grace_minutes
        return 2 * minutes if within else minutes
    return 0


def session_state(*, is_cancelled: bool, is_closed: bool, has_marks: bool) -> SessionState:
    """Return the state of a training session: only HELD ones are delivered."""
    if is_cancelled:
        return SessionState.CANCELLED
    return SessionState.HELD if is_closed or has_marks else SessionState.PLANNED


def reaches(half_minutes: int, minutes: int, percent: int, waived_points: int = 0) -> bool:
    """Tell whether a credit is at least ``percent`` of ``minutes``, exactly; of nothing nobody has enough."""
    return minutes > 0 and half_minutes * _HUNDRED >= 2 * minutes * (percent - waived_points)


def missing_in_test(merits: Merits, rules: RuleSet) -> Fraction | None:
    """Return what the post-test misses to the pass mark, in hundredths of a point; 0 if it is reached.

    None while there is no result. Where the test does not decide, nothing is ever missing.
    """
    if rules.pass_percent is None:
        return Fraction(0)
    if merits.post_points is None or not merits.post_maximum:
        return None
    needed = Fraction(rules.pass_percent * merits.post_maximum, _HUNDRED)
    return max(Fraction(0), needed - merits.post_points)


def outcome(hours: Hours, rules: RuleSet, merits: Merits = NO_MERITS) -> Outcome:
    """Return what the hours decided so far give the person, together with test and waiver.

    A completion needs the rate, with the points that were waived, and the pass mark if the course has one. A
    participation needs its own rate and nothing else.
    """
    half_minutes, minutes = hours.credited_half_minutes, hours.decided
    attended = reaches(half_minutes, minutes, rules.completion_percent, merits.waived_points)
    if attended and missing_in_test(merits, rules) == 0:
        return Outcome.COMPLETION
    if reaches(half_minutes, minutes, rules.participation_percent):
        return Outcome.PARTICIPATION
    return Outcome.NEITHER


def missing_minutes(hours: Hours, percent: int, waived_points: int = 0) -> Fraction:
    """Return the minutes that are missing to ``percent`` of what was decided; 0 if none are."""
    needed = Fraction(hours.decided * (percent - waived_points), _HUNDRED)
    return max(Fraction(0), needed - hours.credited)


def is_out_of_reach(hours: Hours, rules: RuleSet, merits: Merits = NO_MERITS) -> bool:
    """Tell whether a completion is impossible even if the person misses nothing more; the test does not matter."""
    best = hours.credited_half_minutes + 2 * hours.open
    return hours.planned > 0 and not reaches(
        best, hours.planned, rules.completion_percent, merits.waived_points
    )


def shown_percent(rate: Fraction) -> int:
    """Return a rate as whole percent, a half rounded up: for the eye only."""
    return int((rate * _HUNDRED * 2 + 1) // 2)


def is_expected(
    status: EnrolmentStatus, left_on: date | None, held_on: date, from_day: date | None = None
) -> bool:
    """Tell whether somebody belongs to the course on the day of a session.

    The day of enrolment does not matter, lists are often typed after the first days; but who came from
    another course belongs to this one only ``from_day`` on.
    """
    if from_day is not None and held_on < from_day:
        return False
    return status == EnrolmentStatus.ENROLLED or (left_on is not None and left_on >= held_on)


def check_minutes_late(status: MarkStatus, minutes_late: int | None, minutes: int) -> int | None:
    """Return the minutes late to keep: none unless the mark is late.

    Raises:
        MinutesLateUnusable: below one, or longer than the session.
    """
    if status != MarkStatus.LATE or minutes_late is None:
        return None
    if not 1 <= minutes_late <= minutes:
        raise MinutesLateUnusable(minutes_late, minutes)
    return minutes_late


def local_day(moment: datetime) -> date:
    """Return the day in Rwanda at a moment."""
    return moment.astimezone(KIGALI).date()
