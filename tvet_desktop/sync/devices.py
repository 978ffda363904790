"""The PCs that this PC knows, and the membership documents that came with them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.sync.errors import InvitationUnusable, MembershipForked, UnknownSigner
from tvet_desktop.sync.membership import Device, Document, read_chain, read_device
from tvet_desktop.sync.models import EnrolledDevice, MembershipDocument
from tvet_desktop.sync.this_pc import ThisPc, save_this_pc, unwrap_keys


def device_by_id(db: Session, this_pc: ThisPc, document: Document, device_id: bytes) -> Device:
    """Return a PC that showed a record, also one whose invitation another PC has.

    Raises:
        UnknownSigner: the programme does not have it.
    """
    for device in document.devices:
        if device.id == device_id:
            return device
    enrolled = db.get(EnrolledDevice, device_id)
    if enrolled is None:
        raise UnknownSigner
    return read_device(enrolled.content, document, this_pc.root_certificate)


def enrol_device(db: Session, this_pc: ThisPc, document: Document, record: bytes) -> Device:
    """Remember a PC that shows a record; the first that shows an invitation has it until the authority decides.

    Raises:
        UnknownSigner, InvitationUnusable: the record is not vouched for.
    """
    device = read_device(record, document, this_pc.root_certificate)
    if db.get(EnrolledDevice, device.id) is None:
        taken = any(_same_invitation(device, other) for other in known_devices(db, this_pc, document))
        accepted = device in document.devices or not taken
        db.add(EnrolledDevice(id=device.id, content=record, accepted=accepted))
        db.flush()
    return device


def known_devices(db: Session, this_pc: ThisPc, document: Document) -> list[Device]:
    """Return every PC whose bundles count."""
    devices = {device.id: device for device in document.devices}
    for enrolled in db.scalars(select(EnrolledDevice).where(EnrolledDevice.accepted)):
        if enrolled.id not in devices:
            try:
                devices[enrolled.id] = read_device(enrolled.content, document, this_pc.root_certificate)
            except (InvitationUnusable, UnknownSigner):
                continue  # the authority took its invitation back
    return list(devices.values())


def accept_as_decided(db: Session, this_pc: ThisPc, document: Document) -> None:
    """Let the authority's document decide which of several PCs has an invitation, and which has one that was cancelled.

    Raises:
        InvitationUnusable: it is this PC that came too late.
    """
    for enrolled in db.scalars(select(EnrolledDevice)):
        try:
            device = read_device(enrolled.content, document, this_pc.root_certificate)
        except InvitationUnusable:
            if enrolled.id == this_pc.device.id:
                raise
            enrolled.accepted = False
            continue
        if device in document.devices:
            enrolled.accepted = True
        elif any(_same_invitation(device, other) for other in document.devices):
            if device.id == this_pc.device.id:
                raise InvitationUnusable
            enrolled.accepted = False
    db.flush()


def _same_invitation(one: Device, other: Device) -> bool:
    return one.invitation is not None and one.invitation == other.invitation and one.id != other.id


def device_records(db: Session, this_pc: ThisPc) -> list[bytes]:
    """Return the signed records to hand on, this PC's own among them."""
    others = [
        record for record in db.scalars(select(EnrolledDevice.content)) if record != this_pc.device_record
    ]
    return [this_pc.device_record, *others]


def membership_contents(db: Session) -> list[bytes]:
    """Return the signed membership documents in order, to hand on."""
    return list(db.scalars(select(MembershipDocument.content).order_by(MembershipDocument.number)))


def receive_documents(db: Session, this_pc: ThisPc, contents: Sequence[bytes]) -> Document:
    """Take over what is newer in a chain of membership documents; return the newest one.

    Raises:
        OtherProgramme: it is another authority's.
        MembershipForked: a document differs from the one that is here under its number.
        InvitationUnusable: the authority gave this PC's invitation to another PC.
    """
    here = membership_contents(db)
    read_chain(contents, this_pc.root_certificate)
    if any(mine != theirs for mine, theirs in zip(here, contents, strict=False)):
        raise MembershipForked
    longer = max(here, list(contents), key=len)
    newest = read_chain(longer, this_pc.root_certificate)[-1]
    for number, content in enumerate(longer[len(here) :], start=len(here) + 1):
        db.add(MembershipDocument(number=number, content=content))
    if len(longer) > len(here):
        this_pc.epoch_keys |= unwrap_keys(newest, this_pc.device.id, [this_pc.keys.identity])
        save_this_pc(db, this_pc)
        db.flush()
        accept_as_decided(db, this_pc, newest)
    return newest
