"""How far somebody is on the way to a certificate, in words asked at run time."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from tvet_desktop.attendance.course_tests.models import HUNDREDTHS
from tvet_desktop.attendance.course_tests.rules import points_text
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.facts import kind_word
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.withdrawing.words import state_word
from tvet_desktop.courses.rules import HALF_DAY_MINUTES
from tvet_desktop.shared.translation import _, ngettext
from ui.attendance.waiving.waiver_words import waived_words
from ui.courses.words import role_word

_HOUR = 60


def result_words(row: CandidateRow) -> str:
    """Say what somebody qualifies for, what is missing to a completion, and what was waived."""
    if row.undecided:
        return _("Not marked yet: {time}").format(time=time_words(Fraction(row.undecided)))
    if not row.decided:
        return _("No session was held yet")
    if row.trains_as is not None:
        return f"{kind_word(CertificateKind.APPRECIATION)} · {role_word(row.trains_as)}"
    waived = row.merits.waived_points
    parts = [_kind_words(row), _test_words(row), waived_words(waived) if waived else ""]
    return " · ".join(part for part in parts if part)


def _kind_words(row: CandidateRow) -> str:
    """Name what somebody qualifies for, and by how much a completion is missed."""
    missed = time_words(row.missing_minutes)
    if row.kind is None:
        return _("Misses completion by {time}").format(time=missed) if row.missing_minutes else ""
    if row.missing_minutes:
        return _("Participation, misses completion by {time}").format(time=missed)
    return kind_word(row.kind)


def _test_words(row: CandidateRow) -> str:
    """Say what the post-test misses to the pass mark; "" where nothing is."""
    if row.missing_points is None:
        return _("no post-test result yet")
    if not row.missing_points or row.merits.post_maximum is None:
        return ""
    missing = ceil(row.missing_points)
    return ngettext(
        "misses the pass mark by {points} of {maximum} points",
        "misses the pass mark by {points} of {maximum} points",
        ceil(missing / HUNDREDTHS),
    ).format(points=points_text(missing), maximum=points_text(row.merits.post_maximum))


def result_tone(row: CandidateRow) -> str:
    """Return the colour of the result."""
    if row.kind in {CertificateKind.COMPLETION, CertificateKind.APPRECIATION}:
        return "good"
    return "attention" if row.kind is not None else "bad"


def time_words(minutes: Fraction) -> str:
    """Return a length in half-days where it is whole ones, else in hours and minutes, rounded up."""
    whole = ceil(minutes)
    if whole % HALF_DAY_MINUTES == 0:
        count = whole // HALF_DAY_MINUTES
        return ngettext("{count} half-day", "{count} half-days", count).format(count=count)
    hours, rest = divmod(whole, _HOUR)
    if not rest:
        return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def hours_words(row: CandidateRow) -> str:
    """Return the hours that count and those that are decided: "36 of 40"; those delivered for who trains."""
    if row.trains_as is not None:
        return _hours(row.credited)
    return _("{done} of {all}").format(done=_hours(row.credited), all=_hours(Fraction(row.decided)))


def _hours(minutes: Fraction) -> str:
    return f"{round(float(minutes) / _HOUR, 1):g}"


def approval_words(rows: Sequence[CandidateRow]) -> str:
    """Say what an approval means, and for whom it may come too early."""
    words = _("A trainer may print what is approved. An approval stays in the history.")
    waiting = sum(_waits_for_test(row) for row in rows)
    if not waiting:
        return words
    early = ngettext(
        "{count} of them has no post-test result yet and would get a participation: type the results first if the"
        " test was taken.",
        "{count} of them have no post-test result yet and would get a participation: type the results first if the"
        " test was taken.",
        waiting,
    ).format(count=waiting)
    return f"{words} {early}"


def _waits_for_test(row: CandidateRow) -> bool:
    """Tell whether it is only the result of the post-test that is missing to a completion."""
    return (
        row.kind == CertificateKind.PARTICIPATION and row.missing_points is None and not row.missing_minutes
    )


def standing_words(row: CandidateRow) -> str:
    """Say what has become of somebody's certificates, one after the other; empty where all is as it was."""
    states = [state for state in (*row.held, *row.former) if state_word(state)]
    return " · ".join(
        _("{number}: {state}").format(number=state.number, state=state_word(state)) for state in states
    )


def state_words(rows: list[CandidateRow]) -> str:
    """Say where a course stands: "39 of 40 qualify · 12 names to confirm · 7 to approve · 20 to issue · …"."""
    trained = [row for row in rows if row.trains_as is None]
    qualified = [row for row in rows if row.kind is not None]
    waiting = [row for row in qualified if row.is_waiting]
    to_confirm = sum(not row.is_name_confirmed for row in waiting)
    to_approve = sum(row.is_name_confirmed and not row.is_approved for row in waiting)
    to_issue = sum(row.is_approved for row in waiting)
    issued = len(qualified) - len(waiting)
    qualify = sum(row.kind is not None for row in trained)
    parts = [_("{count} of {all} qualify").format(count=qualify, all=len(trained))]
    no_result = sum(_waits_for_test(row) for row in waiting)
    if no_result:
        parts.append(
            ngettext(
                "{count} without a post-test result", "{count} without a post-test result", no_result
            ).format(count=no_result)
        )
    if to_confirm:
        parts.append(
            ngettext("{count} name to confirm", "{count} names to confirm", to_confirm).format(
                count=to_confirm
            )
        )
    if to_approve:
        parts.append(
            ngettext("{count} to approve", "{count} to approve", to_approve).format(count=to_approve)
        )
    if to_issue:
        parts.append(ngettext("{count} to issue", "{count} to issue", to_issue).format(count=to_issue))
    if issued:
        parts.append(ngettext("{count} issued", "{count} issued", issued).format(count=issued))
    return " · ".join(parts)
