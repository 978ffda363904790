"""What should be known about a session while it is marked, and whether it can be."""

from datetime import datetime

from tvet_desktop.attendance.mark_history import TypedLater
from tvet_desktop.attendance.registers import SessionRegister
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.models import SessionState
from tvet_desktop.courses.rules import day_text, is_open
from tvet_desktop.shared.translation import _, ngettext
from ui.attendance.choice import Chosen
from ui.widgets.why_not import course_is_over, role_lacks


def why_not_marked(chosen: Chosen, role: str) -> str:
    """Say why keys mark nothing; "" where they mark, or where there is nothing to mark."""
    if chosen.course is None:
        return _("There is no course yet: add the first one.")
    if chosen.register is None:
        return role_lacks(role, "mark") or _("This course has no sessions yet: make them first.")
    if chosen.register.column.state == SessionState.CANCELLED:
        return role_lacks(role, "mark") or course_is_over(chosen.course) or _("This session is cancelled.")
    return role_lacks(role, "mark") or course_is_over(chosen.course)


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
