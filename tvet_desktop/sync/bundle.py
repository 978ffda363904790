"""The file ``<log>/<number>``: a header, sections sealed for their scopes, one signature over everything.

    TVB 1 | length of header (4) | header (MessagePack) | sections | Ed25519 signature (64)

A section is the changes of one scope as columns, compressed by zstd, sealed by ChaCha20-Poly1305 under the
scope's key of an epoch, with the header as associated data.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence

import msgspec
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tvet_desktop.storage.change_groups import ChangeGroup, RowChange, group_changes
from tvet_desktop.storage.packing import pack, unpack
from tvet_desktop.storage.squeeze import ColumnsDamaged
from tvet_desktop.sync.errors import BundleDamaged, BundleTooNew, NotASyncFile
from tvet_desktop.sync.handover.earlier_keys import EpochKeys, key_for

MAGIC = b"TVB"
FORMAT = 1
LARGEST = 64 * 1024
"""A writer divides its changes so that no file is larger, unless one change alone is."""
LARGEST_FILE = 4 * LARGEST
SIGNATURE_LENGTH = 64
_TAG_LENGTH = 16
_LARGEST_NUMBER = 1 << 62
_SCOPE_BITS = 10


class Receipt(msgspec.Struct, frozen=True, array_like=True):
    """The newest bundle of a log that the writer had applied, named because it is new since the writer's last."""

    log: bytes
    number: int
    hash: bytes


class Section(msgspec.Struct, frozen=True, array_like=True):
    """Where a scope's changes lie, and what opens them."""

    scope: int
    epoch: int
    nonce: bytes
    length: int


class Header(msgspec.Struct, frozen=True, array_like=True):
    """What everybody may read of a bundle."""

    schema: int
    programme: bytes
    device: bytes
    log: bytes
    number: int
    previous: bytes
    receipts: list[Receipt]
    sections: list[Section]
    is_snapshot: bool = False
    """It holds rows as they were, not changes: applied only where a membership document names its log."""


class Bundle(msgspec.Struct, frozen=True):
    """A bundle as it was read; ``content`` is the whole file."""

    content: bytes
    header: Header
    header_bytes: bytes
    body_start: int

    @property
    def hash(self) -> bytes:
        """Return the SHA-256 of the whole file, by which the next bundle and receipts name it."""
        return hashlib.sha256(self.content).digest()


class Opened(msgspec.Struct, frozen=True):
    """The changes of a section, packed as they travelled and unpacked."""

    packed: bytes
    groups: list[ChangeGroup]


def seal(
    header: Header,
    sections: Mapping[int, Sequence[RowChange]],
    keys: EpochKeys,
    signing_key: Ed25519PrivateKey,
) -> bytes:
    """Return the file. ``header.sections`` is filled in here, from ``sections`` by scope, in the order given."""
    packed = {scope: pack(group_changes(changes)) for scope, changes in sections.items()}
    epochs = {scope: max(epoch for known, epoch in keys if known == scope) for scope in sections}
    header = msgspec.structs.replace(
        header,
        sections=[
            Section(scope, epochs[scope], secrets.token_bytes(12), len(content) + _TAG_LENGTH)
            for scope, content in packed.items()
        ],
    )
    header_bytes = msgspec.msgpack.encode(header)
    sealed = b"".join(
        ChaCha20Poly1305(keys[section.scope, section.epoch]).encrypt(
            section.nonce, packed[section.scope], header_bytes
        )
        for section in header.sections
    )
    content = MAGIC + bytes([FORMAT]) + len(header_bytes).to_bytes(4) + header_bytes + sealed
    return content + signing_key.sign(content)


def read_bundle(content: bytes) -> Bundle:
    """Return the parts of a file; nothing is verified yet.

    Raises:
        NotASyncFile: it does not begin like a bundle.
        BundleTooNew: its format is newer than this app's.
        BundleDamaged: it is cut short, or its header cannot be read.
    """
    if content[:3] != MAGIC:
        raise NotASyncFile
    start = len(MAGIC) + 1 + 4
    if len(content) < start + SIGNATURE_LENGTH:
        raise BundleDamaged
    if content[3] > FORMAT:
        raise BundleTooNew
    header_end = start + int.from_bytes(content[4:start])
    if len(content) > LARGEST_FILE:
        raise BundleDamaged
    try:
        header = msgspec.msgpack.decode(content[start:header_end], type=Header)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BundleDamaged from error
    if not _is_well_formed(header):
        raise BundleDamaged
    if header_end + sum(section.length for section in header.sections) + SIGNATURE_LENGTH != len(content):
        raise BundleDamaged
    return Bundle(content, header, content[start:header_end], header_end)


def _is_well_formed(header: Header) -> bool:
    scopes = [section.scope for section in header.sections]
    return (
        0 < header.number < _LARGEST_NUMBER
        and (len(header.log), len(header.device), len(header.previous)) == (16, 16, 32)
        and len(scopes) == len(set(scopes))
        and all(0 <= scope < 1 << _SCOPE_BITS for scope in scopes)
        and all(section.length >= _TAG_LENGTH for section in header.sections)
        and all((len(one.log), len(one.hash)) == (16, 32) for one in header.receipts)
    )


def check_signature(bundle: Bundle, signing_key: bytes) -> None:
    """Refuse a bundle of which a bit is not as its writer signed it.

    Raises:
        BundleDamaged: the signature does not fit.
    """
    try:
        Ed25519PublicKey.from_public_bytes(signing_key).verify(
            bundle.content[-SIGNATURE_LENGTH:], bundle.content[:-SIGNATURE_LENGTH]
        )
    except InvalidSignature as error:
        raise BundleDamaged from error


def open_sections(bundle: Bundle, keys: EpochKeys) -> dict[int, Opened | None]:
    """Return the changes by scope; None for a section whose key this PC does not have.

    Raises:
        BundleDamaged: a section does not open, or holds no changes.
    """
    opened: dict[int, Opened | None] = {}
    start = bundle.body_start
    for section in bundle.header.sections:
        sealed = bundle.content[start : start + section.length]
        start += section.length
        key = key_for(keys, bundle.header.programme, section.scope, section.epoch)
        if key is None:
            opened[section.scope] = None
            continue
        try:
            packed = ChaCha20Poly1305(key).decrypt(section.nonce, sealed, bundle.header_bytes)
            opened[section.scope] = Opened(packed, unpack(packed))
        except (InvalidTag, ColumnsDamaged) as error:
            raise BundleDamaged from error
    return opened
