"""Looks for words in everything that a PC or a carrier keeps, as bytes, opened with every key that ever was."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.sync.conftest import Pc
from tvet_desktop.storage.base import Base
from tvet_desktop.storage.local_tables import HistorySection
from tvet_desktop.storage.packing import unpack
from tvet_desktop.sync import bundle, invite, parcel
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.this_pc import load_this_pc

_PAGE, _RESERVED, _SALT, _FRAME, _WAL_HEADER = 4096, 80, 16, 24, 32


class Traces:
    """Keys of databases and scopes are collected while they exist; what they open is searched at the end."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word.encode() for word in words]
        self._database_keys: set[bytes] = set()
        self._scope_keys: dict[tuple[int, int, bytes], bytes] = {}

    def learn(self, *pcs: Pc) -> None:
        """Keep the keys that PCs have now."""
        for pc in pcs:
            assert pc.app._key is not None
            self._database_keys.add(pc.app._key)
            with pc.app.database.reading() as db:
                for (scope, epoch), key in load_this_pc(db).epoch_keys.items():
                    self._scope_keys[scope, epoch, key] = key

    def in_folder(self, folder: Path) -> list[str]:
        """Return the files below a folder, freed pages and logs among them, that hold one of the words."""
        return [
            str(file.relative_to(folder))
            for file in sorted(folder.rglob("*"))
            if file.is_file() and any(self._are_in(content) for content in self._opened(file))
        ]

    def in_rows(self, pc: Pc) -> list[str]:
        """Return what holds one of the words in an open database, packed and sealed things unpacked."""
        with pc.app.database.reading() as db:
            return [where for where, content in self._unpacked(db) if self._are_in(content)]

    def _are_in(self, content: bytes) -> bool:
        return any(word in content for word in self._words)

    def _opened(self, file: Path) -> Iterator[bytes]:
        content = file.read_bytes()
        yield content
        for key in self._database_keys:
            yield from _pages(content, key) if not file.name.endswith("-wal") else _frames(content, key)
        yield from self._bundles(content)

    def _bundles(self, content: bytes) -> Iterator[bytes]:
        contents = [content]
        if content.startswith(invite.MAGIC):
            contents = invite.read_invitation(content).bundles
        elif content.startswith(parcel.MAGIC):
            contents = parcel.unpack(content).bundles
        for one in contents:
            if one.startswith(bundle.MAGIC):
                yield from self._sections(bundle.read_bundle(one))

    def _sections(self, read: bundle.Bundle) -> Iterator[bytes]:
        start = read.body_start
        for section in read.header.sections:
            sealed = read.content[start : start + section.length]
            start += section.length
            for (scope, epoch, _key), key in self._scope_keys.items():
                if (scope, epoch) == (section.scope, section.epoch):
                    try:
                        packed = ChaCha20Poly1305(key).decrypt(section.nonce, sealed, read.header_bytes)
                    except InvalidTag:
                        continue
                    yield _plain(packed)

    def _unpacked(self, db: Session) -> Iterator[tuple[str, bytes]]:
        for section in db.scalars(select(HistorySection)):
            yield f"history {section.id}", _plain(section.content)
        for stored in db.scalars(select(StoredBundle)):
            for content in self._bundles(stored.content):
                yield f"bundle {stored.number}", content
        for table in Base.metadata.tables.values():
            for row in db.execute(select(table)):
                yield table.name, repr(tuple(row)).encode() + b"".join(v for v in row if isinstance(v, bytes))


def _plain(packed: bytes) -> bytes:
    return msgspec.json.encode([list(group.values.values()) for group in _as_lists(packed)])


def _as_lists(packed: bytes) -> list[object]:
    groups = unpack(packed)
    for group in groups:
        for name, column in list(group.values.items()):
            group.values[name] = [None if value is msgspec.UNSET else value for value in column]
    return groups  # type: ignore[return-value]  only their columns are read


def _pages(content: bytes, key: bytes) -> Iterator[bytes]:
    """Give every page of an SQLCipher file in clear, freed ones too; nothing if the key is of another file."""
    if len(content) < _PAGE or len(content) % _PAGE or not _is_key_of(content, key):
        return
    for start in range(0, len(content), _PAGE):
        yield _page(content[start : start + _PAGE], key, is_first=start == 0)


def _frames(content: bytes, key: bytes) -> Iterator[bytes]:
    for start in range(_WAL_HEADER, len(content) - _FRAME - _PAGE + 1, _FRAME + _PAGE):
        number = int.from_bytes(content[start : start + 4])
        yield _page(content[start + _FRAME : start + _FRAME + _PAGE], key, is_first=number == 1)


def _page(page: bytes, key: bytes, *, is_first: bool) -> bytes:
    end = _PAGE - _RESERVED
    cipher = Cipher(algorithms.AES(key), modes.CBC(page[end : end + 16])).decryptor()
    return cipher.update(page[_SALT if is_first else 0 : end]) + cipher.finalize()


def _is_key_of(content: bytes, key: bytes) -> bool:
    salt = bytes(byte ^ 0x3A for byte in content[:_SALT])
    mac_key = hashlib.pbkdf2_hmac("sha512", key, salt, 2, 32)
    page = content[:_PAGE]
    signed = page[_SALT : _PAGE - _RESERVED + 16] + (1).to_bytes(4, "little")
    return hmac.new(mac_key, signed, "sha512").digest() == page[_PAGE - _RESERVED + 16 :]
