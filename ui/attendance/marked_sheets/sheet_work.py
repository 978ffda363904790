"""The work behind the page of marked sheets: what runs off the window's thread, with progress and Cancel."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tvet_desktop.attendance.marked_sheets.import_marks import MarksImported, import_marks
from tvet_desktop.attendance.marked_sheets.read_sheet import SheetRead, read_sheet
from tvet_desktop.attendance.marked_sheets.sheet_marks import DifferenceKey
from tvet_desktop.documents.recognise import ListKind
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.programme.chosen_columns import remember_columns
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.ids import scope_of
from ui.background import Progress


@dataclass(frozen=True)
class Choices:
    """What somebody chose for a sheet; None is as the file says."""

    sheet: str | None = None
    columns: dict[str, int] | None = None
    cross: str | None = None


def reading(database: Database, course_id: int, file: Path) -> Callable[[Progress], SheetRead]:
    """Return the work that reads a file for a course."""

    def work(progress: Progress) -> SheetRead:
        workbook = read_workbook(file, progress.step)
        return reading_again(database, course_id, workbook, Choices())

    return work


def reading_again(database: Database, course_id: int, workbook: Workbook, chosen: Choices) -> SheetRead:
    """Read a workbook as somebody has chosen."""
    with database.reading() as db:
        return read_sheet(
            db,
            course_id=course_id,
            workbook=workbook,
            sheet=chosen.sheet,
            columns=chosen.columns,
            cross=chosen.cross,
        )


def taking_in(
    database: Database, read: SheetRead, take: Collection[DifferenceKey], *, by: int, now: datetime
) -> Callable[[Progress], MarksImported]:
    """Return the work that takes a sheet in, mark by mark; Cancel leaves everything as it was."""
    preview = read.preview
    assert preview is not None, "a sheet without names cannot be taken in"

    def work(progress: Progress) -> MarksImported:
        course_id = preview.course.id
        with database.transaction(user_id=by) as db:
            done = import_marks(
                db, course_id=course_id, sheet=preview.sheet, now=now, take=take, steps=progress.step
            )
            remember_columns(db, college_scope=scope_of(course_id), kind=ListKind.MARKS, chosen=read.chosen)
        return done

    return work
