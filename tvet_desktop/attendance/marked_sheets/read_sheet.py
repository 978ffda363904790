"""A workbook as a marked sheet of one course: the sheet, the columns and the meaning of X that somebody chose."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.attendance.marked_sheets.preview_marks import MarksPreview, preview_marks
from tvet_desktop.attendance.marked_sheets.read_marks_sheet import (
    NoNamesOfMarks,
    marks_table,
    read_marks,
    sheets_of_marks,
)
from tvet_desktop.courses.queries import course_row
from tvet_desktop.documents.header_words import choices_of
from tvet_desktop.documents.recognise import ListKind
from tvet_desktop.documents.table_headers import Heading, Table
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.programme.chosen_columns import chosen_columns
from tvet_desktop.shared.text import fold_name
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class SheetRead:
    """A sheet of a workbook beside the course that it would go into.

    ``preview`` is None while no column is known to hold names. ``sheets`` are those that hold marks.
    """

    workbook: Workbook
    table: Table
    sheets: tuple[str, ...]
    columns: Mapping[str, int]
    cross: str | None
    chosen: Mapping[str, str]
    """What the user has chosen otherwise than the headings tell, to be remembered for the college."""
    remembered: tuple[Heading, ...]
    """The headings that are read as somebody has chosen earlier."""
    preview: MarksPreview | None


def read_sheet(
    db: Session,
    *,
    course_id: int,
    workbook: Workbook,
    sheet: str | None = None,
    columns: dict[str, int] | None = None,
    cross: str | None = None,
) -> SheetRead:
    """Read a workbook as ``import_marks`` would take it in; nothing is saved.

    Args:
        db: an open session.
        course_id: the course; a heading without a year means a day near its beginning.
        workbook: what ``read_workbook`` gave.
        sheet: the sheet that a person chose; without it the one that looks most like a marked sheet.
        columns: field -> column (1 is A) as a person chose; without it as the headings say.
        cross: what an X means, "P" or "A"; None where nobody has said it.

    Raises:
        NotFound: there is no such course.
        NoSessionColumns: no column is headed by a date.
    """
    around = course_row(db, course_id).details.starts_on
    remembered = chosen_columns(db, college_scope=scope_of(course_id), kind=ListKind.MARKS)
    table = marks_table(workbook, sheet=sheet, chosen=remembered, around=around)
    labels = {heading.column: heading.label for heading in table.headings}
    try:
        marks = read_marks(
            workbook, columns, sheet=table.sheet.name, chosen=remembered, around=around, cross=cross
        )
    except NoNamesOfMarks:
        preview = None
    else:
        preview = preview_marks(db, course_id=course_id, sheet=marks)
    return SheetRead(
        workbook=workbook,
        table=table,
        sheets=sheets_of_marks(workbook, around),
        columns=table.columns if columns is None else columns,
        cross=cross,
        chosen={} if columns is None else choices_of(labels, table.columns, columns),
        remembered=tuple(heading for heading in table.headings if fold_name(heading.label) in remembered),
        preview=preview,
    )
