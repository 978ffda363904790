"""Give PCs later certificates, so that they can go on signing papers; those before them stay in the list of keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tvet_desktop.sync import authority
from tvet_desktop.sync.devices import device_by_id
from tvet_desktop.sync.keys.ask_for_new_key import asked_key
from tvet_desktop.sync.keys.believable import is_believable
from tvet_desktop.sync.keys.chains import chains_of, ends_on, key_of, root_in_force
from tvet_desktop.sync.keys.errors import ClockNotBelievable, RenewedAlready, WithdrawnAlready
from tvet_desktop.sync.membership import Device, Document, Renewal
from tvet_desktop.sync.publish_document import authority_key, publish_document
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc

_WORTH_WHILE = timedelta(days=30)


@dataclass(frozen=True)
class RenewedPc:
    """A PC, the last day of its new certificate, and whether it is for a key that the PC asked for."""

    name: str
    until: date
    has_new_key: bool


def renew_pcs(db: Session, *, device_ids: Sequence[bytes], now: datetime) -> tuple[RenewedPc, ...]:
    """Certify the keys of PCs anew, each the one that it asked for or else the one that it has, in one document.

    Each PC uses its new certificate as soon as it has read the document with the next sync file.

    Raises:
        NoAuthority: this PC does not hold the authority's key.
        ClockNotBelievable: the date of this PC cannot be.
        UnknownSigner: the programme does not have such a PC.
        WithdrawnAlready: a PC was withdrawn.
        RenewedAlready: a new certificate would hardly be longer than the one that is there.
    """
    this_pc = load_this_pc(db)
    authority_key(this_pc)
    if not is_believable(now):
        raise ClockNotBelievable(now)
    if not device_ids:
        return ()
    document = load_documents(db, this_pc)[-1]
    devices = [device_by_id(db, this_pc, document, device_id) for device_id in device_ids]
    renewed = [_renew(db, this_pc, document, device, now) for device in devices]
    publish_document(db, this_pc, now=now, renewals=[renewal for renewal, _told in renewed])
    return tuple(told for _renewal, told in renewed)


def _renew(
    db: Session, this_pc: ThisPc, document: Document, device: Device, now: datetime
) -> tuple[Renewal, RenewedPc]:
    if document.is_withdrawn(device.id):
        raise WithdrawnAlready(device.name)
    newest = chains_of(device, document)[-1]
    asked = asked_key(db, this_pc, document, device)
    until = authority.after(now, authority.PC_YEARS)
    if asked is None and until.date() < ends_on(newest) + _WORTH_WHILE:
        raise RenewedAlready(device.name, ends_on(newest))
    certificate = authority.certify_device(
        f"{document.name}, {device.name}",
        asked or key_of(newest),
        root_in_force(this_pc, document),
        authority_key(this_pc),
        until,
    )
    told = RenewedPc(device.name, until.date(), asked is not None)
    return Renewal(device.id, [authority.to_der(certificate)]), told
