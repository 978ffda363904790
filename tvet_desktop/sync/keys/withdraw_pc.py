"""Withdraw a PC that was stolen, lost, broken or retired: nothing that it writes from now on counts anywhere."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.sync.devices import device_by_id
from tvet_desktop.sync.keys.believable import believable_now
from tvet_desktop.sync.keys.errors import OwnPc, WithdrawnAlready
from tvet_desktop.sync.keys.registered import register_statements
from tvet_desktop.sync.left_out import leave_out
from tvet_desktop.sync.membership import Withdrawal
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.publish_document import authority_key, publish_document, readable_scopes
from tvet_desktop.sync.this_pc import load_documents, load_this_pc
from tvet_desktop.sync.write_bundles import write_bundles


class PcReason(StrEnum):
    """Why a PC does not belong any more. The codes travel: never change one."""

    STOLEN = "STOLEN"
    LOST = "LOST"
    BROKEN = "BROKEN"
    RETIRED = "RETIRED"


@dataclass(frozen=True)
class WithdrawnPc:
    """What a withdrawal did: the numbers of its certificates that go on being valid, in their order."""

    name: str
    still_valid: tuple[str, ...]
    waiting_dropped: int
    """Sync files of that PC that waited for others and will not be taken any more."""


def withdraw_pc(db: Session, *, device_id: bytes, reason: PcReason, now: datetime) -> WithdrawnPc:
    """Sign a membership document without the PC, and register the certificates of it that are known here.

    All that has arrived and was applied here goes on counting; what comes later, from any carrier, is refused
    everywhere. The scopes that the PC could read get new keys.

    Raises:
        NoAuthority: this PC does not hold the authority's key.
        UnknownSigner: the programme does not have such a PC.
        OwnPc: it is this one.
        WithdrawnAlready: it was withdrawn before.
    """
    this_pc = load_this_pc(db)
    authority_key(this_pc)
    document = load_documents(db, this_pc)[-1]
    device = device_by_id(db, this_pc, document, device_id)
    if device.id == this_pc.device.id:
        raise OwnPc
    if document.is_withdrawn(device.id):
        raise WithdrawnAlready(device.name)

    registered = register_statements(db, device, document)
    db.flush()
    write_bundles(db, this_pc)  # what was typed here before goes with the present keys
    when = int(believable_now(now, document).timestamp())
    withdrawal = Withdrawal(device.id, last_that_count(db, device.id), reason.value, when)
    document = publish_document(
        db,
        this_pc,
        now=now,
        withdrawn=[withdrawal],
        fresh_scopes=readable_scopes(device, this_pc.epoch_keys),
    )
    waiting = db.scalar(
        select(func.count()).where(StoredBundle.device == device.id, StoredBundle.applied == 0)
    )
    leave_out(db, this_pc, document)
    numbers = sorted(signed.statement.number for signed in registered)
    return WithdrawnPc(device.name, tuple(numbers), waiting or 0)


def last_that_count(db: Session, device_id: bytes) -> list[tuple[bytes, int, bytes]]:
    """Return the newest applied bundle of every log, and of every branch of one, that a PC wrote."""
    heads: dict[int, StoredBundle] = {}
    applied = (StoredBundle.device == device_id, StoredBundle.applied > 0)
    for bundle in db.scalars(select(StoredBundle).where(*applied).order_by(StoredBundle.number)):
        heads[bundle.chain] = bundle
    return [(head.log, head.number, head.hash) for head in heads.values()]
