"""How fresh this PC's knowledge of the national office's lists is."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.storage.stamps import BUILD_DATE, LAST_PLAUSIBLE
from tvet_desktop.sync.keys.believable import is_believable
from tvet_desktop.sync.membership import Device, Document
from tvet_desktop.sync.models import StoredBundle

_FIRST_LOOK, _MOST = 4, 64
_EARLIEST, _LATEST = int(BUILD_DATE.timestamp()), int(LAST_PLAUSIBLE.timestamp())


def heard_at(
    db: Session, document: Document, devices: list[Device], now: datetime, *, is_national: bool
) -> datetime | None:
    """Return when the national office wrote the newest word that is known here, as its PCs believed.

    On a PC of the national office that is ``now``. Clocks that cannot be right are left aside; None if nothing is left.
    """
    if is_national and is_believable(now):
        return now
    said = [last_said_by(db, device.id) for device in devices if device.national]
    told = [moment for moment in (document.written_at, *said) if _EARLIEST <= moment <= _LATEST]
    return datetime.fromtimestamp(max(told), tz=UTC) if told else None


def last_said_by(db: Session, device: bytes) -> int:
    """Return the latest believable time in the newest bundles of a PC; 0 where none has one: anonymous changes."""
    of_device = (StoredBundle.device == device, StoredBundle.applied > 0)
    for count in (_FIRST_LOOK, _MOST):
        newest = select(StoredBundle.said_at).where(*of_device).order_by(StoredBundle.applied.desc())
        said = max(db.scalars(newest.limit(count)), default=0)
        if said:
            return said
    return 0
