"""Who belongs to the programme: one numbered chain of documents signed by the authority.

Each document is the whole present state; the newest counts. A PC that joined by an invitation is believed
before the authority has heard of it, because its record is signed with the invitation's key, which the
authority certified.
"""

import hashlib
from collections.abc import Iterable

import msgspec
from cryptography import x509

from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync import authority
from tvet_desktop.sync.errors import InvitationUnusable, MembershipForked, OtherProgramme, UnknownSigner

NO_HASH = bytes(32)


class Device(msgspec.Struct, frozen=True):
    """A PC: its name (a place, never a person), its public keys, and what it may write.

    ``certificates`` lead from the PC's own to the last one below the root, as DER.
    """

    id: bytes
    name: str
    signing_key: bytes
    recipient: str
    certificates: list[bytes]
    scopes: list[int]
    national: bool
    invitation: bytes | None

    def may_write(self, scope: int) -> bool:
        """Tell whether rows of ``scope`` are this PC's to write."""
        return self.national or (scope in self.scopes and scope not in {Scope.SHARED, Scope.NATIONAL})

    def may_read(self, scope: int) -> bool:
        """Tell whether this PC is given the key of ``scope``."""
        return self.national or scope == Scope.SHARED or scope in self.scopes


class Invitation(msgspec.Struct, frozen=True):
    """An open invitation: the certificate of its single-use key, and what the PC that takes it may write."""

    id: bytes
    certificate: bytes
    recipient: str
    scopes: list[int]
    national: bool


class Withdrawal(msgspec.Struct, frozen=True):
    """A PC that is no longer trusted: bundles of a log count up to ``last`` (log, number, hash)."""

    device: bytes
    last: list[tuple[bytes, int, bytes]]


class Document(msgspec.Struct, frozen=True):
    """The state of the programme. ``wrapped`` holds the scope keys for each PC or invitation, by ``age``."""

    number: int
    previous: bytes
    programme: bytes
    name: str
    practice: bool
    devices: list[Device]
    invitations: list[Invitation]
    withdrawn: list[Withdrawal]
    wrapped: dict[bytes, bytes]
    sealed_authority: bytes
    """The authority's key, sealed with the recovery code: paper and any sync file restore it."""


class Signed(msgspec.Struct, frozen=True):
    """A document or a PC's record, and who vouches for it."""

    content: bytes
    signature: bytes


encode = msgspec.msgpack.encode


def sign_document(document: Document, key: authority.PrivateKey) -> bytes:
    """Return the signed document."""
    content = encode(document)
    return encode(Signed(content, authority.sign(key, content)))


def read_chain(contents: Iterable[bytes], root: x509.Certificate) -> list[Document]:
    """Return the documents of a chain in order, checked from the first to the last.

    Raises:
        OtherProgramme: a document is not signed by this authority.
        MembershipForked: a document does not follow on the one before it.
    """
    documents: list[Document] = []
    previous = NO_HASH
    for content in contents:
        try:
            signed = msgspec.msgpack.decode(content, type=Signed)
            document = msgspec.msgpack.decode(signed.content, type=Document)
        except msgspec.DecodeError as error:
            raise OtherProgramme from error
        if not authority.is_signed_by(root, signed.content, signed.signature):
            raise OtherProgramme
        if document.number != len(documents) + 1 or document.previous != previous:
            raise MembershipForked
        documents.append(document)
        previous = hashlib.sha256(content).digest()
    return documents


def sign_device(device: Device, key: authority.PrivateKey) -> bytes:
    """Return the record of a PC, signed by the authority or by its invitation."""
    content = encode(device)
    return encode(Signed(content, authority.sign(key, content)))


def read_device(content: bytes, document: Document, root: x509.Certificate) -> Device:
    """Return the PC of a record, if the present document allows it.

    Raises:
        UnknownSigner: nobody who may vouch for it does.
        InvitationUnusable: its invitation was taken by another PC, or asked for more than it gives.
    """
    try:
        signed = msgspec.msgpack.decode(content, type=Signed)
        device = msgspec.msgpack.decode(signed.content, type=Device)
    except msgspec.DecodeError as error:
        raise UnknownSigner from error
    if device in document.devices:
        return device
    issuer = root
    if device.invitation is not None:
        invitation = next((i for i in document.invitations if i.id == device.invitation), None)
        if invitation is None or device.scopes != invitation.scopes or device.national != invitation.national:
            raise InvitationUnusable
        if any(other.invitation == device.invitation for other in document.devices):
            raise InvitationUnusable
        issuer = x509.load_der_x509_certificate(invitation.certificate)
    if not authority.is_signed_by(issuer, signed.content, signed.signature):
        raise UnknownSigner
    return device


def withdrawn_after(document: Document, device: bytes, log: bytes) -> int | None:
    """Return the last number of ``log`` that counts for a withdrawn PC, or None if it is not withdrawn."""
    for withdrawal in document.withdrawn:
        if withdrawal.device == device:
            return next((number for known, number, _ in withdrawal.last if known == log), 0)
    return None
