"""The words, letters and colours of marks, asked at run time."""

from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.queries import TrainingSessionRow
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.shared.translation import _, ngettext

TONES = {
    MarkStatus.PRESENT: "good",
    MarkStatus.LATE: "attention",
    MarkStatus.ABSENT: "bad",
    MarkStatus.EXCUSED: "muted",
}
"""The colour of each mark; its letter always stands beside."""


def status_word(status: MarkStatus) -> str:
    """Name a mark."""
    return {
        MarkStatus.PRESENT: _("Present"),
        MarkStatus.LATE: _("Late"),
        MarkStatus.ABSENT: _("Absent"),
        MarkStatus.EXCUSED: _("Excused"),
    }[status]


def marked_sentence(name: str, status: MarkStatus, minutes_late: int | None) -> str:
    """Say how somebody was marked."""
    if status == MarkStatus.LATE and minutes_late is not None:
        return ngettext(
            "{name} is marked late by {count} minute.",
            "{name} is marked late by {count} minutes.",
            minutes_late,
        ).format(name=name, count=minutes_late)
    return {
        MarkStatus.PRESENT: _("{name} is marked present."),
        MarkStatus.LATE: _("{name} is marked late."),
        MarkStatus.ABSENT: _("{name} is marked absent."),
        MarkStatus.EXCUSED: _("{name} is marked excused."),
    }[status].format(name=name)


def reason_sentence(name: str, reason: str) -> str:
    """Say which reason stands beside a mark now."""
    if not reason:
        return _("The reason of {name} is taken away.").format(name=name)
    return _("The reason of {name} is written: {reason}").format(name=name, reason=reason)


def rest_sentence(status: MarkStatus, count: int) -> str:
    """Say how everybody who had no mark was marked."""
    return {
        MarkStatus.PRESENT: ngettext(
            "{count} person without a mark is set to present.",
            "{count} people without a mark are set to present.",
            count,
        ),
        MarkStatus.LATE: ngettext(
            "{count} person without a mark is set to late.",
            "{count} people without a mark are set to late.",
            count,
        ),
        MarkStatus.ABSENT: ngettext(
            "{count} person without a mark is set to absent.",
            "{count} people without a mark are set to absent.",
            count,
        ),
        MarkStatus.EXCUSED: ngettext(
            "{count} person without a mark is set to excused.",
            "{count} people without a mark are set to excused.",
            count,
        ),
    }[status].format(count=count)


def mark_text(mark: Mark | None) -> str:
    """Return a mark in a few words; a gap is a dash."""
    if mark is None:
        return "–"
    words = status_word(mark.status)
    if mark.minutes_late is not None:
        words = _("{mark}, {minutes} min").format(mark=words, minutes=mark.minutes_late)
    return f"{words} ({mark.reason})" if mark.reason else words


def session_named(session: TrainingSessionRow) -> str:
    """Return "08/03/2021 morning"."""
    return f"{day_text(session.held_on)} {slot_name(Slot(session.slot))}"
