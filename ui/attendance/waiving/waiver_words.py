"""What is said about waivers: how somebody stands, what points would do, what was done."""

from fractions import Fraction
from math import ceil

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.rules import missing_in_test, missing_minutes
from tvet_desktop.attendance.waiving.queries import WaiverRow
from tvet_desktop.attendance.waiving.waive import MOST_POINTS, Waived
from tvet_desktop.attendance.waiving.waiver_standing import WaiverStanding
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _, ngettext
from ui.widgets.column import Column


def standing_words(standing: WaiverStanding) -> str:
    """Say what the rate is and what a completion needs."""
    hours, needed = standing.hours, standing.rules.completion_percent
    if hours.percent is None:
        return _("No session was held yet; a completion needs {needed} %.").format(needed=needed)
    said = _("Attended: {percent} %, {credited} of {decided} hours. A completion needs {needed} %.").format(
        percent=hours.percent,
        credited=_hours(hours.credited),
        decided=_hours(Fraction(hours.decided)),
        needed=needed,
    )
    waived = standing.merits.waived_points
    if not waived:
        return said
    now = ngettext("{count} point is waived now.", "{count} points are waived now.", waived)
    return f"{said} {now.format(count=waived)}"


def verb_for(role: str) -> str:
    """Return what the button says: to waive, or for others to read what was waived."""
    return _("Waive points…") if may(role, "waive") else _("Waived points…")


def waived_words(points: int) -> str:
    """Say how many points are waived."""
    return ngettext("{count} point waived", "{count} points waived", points).format(count=points)


def missing_points(standing: WaiverStanding) -> int:
    """Return the whole points that would bring the rate to the completion, 0 if none are needed."""
    hours = standing.hours
    missing = missing_minutes(hours, standing.rules.completion_percent)
    return ceil(Fraction(missing) * 100 / hours.decided) if hours.decided else 0


def effect_words(standing: WaiverStanding, points: int | None) -> str:
    """Say what so many points would do; None says how many are missing."""
    sentences = [_effect(standing, points)]
    if missing_in_test(standing.merits, standing.rules) != 0:
        sentences.append(
            _("The pass mark of the post-test is not reached either; a waiver does not change that.")
        )
    return " ".join(sentences)


def _effect(standing: WaiverStanding, points: int | None) -> str:
    if not standing.hours.decided:
        return _("Points can be waived already; whether they are enough shows when sessions are held.")
    if not standing.is_needed:
        return _("The rate reaches the completion without a waiver; it can be recorded all the same.")
    if points == 0:
        return _("The waiver is taken back: the rate does not reach the completion by itself.")
    return _missing_words(standing) if points is None else _enough_words(standing, points)


def _missing_words(standing: WaiverStanding) -> str:
    missing = missing_points(standing)
    if missing > MOST_POINTS:
        return _("{count} points are missing, more than the {most} that can be waived.").format(
            count=missing, most=MOST_POINTS
        )
    return ngettext("{count} point is missing.", "{count} points are missing.", missing).format(count=missing)


def _enough_words(standing: WaiverStanding, points: int) -> str:
    if standing.is_enough(points):
        return ngettext(
            "With {count} point the rate reaches the completion.",
            "With {count} points the rate reaches the completion.",
            points,
        ).format(count=points)
    return ngettext(
        "{count} point is not enough: {missing} are missing.",
        "{count} points are not enough: {missing} are missing.",
        points,
    ).format(count=points, missing=missing_points(standing))


def waived_sentence(name: str, done: Waived) -> str:
    """Say what was waived, and whether it was needed and is enough."""
    if not done.points:
        return _("The waiver of {name} is taken back.").format(name=name)
    said = ngettext(
        "{count} point is waived for {name}.", "{count} points are waived for {name}.", done.points
    ).format(count=done.points, name=name)
    if not done.was_needed:
        return f"{said} {_('The rate reaches the completion without it.')}"
    if not done.is_enough:
        return f"{said} {_('The rate does not reach the completion all the same.')}"
    return f"{said} {_('The rate reaches the completion with it.')}"


def waiver_columns() -> list[Column[WaiverRow]]:
    """Return the columns of the waivers of one person, the newest holds."""
    return [
        Column("day", lambda: _("Day"), lambda row: day_text(row.on_date), width=11),
        Column("points", lambda: _("Points"), _points, is_number=True, width=8),
        Column("reason", lambda: _("Reason"), lambda row: row.reason, width=42),
        Column("who", lambda: _("Who"), lambda row: row.user_name or _("unknown here"), width=16),
        Column("holds", lambda: "", lambda row: _("holds") if row.holds else "", width=7),
    ]


def _points(row: WaiverRow) -> str:
    return str(row.points) if row.points else _("taken back")


def _hours(minutes: Fraction) -> str:
    return f"{round(float(minutes) / 60, 1):g}"
