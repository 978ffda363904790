"""Who belongs to the programme: one numbered chain of documents signed by the authority.

Each document is the whole present state; the newest counts. A PC that joined by an invitation is believed
before the authority has heard of it, because its record is signed with the invitation's key, which the
authority certified.
"""

import hashlib
from collections.abc import Iterable

import msgspec
import pyrage
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync import authority
from tvet_desktop.sync.errors import InvitationUnusable, MembershipForked, OtherProgramme, UnknownSigner

NO_HASH = bytes(32)
SIGNING_KEY_LENGTH = 32


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


class Invitation(msgspec.Struct, frozen=True):
    """An open invitation: the certificate of its single-use key, and what the PC that takes it may write."""

    id: bytes
    certificate: bytes
    recipient: str
    scopes: list[int]
    national: bool
    name: str = ""
    """What the PC will be called; the record of the PC must say the same."""
    made_at: int = 0
    """When, in seconds since 1970, as the authority's PC believed."""


class Withdrawal(msgspec.Struct, frozen=True):
    """A PC that is no longer trusted: bundles of a log count up to ``last`` (log, number, hash)."""

    device: bytes
    last: list[tuple[bytes, int, bytes]]
    reason: str = ""
    """A ``PcReason``."""
    made_at: int = 0
    """When, in seconds since 1970, as the authority's PC believed."""


class Renewal(msgspec.Struct, frozen=True):
    """A later certificate of a PC, for its old key or a new one; those before it keep their papers valid.

    ``certificates`` lead from the PC's own to the last one below the root, as DER.
    """

    device: bytes
    certificates: list[bytes]


class Covered(msgspec.Struct, frozen=True, array_like=True):
    """The newest bundle of a log, or of a branch of one, that a snapshot stands for; it has all before it."""

    log: bytes
    device: bytes
    number: int
    hash: bytes


class Snapshot(msgspec.Struct, frozen=True):
    """A log of the authority's PC that holds every row as it was: what it covers is not needed any more.

    ``log`` ends with the bundle ``last`` of this ``hash``. ``epochs`` are the keys (scope, epoch) that were new then.
    Once it is ``settled``, what it covers is destroyed everywhere; ``known`` is what the authority had by then.
    """

    number: int
    log: bytes
    last: int
    hash: bytes
    covers: list[Covered]
    epochs: list[tuple[int, int]]
    settled: bool = False
    known: list[Covered] = []


class Document(msgspec.Struct, frozen=True):
    """The state of the programme. ``wrapped`` holds the scope keys for each PC or invitation, by ``age``.

    ``devices`` names every PC that ever belonged, the withdrawn ones too: their older bundles still count.
    """

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
    renewals: list[Renewal] = []
    """In the order in which they were made."""
    written_at: int = 0
    """When, in seconds since 1970, as the authority's PC believed."""
    later_root: bytes = b""
    """A later certificate of the authority, for the same key and name, as DER; empty as long as the first serves."""
    cancelled: list[bytes] = []
    """Ids of invitations that let nobody in any more."""
    authority_pc: bytes = b""
    """The PC that signed this document; another one that still has the authority's key gives it up."""
    term: int = 0
    """How often the authority was taken over. Of two chains that differ, the one of the later term holds."""
    recovery: str = ""
    """The scope keys are wrapped for this name too; what opens them is sealed with the authority's key."""
    snapshot: Snapshot | None = None
    """The newest one."""
    hand_overs: list[bytes] = []
    """The last words of other programmes' authorities, signed: their PCs belong here now. See ``sync.handover``."""

    def open_invitation(self, invitation_id: bytes | None) -> Invitation | None:
        """Return an invitation that was not cancelled, also one that a PC has taken."""
        if invitation_id in self.cancelled:
            return None
        return next((one for one in self.invitations if one.id == invitation_id), None)

    def is_withdrawn(self, device_id: bytes) -> bool:
        """Tell whether a PC was withdrawn."""
        return any(withdrawal.device == device_id for withdrawal in self.withdrawn)


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
        document = read_signed(content, root)
        if document.number != len(documents) + 1 or document.previous != previous:
            raise MembershipForked
        documents.append(document)
        previous = hashlib.sha256(content).digest()
    return documents


def read_signed(content: bytes, root: x509.Certificate) -> Document:
    """Return one document, whatever its place.

    Raises:
        OtherProgramme: it is not signed by this authority.
    """
    try:
        signed = msgspec.msgpack.decode(content, type=Signed)
        document = msgspec.msgpack.decode(signed.content, type=Document)
    except (msgspec.DecodeError, RecursionError) as error:
        raise OtherProgramme from error
    if not authority.is_signed_by(root, signed.content, signed.signature):
        raise OtherProgramme
    return document


def sign_device(device: Device, key: authority.PrivateKey) -> bytes:
    """Return the record of a PC, signed by the authority or by its invitation."""
    content = encode(device)
    return encode(Signed(content, authority.sign(key, content)))


def read_device(content: bytes, document: Document, root: x509.Certificate) -> Device:
    """Return the PC of a record that the authority, or an invitation of it, vouches for.

    Whether another PC took the same invitation is not looked at here.

    Raises:
        UnknownSigner: nobody who may vouch for it does, or its keys do not fit together.
        InvitationUnusable: the document does not have its invitation, or gives less than the record says.
    """
    try:
        signed = msgspec.msgpack.decode(content, type=Signed)
        device = msgspec.msgpack.decode(signed.content, type=Device)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnknownSigner from error
    if device in document.devices:
        return device
    issuer = root
    if device.invitation is not None:
        invitation = document.open_invitation(device.invitation)
        if invitation is None or _rights(device) != _rights(invitation):
            raise InvitationUnusable
        issuer = x509.load_der_x509_certificate(invitation.certificate)
    if not authority.is_signed_by(issuer, signed.content, signed.signature) or not _keys_fit(
        device, issuer, root
    ):
        raise UnknownSigner
    return device


def _rights(one: Device | Invitation) -> tuple[str, list[int], bool]:
    return one.name, one.scopes, one.national


def _keys_fit(device: Device, issuer: x509.Certificate, root: x509.Certificate) -> bool:
    """Tell whether id, keys and certificates of a record are what they must be for this PC alone."""
    if len(device.signing_key) != SIGNING_KEY_LENGTH or device.id != device_id(device.signing_key):
        return False
    try:
        pyrage.x25519.Recipient.from_str(device.recipient)
        chain = [x509.load_der_x509_certificate(der) for der in device.certificates]
    except (pyrage.RecipientError, ValueError):
        return False
    expected = [] if issuer == root else [issuer]
    return (
        chain[1:] == expected
        and isinstance(chain[0].public_key(), ec.EllipticCurvePublicKey)
        and authority.is_issued_by(chain[0], issuer)
    )


def device_id(signing_key: bytes) -> bytes:
    """Return the 16 bytes that name a PC: the start of the hash of its signing key."""
    return hashlib.sha256(signing_key).digest()[:16]
