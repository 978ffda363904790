"""Which pictures of signed pages belong to a session or to a page of a sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.attendance.paper.models import SheetScan, SheetSession, SignInSheet
from tvet_desktop.attendance.paper.sheet_plan import lines_of_page
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.files import FileStore, StoredFile


@dataclass(frozen=True)
class ScanRow:
    """A kept picture. Without a sheet it was kept for one session. ``first`` to ``last`` are its lines."""

    id: int
    sheet_id: int | None
    page: int | None
    pages: int | None
    first: int | None
    last: int | None
    kept_on: date
    kept_by: str
    size: int


def scans_of_session(db: Session, training_session_id: int) -> list[ScanRow]:
    """Return the pictures on which a session has a column, by sheet and page, then those kept for it alone."""
    blocks = dict(
        db.execute(
            select(SheetSession.sheet_id, SheetSession.block).where(
                not_deleted(SheetSession), SheetSession.training_session_id == training_session_id
            )
        ).all()
    )
    query = _scans().where(
        or_(SheetScan.sheet_id.in_(blocks), SheetScan.training_session_id == training_session_id)
    )
    rows = []
    for scan, sheet, name in db.execute(query):
        row = _row(scan, sheet, name)
        if sheet is None or _block(scan, sheet) == blocks.get(sheet.id):
            rows.append(row)
    return _in_order(rows)


def scans_of_page(db: Session, sheet_id: int, page: int) -> list[ScanRow]:
    """Return the pictures of one page of a sheet."""
    query = _scans().where(SheetScan.sheet_id == sheet_id, SheetScan.page == page)
    return _in_order(_row(scan, sheet, name) for scan, sheet, name in db.execute(query))


def picture_of_scan(db: Session, scan_id: int, files: FileStore) -> bytes:
    """Return the kept JPEG.

    Raises:
        FileMissing: the file is not on this PC.
    """
    row = db.get_one(SheetScan, scan_id)
    return files.get(StoredFile(row.file_hash, row.file_key, row.file_size))


def _scans() -> Select[SheetScan, SignInSheet, str]:
    return (
        select(SheetScan, SignInSheet, User.display_name)
        .join(SignInSheet, SignInSheet.id == SheetScan.sheet_id, isouter=True)
        .join(User, User.id == SheetScan.kept_by, isouter=True)
        .where(not_deleted(SheetScan))
    )


def _lines(page: int | None, sheet: SignInSheet) -> tuple[int, int, int]:
    return lines_of_page(page or 1, sheet.people + sheet.walk_in_lines, sheet.lines_on_page)


def _block(scan: SheetScan, sheet: SignInSheet) -> int:
    return _lines(scan.page, sheet)[0]


def _row(scan: SheetScan, sheet: SignInSheet | None, name: str | None) -> ScanRow:
    first, last = (None, None) if sheet is None else _lines(scan.page, sheet)[1:]
    return ScanRow(
        scan.id,
        scan.sheet_id,
        scan.page,
        None if sheet is None else sheet.pages,
        first,
        last,
        scan.kept_on,
        name or "",
        scan.file_size,
    )


def _in_order(rows: Iterable[ScanRow]) -> list[ScanRow]:
    return sorted(rows, key=lambda row: (row.sheet_id is None, row.sheet_id or 0, row.page or 0, row.id))
