"""Bundles as a PC of the programme could make them whose program was altered: signed, but with anything inside."""

import secrets
from collections.abc import Mapping, Sequence

import msgspec
import zstandard
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tests.sync.stations import HUYE, Station
from tvet_desktop.storage.change_groups import RowChange, group_changes
from tvet_desktop.storage.packing import pack
from tvet_desktop.sync.bundle import MAGIC, Header, Receipt, Section
from tvet_desktop.sync.membership import NO_HASH
from tvet_desktop.sync.parcel import Parcel
from tvet_desktop.sync.this_pc import ThisPc


def signed(
    this_pc: ThisPc,
    sections: Mapping[int, bytes],
    *,
    number: int = 1,
    previous: bytes = NO_HASH,
    log: bytes | None = None,
    receipts: Sequence[Receipt] = (),
) -> bytes:
    """Return a bundle with these packed sections, sealed with the newest keys, or with one drawn where there is none."""
    keys = this_pc.epoch_keys
    header = Header(
        schema=1,
        programme=this_pc.programme,
        device=this_pc.device.id,
        log=log or secrets.token_bytes(16),
        number=number,
        previous=previous,
        receipts=list(receipts),
        sections=[
            Section(scope, _epoch(keys, scope), secrets.token_bytes(12), len(packed) + 16)
            for scope, packed in sections.items()
        ],
    )
    return signed_header(this_pc, header, sections)


def signed_header(this_pc: ThisPc, header: Header, sections: Mapping[int, bytes]) -> bytes:
    """Return a bundle with this header, whatever it says."""
    header_bytes = msgspec.msgpack.encode(header)
    sealed = b"".join(
        ChaCha20Poly1305(
            this_pc.epoch_keys.get((section.scope, section.epoch), secrets.token_bytes(32))
        ).encrypt(section.nonce, sections[section.scope], header_bytes)
        for section in header.sections
    )
    content = MAGIC + b"\x01" + len(header_bytes).to_bytes(4) + header_bytes + sealed
    return content + this_pc.keys.signing_key.sign(content)


def of_changes(this_pc: ThisPc, changes: Sequence[RowChange], *, scope: int = HUYE) -> bytes:
    """Return a bundle of changes in one section."""
    return signed(this_pc, {scope: pack(group_changes(changes))})


def squeezed(content: bytes) -> bytes:
    """Return bytes as a section's frame."""
    return zstandard.ZstdCompressor(level=3).compress(content)


def hand_over(giver: Station, *bundles: bytes) -> Parcel:
    """Return a file with these bundles beside what makes the PC known."""
    whole = giver.parcel()
    return Parcel(whole.documents, whole.records, list(bundles))


def _epoch(keys: Mapping[tuple[int, int], bytes], scope: int) -> int:
    return max((epoch for known, epoch in keys if known == scope), default=1)
