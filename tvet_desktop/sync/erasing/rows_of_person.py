"""The rows about a person whose links may change: an erasure lists them one by one."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.models import AttendanceMark, WaitingMark
from tvet_desktop.attendance.paper.models import SheetLine, SheetScan, SignInSheet
from tvet_desktop.attendance.paper.sheet_plan import lines_of_page
from tvet_desktop.ideas.models import Idea, IdeaMember
from tvet_desktop.people.models import WaitingRow
from tvet_desktop.storage.base import not_deleted

Row = tuple[str, int, int]


def rows_of(db: Session, people: Collection[int]) -> list[Row]:
    """Return rows of registers and sheets that became these people, ideas that they lead, and teams they are in."""
    links = (
        (WaitingRow, WaitingRow.person_id),
        (WaitingMark, WaitingMark.person_id),
        (Idea, Idea.leader_id),
        (IdeaMember, IdeaMember.person_id),
    )
    return [
        (model.__tablename__, row_id, 0)
        for model, link in links
        for row_id in db.scalars(select(model.id).where(link.in_(people)))
    ]


def scans_of(db: Session, people: Collection[int]) -> list[Row]:
    """Return the pictures of signed pages on which they stand.

    Of a page that names no sheet nobody knows who is on it: those of sessions in which they have a mark are meant.
    """
    query = (
        select(SheetScan.id, SheetScan.page, SignInSheet, SheetLine.line)
        .join(SignInSheet, SignInSheet.id == SheetScan.sheet_id)
        .join(SheetLine, SheetLine.sheet_id == SignInSheet.id)
        .where(SheetLine.person_id.in_(people), not_deleted(SheetLine))
    )
    found = {scan_id for scan_id, page, sheet, line in db.execute(query) if _is_on(sheet, page, line)}
    marked = select(AttendanceMark.training_session_id).where(AttendanceMark.person_id.in_(people))
    loose = select(SheetScan.id).where(
        SheetScan.sheet_id.is_(None), SheetScan.training_session_id.in_(marked), SheetScan.file_key != ""
    )
    return [(SheetScan.__tablename__, scan_id, 0) for scan_id in sorted(found | set(db.scalars(loose)))]


def _is_on(sheet: SignInSheet, page: int | None, line: int) -> bool:
    if page is None or not 1 <= page <= sheet.pages:
        return True  # which page it is was not read: it may be theirs
    lines = sheet.people + sheet.walk_in_lines
    _block, first, last = lines_of_page(page, lines, max(sheet.lines_on_page, 1))
    return first <= line <= last
