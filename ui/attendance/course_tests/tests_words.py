"""Points, shares and gains in words, asked at run time."""

from fractions import Fraction

from tvet_desktop.attendance.course_tests.models import HUNDREDTHS
from tvet_desktop.attendance.course_tests.queries import CourseResults, ResultRow
from tvet_desktop.attendance.course_tests.rules import WhichTest, points_text
from tvet_desktop.attendance.rules import shown_percent
from tvet_desktop.courses.rules import is_open
from tvet_desktop.shared.translation import _, ngettext

_LOW, _HIGH = Fraction(3, 10), Fraction(7, 10)
_MINUS = "−"


def word_for(which: WhichTest) -> str:
    """Name one of the two tests."""
    return {WhichTest.PRE: _("Pre-test"), WhichTest.POST: _("Post-test")}[which]


def state_words(results: CourseResults) -> str:
    """Say in one line how the tests went: "Post-test: 23 of 25 · mean 71 % · gain +18 points, n = 21"."""
    if not results.tests.there:
        return ""
    begun = [which for which in results.tests.there if results.spread(which).taken]
    which = begun[-1] if begun else results.tests.there[0]
    spread, gain = results.spread(which), results.gain
    taken = {
        WhichTest.PRE: _("Pre-test: {taken} of {count}"),
        WhichTest.POST: _("Post-test: {taken} of {count}"),
    }[which]
    parts = [taken.format(taken=spread.taken, count=results.expected)]
    if spread.mean is not None:
        parts.append(_("mean {percent} %").format(percent=shown_percent(spread.mean)))
    if gain.raw is not None:
        parts.append(
            _("gain {points} points, n = {count}").format(points=signed(gain.raw), count=gain.matched)
        )
    if results.pass_percent is not None and results.tests.post_maximum is not None:
        parts.append(_("pass mark {percent} %").format(percent=results.pass_percent))
    return " · ".join(parts)


def gain_lines(results: CourseResults) -> list[str]:
    """Return what was gained, one sentence for each figure, with the number of people it rests on."""
    gain = results.gain
    lines = [
        ngettext(
            "{matched} of {count} person took both tests: only they count here.",
            "{matched} of {count} people took both tests: only they count here.",
            gain.people,
        ).format(matched=gain.matched, count=gain.people)
    ]
    if gain.raw is not None:
        lines.append(
            _("Gain: {points} points of a hundred, n = {count}.").format(
                points=signed(gain.raw), count=gain.matched
            )
        )
    if gain.of_class is not None:
        lines.append(
            _("Normalised gain of the class, from its two means: {gain} ({level}), n = {count}.").format(
                gain=part_text(gain.of_class), level=_level(gain.of_class), count=gain.matched
            )
        )
    if gain.mean_of_individuals is not None:
        lines.append(
            _("Mean of everybody’s own normalised gain: {gain} ({level}), n = {count}.").format(
                gain=part_text(gain.mean_of_individuals),
                level=_level(gain.mean_of_individuals),
                count=gain.individuals,
            )
        )
    full = gain.matched - gain.individuals
    if full:
        lines.append(
            ngettext(
                "{count} person had every point before, so that nothing could be gained.",
                "{count} people had every point before, so that nothing could be gained.",
                full,
            ).format(count=full)
        )
    return lines


def result_words(row: ResultRow, results: CourseResults) -> str:
    """Say what stands between a person's post-test and the pass mark, or that somebody has left."""
    if row.has_left:
        return _("has left")
    maximum = results.tests.post_maximum
    if has_too_many_points(row, results):
        return _("! more points than the test has")
    if results.pass_percent is None or maximum is None:
        return ""
    if row.missing_points is None:
        return _("no post-test result yet")
    if not row.missing_points:
        return _("✓ pass mark reached")
    missing = -(-row.missing_points // 1)
    return ngettext("misses {points} point", "misses {points} points", -(-missing // HUNDREDTHS)).format(
        points=points_text(missing)
    )


def has_too_many_points(row: ResultRow, results: CourseResults) -> bool:
    """Tell whether a result is above the maximum, because that was lowered on another PC at the same time."""
    tests = results.tests
    return any((row.points(which) or 0) > (tests.maximum(which) or 0) for which in tests.there)


def signed(share: Fraction) -> str:
    """Return a difference of shares as whole points of a hundred with its sign, halves away from zero."""
    points = shown_percent(abs(share))
    return f"{'' if not points else '+' if share > 0 else _MINUS}{points}"


def part_text(gain: Fraction) -> str:
    """Return a normalised gain with two decimals, halves away from zero."""
    hundredths = int((abs(gain) * HUNDREDTHS * 2 + 1) // 2)
    whole, rest = divmod(hundredths, HUNDREDTHS)
    mark = points_text(50)[1]  # as this language writes it
    return f"{_MINUS if gain < 0 and hundredths else ''}{whole}{mark}{rest:02}"


def _level(gain: Fraction) -> str:
    if gain < _LOW:
        return _("low")
    return _("high") if gain > _HIGH else _("medium")


def typing_keys() -> str:
    """Name the keys of the table."""
    return _("Type points · Enter or ↓ next person · ← → the other test · Delete clears · Ctrl+Z takes back")


def why_not_typed(results: CourseResults) -> str:
    """Say why nothing can be typed: the course is over, or the role only reads."""
    if not is_open(results.course.state):
        return _("The course is closed: reopen it on its page to change results.")
    return _("Your role can read results, but not change them.")
