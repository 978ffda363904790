"""Invite another PC: a file with a single-use key, and everything that it needs to begin."""

import hashlib
from dataclasses import dataclass

import msgspec
import pyrage
from cryptography import x509
from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.sync import authority
from tvet_desktop.sync.devices import device_records, known_devices, membership_contents
from tvet_desktop.sync.errors import InvitationUnusable, NoAuthority
from tvet_desktop.sync.membership import Device, Document, Invitation, encode, sign_document
from tvet_desktop.sync.models import MembershipDocument, StoredBundle
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc, wrap_keys
from tvet_desktop.sync.write_bundles import write_bundles

MAGIC = b"TVETINVITE1\n"
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


@dataclass(frozen=True)
class Invited:
    """The content of the invitation file."""

    content: bytes


def invite(db: Session, *, scopes: list[int], home_scope: int, national: bool) -> Invited:
    """Make an invitation for a PC that may write the colleges of ``scopes`` (or, national, everything).

    The membership document that names the invitation also takes in every PC that joined since the last one.

    Raises:
        NoAuthority: this PC did not found the programme.
    """
    this_pc = load_this_pc(db)
    if this_pc.authority_key is None:
        raise NoAuthority
    root_key = authority.key_from_bytes(this_pc.authority_key)
    write_bundles(db, this_pc)

    key = authority.new_key()
    identity = pyrage.x25519.Identity.generate()
    document = load_documents(db, this_pc)[-1]
    number = len(document.invitations) + 1
    certificate = authority.certify_invitation(
        f"{document.name}, invitation {number}", key.public_key(), this_pc.root_certificate, root_key
    )
    der = authority.to_der(certificate)
    invitation = Invitation(
        hashlib.sha256(der).digest()[:16], der, str(identity.to_public()), scopes, national
    )
    publish_document(db, this_pc, invitations=[*document.invitations, invitation])

    bundles = db.scalars(
        select(StoredBundle.content).where(StoredBundle.applied > 0).order_by(StoredBundle.applied)
    )
    content = InvitationFile(
        root=this_pc.root,
        name=f"PC {number + 1}",
        home_scope=home_scope,
        invitation=invitation.id,
        certificate_key=authority.key_to_bytes(key),
        identity=str(identity),
        documents=membership_contents(db),
        records=device_records(db, this_pc),
        bundles=list(bundles),
    )
    packed = encode(content)
    return Invited(MAGIC + hashlib.sha256(packed).digest() + packed)


def publish_document(db: Session, this_pc: ThisPc, *, invitations: list[Invitation]) -> Document:
    """Sign the next membership document: all PCs that joined, the open invitations, keys wrapped for each.

    Raises:
        NoAuthority: this PC did not found the programme.
    """
    if this_pc.authority_key is None:
        raise NoAuthority
    contents = membership_contents(db)
    document = load_documents(db, this_pc)[-1]
    devices = known_devices(db, this_pc, document)
    holders: list[Device | Invitation] = [*devices, *invitations]
    keys = this_pc.epoch_keys
    wrapped = {h.id: wrap_keys(keys, h.recipient, scopes=h.scopes, national=h.national) for h in holders}
    following = msgspec.structs.replace(
        document,
        number=document.number + 1,
        previous=hashlib.sha256(contents[-1]).digest(),
        devices=devices,
        invitations=invitations,
        wrapped=wrapped,
    )
    signed = sign_document(following, authority.key_from_bytes(this_pc.authority_key))
    db.add(MembershipDocument(number=following.number, content=signed))
    db.flush()
    return following


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
