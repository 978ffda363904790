"""What an import of a marked sheet would do, before anything is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.attendance.marked_sheets.read_marks_sheet import MarksSheet, SheetSession
from tvet_desktop.attendance.marked_sheets.sheet_marks import DifferingMark, compare_marks
from tvet_desktop.attendance.marked_sheets.sheet_names import names_of_sheet
from tvet_desktop.attendance.marked_sheets.sheet_sessions import SheetSessions
from tvet_desktop.attendance.models import WaitingReason
from tvet_desktop.courses.models import EnrolmentStatus, Slot
from tvet_desktop.courses.queries import (
    CourseRow,
    TrainingSessionRow,
    course_row,
    enrolled_people,
    sessions_of,
)
from tvet_desktop.documents.bad_cells import BadCell
from tvet_desktop.people.match_names import names_of_people
from tvet_desktop.people.queries import people_by_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class PreviewLine:
    """A line of the sheet: whom it names, or why it waits.

    ``person_name`` is empty while it waits; ``is_new`` tells that the person will be enrolled.
    """

    row: int
    name: str
    marks: int
    person_name: str
    waits_for: WaitingReason | None
    is_new: bool


@dataclass(frozen=True)
class PreviewSession:
    """A column of the sheet. ``is_new``: the session will be made; ``takes_marks``: it is open and held."""

    session: SheetSession
    is_new: bool
    takes_marks: bool


@dataclass(frozen=True)
class MarksPreview:
    """A sheet beside the course that it would go into."""

    course: CourseRow
    sheet: MarksSheet
    sessions: tuple[PreviewSession, ...]
    lines: tuple[PreviewLine, ...]
    marks_new: int = 0
    """How many marks fill a gap."""
    marks_already_there: int = 0
    differing: tuple[DifferingMark, ...] = ()
    """Marks of the course that the sheet has otherwise: they are kept unless somebody decides for the sheet's."""
    bad_cells: tuple[BadCell, ...] = ()

    @property
    def marks_linked(self) -> int:
        """How many marks name exactly one person."""
        return sum(line.marks for line in self.lines if line.waits_for is None)

    @property
    def names_waiting(self) -> int:
        """How many lines will wait for a decision."""
        return sum(line.waits_for is not None for line in self.lines)


def preview_marks(db: Session, *, course_id: int, sheet: MarksSheet) -> MarksPreview:
    """Return what ``import_marks`` would make of a sheet; nothing is saved.

    Raises:
        NotFound: there is no such course.
    """
    course = course_row(db, course_id)
    there = {(row.held_on, row.slot): row for row in sessions_of(db, course_id) if not row.is_cancelled}
    cancelled = {(row.held_on, row.slot) for row in sessions_of(db, course_id) if row.is_cancelled}
    sessions = []
    for column in sheet.sessions:
        time = (column.day, Slot(column.slot))
        found = there.get(time)
        takes_marks = not found.is_closed if found is not None else time not in cancelled
        sessions.append(PreviewSession(column, found is None and time not in cancelled, takes_marks))

    names = names_of_sheet(sheet, names_of_people(db, college_scope=scope_of(course_id)))
    people = people_by_id(db, [person_id for _line, person_id in names.known])
    here = {
        person.person_id
        for person in enrolled_people(db, course_id)
        if person.status == EnrolmentStatus.ENROLLED
    }
    known = [
        PreviewLine(line.row, line.name, len(line.marks), people[id_].name, None, id_ not in here)
        for line, id_ in names.known
    ]
    others = [
        PreviewLine(line.row, line.name, len(line.marks), "", reason, is_new=False)
        for line, reason in names.others
    ]
    lines = sorted([*known, *others], key=lambda line: (line.waits_for is None, line.row))
    compared = compare_marks(db, _known_sessions(sheet, there), names)
    return MarksPreview(
        course,
        sheet,
        tuple(sessions),
        tuple(lines),
        len(compared.gaps),
        compared.already_there,
        tuple(compared.differing),
        (*sheet.bad_cells, *compared.bad_cells),
    )


def _known_sessions(
    sheet: MarksSheet, there: Mapping[tuple[date, Slot], TrainingSessionRow]
) -> SheetSessions:
    """Return those columns whose session exists; the others would be made."""
    found = {
        column: row
        for column in sheet.sessions
        if (row := there.get((column.day, Slot(column.slot)))) is not None
    }
    return SheetSessions(
        {column: row.id for column, row in found.items()},
        {row.id: row.minutes for row in found.values()},
        frozenset(row.id for row in found.values() if row.is_closed),
        (),
    )
