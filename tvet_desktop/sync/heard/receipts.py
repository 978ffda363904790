"""What one PC has confirmed, log by log: the receipts behind one line of the page Sync."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.heard.who_has_what import who_has_what
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


@dataclass(frozen=True)
class Receipt:
    """What a PC has of another's bundles.

    Args:
        writer: the id of the PC that wrote them.
        here: how many of them are here and applied.
        confirmed: how many of these the PC is known to have.
        changes: how many changes are in those that it is not known to have.
    """

    writer: bytes
    name: str
    is_this_pc: bool
    here: int
    confirmed: int
    changes: int


def receipts_of(db: Session, device: bytes) -> list[Receipt]:
    """Return what a PC has of every PC that wrote something, this PC first, then by name.

    Raises:
        NotFound: no such PC is known here.
    """
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    devices = known_devices(db, this_pc, document)
    if not any(known.id == device for known in devices):
        raise NotFound(_("PC"), device.hex()[:8])
    known = who_has_what(db)
    confirmed = known.confirmed_by(device)
    receipts = []
    for writer in devices:
        here = sum(1 for bundle in known.of_pc.get(writer.id, ()) if bundle.applied > 0)
        lacks, changes = known.unconfirmed(confirmed, writer=writer.id)
        if here:
            is_own = writer.id == this_pc.device.id
            receipts.append(Receipt(writer.id, writer.name, is_own, here, here - lacks, changes))
    return sorted(receipts, key=lambda row: (not row.is_this_pc, row.name.casefold()))
