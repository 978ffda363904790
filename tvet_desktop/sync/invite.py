"""Invite another PC: a file with a single-use key, and everything that it needs to begin."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count

import msgspec
import pyrage
from cryptography import x509
from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.shared.text import nfc
from tvet_desktop.sync import authority
from tvet_desktop.sync.carriers.network_place import places_to_give
from tvet_desktop.sync.carriers.set_up import SetUpCarrier, list_carriers
from tvet_desktop.sync.devices import device_records, known_devices, membership_contents
from tvet_desktop.sync.errors import InvitationUnusable, PcNameTaken, PcNameTooLong
from tvet_desktop.sync.keys.believable import believable_now
from tvet_desktop.sync.membership import Document, Invitation, encode
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.publish_document import authority_key, publish_document
from tvet_desktop.sync.snapshots.covered import IS_WHOLE
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc
from tvet_desktop.sync.write_bundles import write_bundles

MAGIC = b"TVETINVITE1\n"
LONGEST_NAME = 30
_HASH_LENGTH = 32


class InvitationFile(msgspec.Struct, frozen=True):
    """What the new PC reads. The key is good for one PC: treat the file like a door key."""

    root: bytes
    name: str
    home_scope: int
    invitation: bytes
    certificate_key: bytes
    identity: str
    documents: list[bytes]
    records: list[bytes]
    bundles: list[bytes]
    places: list[SetUpCarrier] = []
    """Places on the network, with what is needed to sign in there."""


@dataclass(frozen=True)
class Invited:
    """The content of the invitation file."""

    content: bytes


def invite(
    db: Session, *, scopes: list[int], home_scope: int, national: bool, now: datetime, name: str = ""
) -> Invited:
    """Make an invitation for a PC that may write the colleges of ``scopes`` (or, national, everything).

    The membership document that names the invitation also takes in every PC that joined since the last one. ``name``
    is what the PC will be called, a place and never a person; by default "PC" and a number.

    Raises:
        NoAuthority: this PC does not hold the authority's key.
        PcNameTaken, PcNameTooLong: see there.
    """
    this_pc = load_this_pc(db)
    root_key = authority_key(this_pc)
    write_bundles(db, this_pc)

    key = authority.new_key()
    identity = pyrage.x25519.Identity.generate()
    document = load_documents(db, this_pc)[-1]
    number = len(document.invitations) + 1
    called = free_name(db, this_pc, document, name) if name else _next_name(db, this_pc, document)
    certificate = authority.certify_invitation(
        f"{document.name}, invitation {number}",
        key.public_key(),
        this_pc.root_certificate,
        root_key,
        believable_now(now, document),
    )
    der = authority.to_der(certificate)
    invitation = Invitation(
        hashlib.sha256(der).digest()[:16],
        der,
        str(identity.to_public()),
        scopes,
        national,
        called,
        int(believable_now(now, document).timestamp()),
    )
    publish_document(db, this_pc, now=now, invitations=[invitation])

    bundles = db.scalars(
        select(StoredBundle.content).where(StoredBundle.applied > 0, IS_WHOLE).order_by(StoredBundle.applied)
    )
    content = InvitationFile(
        root=this_pc.root,
        name=called,
        home_scope=home_scope,
        invitation=invitation.id,
        certificate_key=authority.key_to_bytes(key),
        identity=str(identity),
        documents=membership_contents(db),
        records=device_records(db, this_pc),
        bundles=list(bundles),
        places=places_to_give(list_carriers(db)),
    )
    packed = encode(content)
    return Invited(MAGIC + hashlib.sha256(packed).digest() + packed)


def free_name(db: Session, this_pc: ThisPc, document: Document, name: str) -> str:
    """Return the tidied name for a new PC if no PC and no invitation has it.

    Raises:
        PcNameTaken: one has it, in capitals or not.
        PcNameTooLong: it would not fit the certificates.
    """
    tidied = nfc(name)
    if len(tidied) > LONGEST_NAME:
        raise PcNameTooLong
    taken = [device.name for device in known_devices(db, this_pc, document)]
    taken += [invitation.name for invitation in document.invitations]
    if tidied.casefold() in {one.casefold() for one in taken}:
        raise PcNameTaken(tidied)
    return tidied


def _next_name(db: Session, this_pc: ThisPc, document: Document) -> str:
    """Return "PC" and the number of the invitation; PC 1 founded the programme."""
    for number in count(len(document.invitations) + 2):
        with suppress(PcNameTaken):
            return free_name(db, this_pc, document, f"PC {number}")
    raise AssertionError("numbers do not end")


def read_invitation(content: bytes) -> InvitationFile:
    """Return the parts of an invitation file.

    Raises:
        InvitationUnusable: it is damaged, or something else.
    """
    packed = content[len(MAGIC) + _HASH_LENGTH :]
    if not content.startswith(MAGIC) or hashlib.sha256(packed).digest() != content[len(MAGIC) : -len(packed)]:
        raise InvitationUnusable
    try:
        file = msgspec.msgpack.decode(packed, type=InvitationFile)
        x509.load_der_x509_certificate(file.root)
        authority.key_from_bytes(file.certificate_key)
        pyrage.x25519.Identity.from_str(file.identity)
    except (msgspec.DecodeError, RecursionError, ValueError, AssertionError, pyrage.IdentityError) as error:
        raise InvitationUnusable from error
    if not file.documents:
        raise InvitationUnusable
    return file
