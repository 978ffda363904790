"""Take pictures of signed pages away."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.models import SheetScan


def remove_scans(db: Session, *, scan_ids: Sequence[int]) -> None:
    """Take pictures out of sight; row and encrypted file stay, so that ``restore_scans`` brings them back."""
    for scan_id in scan_ids:
        db.get_one(SheetScan, scan_id).deleted = True
