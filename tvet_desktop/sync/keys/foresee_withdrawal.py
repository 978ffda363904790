"""What withdrawing a PC would mean, said before it is done."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.sync.devices import device_by_id
from tvet_desktop.sync.keys.chains import key_ids_of
from tvet_desktop.sync.keys.heard_at import last_said_by
from tvet_desktop.sync.keys.registered import genuine, issued_by
from tvet_desktop.sync.keys.withdraw_pc import last_that_count
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


@dataclass(frozen=True)
class ForeseenWithdrawal:
    """The number of the last sync file that would count, 0 for none; when that PC wrote last, as its clock said.

    ``certificates`` would go on being valid; ``waiting`` sync files wait for others and would not be taken any more.
    """

    name: str
    last_counts: int
    heard_at: datetime | None
    certificates: int
    waiting: int


def foresee_withdrawal(db: Session, *, device_id: bytes) -> ForeseenWithdrawal:
    """Look at what is known here of a PC now; nothing is changed.

    Raises:
        UnknownSigner: the programme does not have such a PC.
    """
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    device = device_by_id(db, this_pc, document, device_id)
    keys = key_ids_of(device, document)
    issued = {signed.hash for text in issued_by(db, device) if (signed := genuine(text, keys))}
    said = last_said_by(db, device.id)
    waiting = select(func.count()).where(StoredBundle.device == device.id, StoredBundle.applied == 0)
    return ForeseenWithdrawal(
        device.name,
        max((number for _log, number, _hash in last_that_count(db, device.id)), default=0),
        datetime.fromtimestamp(said, tz=UTC) if said else None,
        len(issued),
        db.scalar(waiting) or 0,
    )
