"""When the certificates of PCs end, and who has to hear of it in good time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from tvet_desktop.sync.certificate_keys import key_in_use
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.keys.chains import chains_of, ends_on, root_in_force
from tvet_desktop.sync.membership import Device, Document
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc

WARNING = timedelta(days=90)
AUTHORITY_WARNING = timedelta(days=2 * 365)


@dataclass(frozen=True)
class Endings:
    """What ends soon. ``own`` is the last day of this PC's certificate, if it is near or over.

    ``pcs`` names the PCs for which this PC can and should renew, ``authority`` is the last day of the authority's own
    certificate if that is near; both are empty where this PC does not hold the authority's key.
    """

    own: date | None
    pcs: tuple[str, ...]
    pc_ids: tuple[bytes, ...]
    authority: date | None
    is_withdrawn: bool
    """This PC does not belong any more."""
    lost_holder: str = ""
    """The PC in whose place this one came, until it is withdrawn."""


def signs_until(this_pc: ThisPc, device: Device, document: Document) -> date:
    """Return the last day on which a PC can sign certificates; for this one, with a key that it holds."""
    if device.id == this_pc.device.id:
        return ends_on(key_in_use(this_pc, document)[1])
    return max(ends_on(chain) for chain in chains_of(device, document))


def endings(db: Session, today: date) -> Endings:
    """Return what ends within 90 days of ``today`` (the authority's certificate: within two years)."""
    this_pc = load_this_pc(db)
    documents = load_documents(db, this_pc)
    document = documents[-1]
    own = signs_until(this_pc, this_pc.device, document)
    near = own if own - today <= WARNING else None
    is_withdrawn = document.is_withdrawn(this_pc.device.id)
    if this_pc.authority_key is None or is_withdrawn:
        return Endings(near, (), (), None, is_withdrawn)
    due = [
        device
        for device in known_devices(db, this_pc, document)
        if not document.is_withdrawn(device.id) and signs_until(this_pc, device, document) - today <= WARNING
    ]
    root_ends = root_in_force(this_pc, document).not_valid_after_utc.date()
    is_root_near = root_ends - today <= AUTHORITY_WARNING
    return Endings(
        near,
        tuple(device.name for device in due),
        tuple(device.id for device in due),
        root_ends if is_root_near else None,
        is_withdrawn=False,
        lost_holder=_lost_holder(db, this_pc, documents),
    )


def lost_holder(documents: Sequence[Document]) -> bytes | None:
    """Return the id of the PC in whose place a new one came, until it is withdrawn. No clock is asked."""
    document = documents[-1]
    before = [one for one in documents if one.term < document.term]
    if not before or document.authority_pc in {device.id for device in before[-1].devices}:
        return None
    holder = before[-1].authority_pc
    return None if document.is_withdrawn(holder) else holder


def _lost_holder(db: Session, this_pc: ThisPc, documents: Sequence[Document]) -> str:
    holder = lost_holder(documents)
    known = known_devices(db, this_pc, documents[-1])
    return next((device.name for device in known if device.id == holder), "")
