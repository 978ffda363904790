"""How the people of a course are shown."""

from dataclasses import dataclass
from datetime import timedelta

from tvet_desktop.attendance.qualifying import QualifyingRow
from tvet_desktop.attendance.rules import Outcome
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.queries import EnrolledPerson
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _
from ui.attendance.waiving.waiver_words import waived_words
from ui.widgets.column import Column

NAME_COLUMN, SEAT_COLUMN, PERCENT_COLUMN, NOTE_COLUMN = 0, 1, 2, 3


@dataclass(frozen=True)
class CoursePerson:
    """Somebody of the course, what the person has of it, and the codes of courses moved from and to."""

    person: EnrolledPerson
    reached: QualifyingRow
    came_from: str = ""
    went_to: str = ""


def course_people_columns() -> list[Column[CoursePerson]]:
    """Return the columns: name, number, percentage, what should be known."""
    return [
        Column("name", lambda: _("Name"), lambda row: row.person.name, width=18),
        Column(
            "seat",
            lambda: _("No."),
            lambda row: str(row.person.seat),
            sort_key=lambda row: row.person.seat,
            is_number=True,
            width=4,
        ),
        Column(
            "percent",
            lambda: _("Attended"),
            _percent,
            sort_key=lambda row: row.reached.rate,
            is_number=True,
            width=9,
            tone=_tone,
        ),
        Column("note", lambda: _("Note"), note_of, width=19, tone=lambda _row: "muted"),
    ]


def _percent(row: CoursePerson) -> str:
    return "" if row.reached.percent is None else _("{percent} %").format(percent=row.reached.percent)


def _tone(row: CoursePerson) -> str:
    if row.reached.rate is None:
        return ""
    if row.reached.is_out_of_reach:
        return "bad"
    return "good" if row.reached.outcome == Outcome.COMPLETION else "attention"


def note_of(row: CoursePerson) -> str:
    """Return what should be known about a person of the course, points that were waived first."""
    points = row.reached.merits.waived_points
    return f"{waived_words(points)} · {_note(row)}" if points else _note(row)


def _note(row: CoursePerson) -> str:
    person = row.person
    if person.status == EnrolmentStatus.TRANSFERRED and person.left_on is not None:
        first_day = person.left_on + timedelta(days=1)
        return _("to {course} on {day}").format(course=row.went_to, day=day_text(first_day))
    if person.status != EnrolmentStatus.ENROLLED and person.left_on is not None:
        return _("left on {day}").format(day=day_text(person.left_on))
    if row.reached.is_out_of_reach:
        return _("completion out of reach")
    if row.came_from:
        return _("from {course} on {day}").format(course=row.came_from, day=day_text(person.enrolled_on))
    if person.counts_from is not None:
        return _("counts from {day}").format(day=day_text(person.counts_from))
    return _("since {day}").format(day=day_text(person.enrolled_on))
