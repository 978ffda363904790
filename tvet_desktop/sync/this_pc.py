"""What this PC holds: its keys, its log, the keys of the scopes that it may read."""

import secrets

import msgspec
import pyrage
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.statements.number import draw_log_code
from tvet_desktop.storage.ids import Scope
from tvet_desktop.storage.local_tables import LocalSetting
from tvet_desktop.sync import authority
from tvet_desktop.sync.handover.earlier_keys import EpochKeys
from tvet_desktop.sync.membership import NO_HASH, Device, Document, device_id, read_chain
from tvet_desktop.sync.models import MembershipDocument

SETTING = "this_pc"


class DeviceKeys(msgspec.Struct):
    """The private keys that this PC made. They never leave its encrypted file."""

    signing_seed: bytes
    identity: str
    certificate_key: bytes
    later_certificate_keys: list[bytes] = []
    """Made here to be certified by the authority; the newest last."""

    @classmethod
    def generate(cls) -> "DeviceKeys":
        """Make the three keys of a new PC."""
        return cls(
            Ed25519PrivateKey.generate().private_bytes_raw(),
            str(pyrage.x25519.Identity.generate()),
            authority.key_to_bytes(authority.new_key()),
        )

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """Signs bundles."""
        return Ed25519PrivateKey.from_private_bytes(self.signing_seed)

    @property
    def recipient(self) -> str:
        """The public name for which scope keys are wrapped."""
        return str(pyrage.x25519.Identity.from_str(self.identity).to_public())

    def describe(
        self,
        name: str,
        *,
        certificates: list[bytes],
        scopes: list[int],
        national: bool,
        invitation: bytes | None,
    ) -> Device:
        """Return the public record of this PC."""
        public = self.signing_key.public_key().public_bytes_raw()
        return Device(
            device_id(public),
            name,
            public,
            self.recipient,
            certificates,
            scopes,
            national,
            invitation,
        )


class Log(msgspec.Struct):
    """Where this PC's own log stands. ``known`` holds the heads that its last bundle named or knew."""

    id: bytes
    code: str
    """Four characters that keep certificate numbers of different PCs apart."""
    number: int = 0
    previous: bytes = NO_HASH
    known: dict[str, tuple[int, bytes]] = {}


class ThisPc(msgspec.Struct):
    """Everything that makes this PC a member of its programme."""

    home_scope: int
    root: bytes
    device: Device
    device_record: bytes
    keys: DeviceKeys
    log: Log
    epoch_keys: dict[tuple[int, int], bytes]
    authority_key: bytes | None
    handed_to: bytes = b""
    """The programme to which this PC's authority has handed over; empty as long as it has not."""

    @property
    def root_certificate(self) -> x509.Certificate:
        """The authority's certificate."""
        return x509.load_der_x509_certificate(self.root)

    @property
    def programme(self) -> bytes:
        """The 16 bytes that name the programme."""
        return authority.programme_id(self.root_certificate)


def open_log() -> Log:
    """Return a new, empty log."""
    return Log(secrets.token_bytes(16), draw_log_code())


def load_this_pc(db: Session) -> ThisPc:
    """Return what this PC holds. It exists from the first run on."""
    value = db.scalar(select(LocalSetting.value).where(LocalSetting.name == SETTING))
    assert value is not None
    return msgspec.msgpack.decode(value, type=ThisPc)


def save_this_pc(db: Session, this_pc: ThisPc) -> None:
    """Keep what this PC holds."""
    content = msgspec.msgpack.encode(this_pc)
    row = db.get(LocalSetting, SETTING)
    if row is None:
        db.add(LocalSetting(name=SETTING, value=content))
    else:
        row.value = content


def load_documents(db: Session, this_pc: ThisPc) -> list[Document]:
    """Return the membership documents that this PC has, checked."""
    contents = db.scalars(select(MembershipDocument.content).order_by(MembershipDocument.number))
    return read_chain(contents, this_pc.root_certificate)


def unwrap_keys(
    document: Document, wrapped_for: bytes, identities: list[str]
) -> dict[tuple[int, int], bytes]:
    """Return the scope keys that a document holds for a PC or an invitation; empty if it holds none."""
    wrapped = document.wrapped.get(wrapped_for)
    if wrapped is None:
        return {}
    opened = pyrage.decrypt(wrapped, [pyrage.x25519.Identity.from_str(text) for text in identities])
    return msgspec.msgpack.decode(opened, type=dict[tuple[int, int], bytes])


def wrap_keys(keys: EpochKeys, recipient: str, *, scopes: list[int], national: bool) -> bytes:
    """Return those of ``keys`` that a PC with these scopes may have, sealed for it."""
    allowed = {
        key: value for key, value in keys.items() if national or key[0] == Scope.SHARED or key[0] in scopes
    }
    return encrypt_for(msgspec.msgpack.encode(allowed), recipient)


def encrypt_for(content: bytes, recipient: str) -> bytes:
    """Return ``content`` as an ``age`` file for one recipient."""
    sealed: bytes = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient)])
    return sealed
