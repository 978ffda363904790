"""What should be known about a session while it is marked, and whether it can be."""

from datetime import datetime

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.mark_history import TypedLater
from tvet_desktop.attendance.registers import SessionRegister
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.models import SessionState
from tvet_desktop.courses.rules import day_text, is_open
from tvet_desktop.shared.translation import _, ngettext
from ui.attendance.choice import Chosen


def can_mark(chosen: Chosen, role: str) -> bool:
    """Tell whether keys mark: the role may, the course is open, the session is held."""
    if chosen.course is None or chosen.register is None or not may(role, "mark"):
        return False
    return is_open(chosen.course.state) and chosen.register.column.state != SessionState.CANCELLED


def note_about(chosen: Chosen, now: datetime) -> str:
    """Return one or two sentences about the session; "" when there is nothing to know."""
    course, register = chosen.course, chosen.register
    if course is None or register is None:
        return ""
    session, today = register.column.session, local_day(now)
    said = []
    if not is_open(course.state):
        said.append(_("The course is closed: reopen it on its page to change marks."))
    elif register.column.state == SessionState.CANCELLED:
        said.append(_("This session is cancelled: “{reason}”.").format(reason=session.cancelled_reason))
    elif session.is_closed:
        said.append(_("This session is closed: a mark is corrected with a reason, or the session reopened."))
    elif session.held_on > today:
        said.append(
            _(
                "This session is on {day}, but the clock of this PC says {today}: check which of the two is wrong."
            ).format(day=day_text(session.held_on), today=day_text(today))
        )
    said.extend(_later(row) for row in chosen.typed_later)
    said.extend(_joined(register))
    return " ".join(said)


def _joined(register: SessionRegister) -> list[str]:
    """Say whom the register asks for although they came later: lists are often typed after the first days."""
    held_on = register.column.session.held_on
    late = sum(
        row.mark is None and row.is_expected and row.person.enrolled_on > held_on for row in register.rows
    )
    if not late:
        return []
    return [
        ngettext(
            "{count} person was enrolled after this day and has no mark: mark them too, E if they could not come.",
            "{count} people were enrolled after this day and have no mark: mark them too, E if they could not come.",
            late,
        ).format(count=late)
    ]


def _later(row: TypedLater) -> str:
    name = row.user_name or _("somebody on another PC")
    return ngettext(
        "{count} mark was typed later, on {day}, by {name}.",
        "{count} marks were typed later, on {day}, by {name}.",
        row.marks,
    ).format(count=row.marks, day=day_text(row.day), name=name)
