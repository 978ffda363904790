"""Somebody was written on an empty line of a sheet: they come in, and the line is theirs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.load_sheet import load_sheet
from tvet_desktop.attendance.paper.models import SheetLine
from tvet_desktop.attendance.walk_ins.add_walk_in import WalkInAdded, add_walk_in
from tvet_desktop.attendance.walk_ins.take_back_walk_in import take_back_walk_in
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class LineTaken(UserError):
    """Somebody stands on the line, or the person on another one."""

    def sentence(self) -> str:
        """Say what to look at."""
        return _("This person already stands on the sheet, or the line is taken: look at the page again.")


@dataclass(frozen=True)
class WalkInWritten:
    """Who came in on which line. To undo: ``take_back_walk_in_from_sheet``."""

    sheet_id: int
    line: int
    added: WalkInAdded


def walk_in_from_sheet(
    db: Session,
    *,
    sheet_id: int,
    line: int,
    training_session_id: int,
    name: str = "",
    person_id: int | None = None,
    now: datetime,
) -> WalkInWritten:
    """Mark a walk-in present at one session of the sheet and remember the line.

    ``person_id`` is somebody whom the college knows; without it a new person is made from the written name.

    Raises:
        SheetUnknown: this PC does not know the sheet.
        LineTaken: the line is not empty, or the person stands on another one.
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled, PersonIncomplete,
        PersonOfOtherCollege: see ``add_walk_in``.
    """
    sheet = load_sheet(db, sheet_id, 1)
    rows = _lines(db, sheet_id)
    is_empty = sheet.people < line <= sheet.people + sheet.walk_in_lines
    if not is_empty or any(row.line == line and not row.deleted for row in rows.values()):
        raise LineTaken
    added = add_walk_in(db, training_session_id=training_session_id, now=now, name=name, person_id=person_id)
    there = rows.get(added.person_id)
    if there is None:
        db.add(SheetLine(sheet_id=sheet_id, person_id=added.person_id, line=line))
    elif there.deleted:
        there.deleted, there.line = False, line
    else:
        raise LineTaken
    return WalkInWritten(sheet_id, line, added)


def take_back_walk_in_from_sheet(db: Session, *, written: WalkInWritten, now: datetime) -> None:
    """Make the line empty again and take back who came in.

    Raises:
        WalkInInUse and what else ``take_back_walk_in`` raises.
    """
    row = db.get(SheetLine, (written.sheet_id, written.added.person_id))
    if row is not None:
        row.deleted = True
        db.flush()
    take_back_walk_in(db, added=written.added, now=now)


def _lines(db: Session, sheet_id: int) -> dict[int, SheetLine]:
    """Return the rows of all lines by person, removed ones too."""
    query = select(SheetLine).where(SheetLine.sheet_id == sheet_id)
    return {row.person_id: row for row in db.scalars(query)}
