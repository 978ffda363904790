"""Where a course stands and what it is, in one sentence below its title."""

from collections.abc import Sequence
from datetime import date

from tvet_desktop.attendance.queries import SessionProgress
from tvet_desktop.courses.models import SessionState
from tvet_desktop.courses.queries import CourseRow
from tvet_desktop.programme.logos.queries import LogoRow
from tvet_desktop.shared.translation import _, ngettext
from ui.courses.words import dates_text, language_word, mode_word, state_word
from ui.widgets.hours_field import written_hours


def course_sentence(
    course: CourseRow, sessions: Sequence[SessionProgress], skill_area: str, partners: Sequence[LogoRow] = ()
) -> str:
    """Say where the course stands, what it is and with whom; ``skill_area`` is "" where none was said."""
    details = course.details
    held = [row for row in sessions if row.state != SessionState.CANCELLED]
    marked = sum(row.is_complete for row in held)
    progress = ngettext(
        "{marked} of {count} session marked", "{marked} of {count} sessions marked", len(held)
    ).format(marked=marked, count=len(held))
    parts = (
        details.code,
        course.college_name,
        _days(course, [row.session.held_on for row in held]),
        _people(course),
        progress,
        state_word(course.state),
        skill_area,
        mode_word(details.mode),
        language_word(details.language),
        _hours(held, details.planned_minutes),
        _with(partners),
    )
    return " · ".join(part for part in parts if part)


def _with(partners: Sequence[LogoRow]) -> str:
    if not partners:
        return ""
    return _("with {partners}").format(partners=", ".join(partner.owner for partner in partners))


def _days(course: CourseRow, held_on: Sequence[date]) -> str:
    """Name the days of the course; those of its timetable where nobody said them."""
    details = course.details
    first, last = min(held_on, default=None), max(held_on, default=None)
    return dates_text(details.starts_on or first, details.ends_on or last)


def _people(course: CourseRow) -> str:
    places = course.details.capacity
    if places is None:
        return ngettext("{count} person", "{count} people", course.enrolled).format(count=course.enrolled)
    return ngettext(
        "{count} person for {places} places", "{count} people for {places} places", course.enrolled
    ).format(count=course.enrolled, places=places)


def _hours(sessions: Sequence[SessionProgress], planned: int | None) -> str:
    """Name the hours of the timetable, beside those that were planned for the course."""
    held = sum(row.session.minutes for row in sessions)
    if planned is None:
        return _("{hours} h in the timetable").format(hours=written_hours(held)) if held else ""
    return _("{hours} of {planned} planned h in the timetable").format(
        hours=written_hours(held), planned=written_hours(planned)
    )
