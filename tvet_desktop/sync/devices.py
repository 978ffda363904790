"""The PCs that this PC knows, and the membership documents that came with them."""

from collections.abc import Sequence
from itertools import takewhile

from cryptography import x509
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tvet_desktop.sync.errors import InvitationUnusable, MembershipForked, OtherProgramme, UnknownSigner
from tvet_desktop.sync.membership import Device, Document, read_chain, read_device, read_signed
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

    Where the authority was taken over, a PC that did not know of it may have gone on signing: then two chains differ,
    and the one of the later term holds, here too.

    Raises:
        OtherProgramme: it is another authority's.
        MembershipForked: a document differs from the one that is here under its number, and neither term is later.
        InvitationUnusable: the authority gave this PC's invitation to another PC.
    """
    here = membership_contents(db)
    mine = read_chain(here, this_pc.root_certificate)[-1]
    contents = _without_older_term(contents, this_pc.root_certificate)
    theirs = read_chain(contents, this_pc.root_certificate)[-1]
    pairs = zip(here, contents, strict=False)
    same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if same in {len(contents), len(here)}:
        newer = len(contents) > len(here)
    elif theirs.term == mine.term:
        raise MembershipForked
    else:
        newer = theirs.term > mine.term
    if not newer:
        return mine
    db.execute(delete(MembershipDocument).where(MembershipDocument.number > same))
    for number, content in enumerate(contents[same:], start=same + 1):
        db.add(MembershipDocument(number=number, content=content))
    this_pc.epoch_keys |= unwrap_keys(theirs, this_pc.device.id, [this_pc.keys.identity])
    if theirs.authority_pc != this_pc.device.id:
        this_pc.authority_key = None  # another PC took the authority over
    save_this_pc(db, this_pc)
    db.flush()
    accept_as_decided(db, this_pc, theirs)
    return theirs


def _without_older_term(contents: Sequence[bytes], root: x509.Certificate) -> Sequence[bytes]:
    """Return a chain without what an older, longer one has left behind it on a carrier; any other chain as it is."""
    try:
        read_chain(contents, root)
    except MembershipForked:
        counts = [count for count in range(1, len(contents)) if _is_chain(contents[:count], root)]
        start = contents[: max(counts, default=0)]
        rest = read_signed(contents[len(start)], root)
        return start if start and read_chain(start, root)[-1].term > rest.term else contents
    return contents


def _is_chain(contents: Sequence[bytes], root: x509.Certificate) -> bool:
    try:
        return bool(read_chain(contents, root))
    except (MembershipForked, OtherProgramme):
        return False
