"""Bring pictures of signed pages back."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.models import SheetScan


def restore_scans(db: Session, *, scan_ids: Sequence[int]) -> None:
    """Show pictures again that were removed."""
    for scan_id in scan_ids:
        db.get_one(SheetScan, scan_id).deleted = False
