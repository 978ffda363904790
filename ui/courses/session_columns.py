"""How the sessions of a course are shown."""

from tvet_desktop.attendance.queries import SessionProgress
from tvet_desktop.courses.models import SessionState, Slot
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.shared.translation import _
from ui.widgets.column import Column
from ui.widgets.hours_field import written_hours


def session_columns() -> list[Column[SessionProgress]]:
    """Return the columns: day, part of the day, hours, marks, topic."""
    return [
        Column(
            "day",
            lambda: _("Day"),
            lambda row: day_text(row.session.held_on),
            sort_key=lambda row: (row.session.held_on, row.session.slot == Slot.PM),
            width=10,
        ),
        Column("slot", lambda: _("Half"), lambda row: slot_name(row.session.slot), width=_slot_width()),
        Column(
            "hours",
            lambda: _("Hours"),
            lambda row: written_hours(row.session.minutes),
            sort_key=lambda row: row.session.minutes,
            is_number=True,
            width=6,
        ),
        Column("marks", lambda: _("Marks"), _marks, sort_key=lambda row: row.marked, width=14, tone=_tone),
        Column("topic", lambda: _("Topic, room"), _topic, width=10),
    ]


def _slot_width() -> int:
    """As long as the longest name of a half-day in the language that is spoken now."""
    return max(len(slot_name(slot)) for slot in Slot)


def _marks(row: SessionProgress) -> str:
    if row.state == SessionState.CANCELLED:
        return _("cancelled: {reason}").format(reason=row.session.cancelled_reason)
    if row.session.is_closed:
        return _("{marked} of {count}, closed").format(marked=row.marked, count=row.expected)
    return _("{marked} of {count}").format(marked=row.marked, count=row.expected)


def _tone(row: SessionProgress) -> str:
    if row.state == SessionState.CANCELLED:
        return "muted"
    if row.marked == 0 and row.expected:
        return ""
    return "good" if row.is_complete else "attention"


def _topic(row: SessionProgress) -> str:
    return ", ".join(part for part in (row.session.topic, row.session.room) if part)
