"""A sheet as the file that goes to the printer: its content, its number, its codes."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.accounts.queries import user_by_id
from tvet_desktop.attendance.paper.draw_sheet import PrintedBy, draw_sheet
from tvet_desktop.attendance.paper.paper_code import SheetCode, programme_tag, write_code
from tvet_desktop.attendance.paper.sheet_content import SheetContent

NO_SHEET = 0
"""In the codes of a preview, which nobody can take for a sheet that was printed."""


def sheet_file(
    db: Session, content: SheetContent, *, sheet_id: int, language: str, by: int | None, now: datetime
) -> bytes:
    """Return the PDF of a sheet that is, or will be, recorded under ``sheet_id``."""
    tag = programme_tag(db)
    codes = [
        write_code(
            SheetCode(sheet_id, page.number, tuple(column.training_session_id for column in page.columns)),
            tag,
        )
        for page in content.plan.pages
    ]
    return draw_sheet(content, codes, language, printed_by(db, by, now))


def printed_by(db: Session, by: int | None, now: datetime) -> PrintedBy:
    """Return who prints, as papers name them."""
    user = None if by is None else user_by_id(db, by)
    return PrintedBy(user.display_name if user else "", now)
