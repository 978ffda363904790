"""Encrypted files beside the database: evidence scans, attachments, issued PDFs."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

_NONCE = bytes(12)  # each key encrypts one file only


class FileMissing(UserError):
    """The row is here, but the file has not been carried here, or is damaged."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "This file is not on this PC, or is damaged: bring it from the PC that made it by the next sync."
        )


@dataclass(frozen=True)
class StoredFile:
    """What a row keeps of a file: SHA-256 of the ciphertext and its key in hex, size of the content in bytes."""

    hash: str
    key: str
    size: int


class FileStore:
    """A folder of encrypted files, each named by the hash of its ciphertext."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> StoredFile:
        """Keep ``content``, encrypted, on the disk before returning."""
        key = secrets.token_bytes(32)
        sealed = ChaCha20Poly1305(key).encrypt(_NONCE, content, None)
        name = hashlib.sha256(sealed).hexdigest()
        write_durably(self.folder / name, sealed)
        return StoredFile(name, key.hex(), len(content))

    def get(self, stored: StoredFile) -> bytes:
        """Return the content.

        Raises:
            FileMissing: it is not here, or not what was put.
        """
        try:
            sealed = (self.folder / stored.hash).read_bytes()
            return ChaCha20Poly1305(bytes.fromhex(stored.key)).decrypt(_NONCE, sealed, None)
        except (OSError, InvalidTag) as error:
            raise FileMissing from error


def write_durably(file: Path, content: bytes) -> None:
    """Write a whole file so that a power cut leaves the old one or the new one, never a part."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    with part.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(file)
    if os.name == "posix":  # Windows cannot open a folder; NTFS journals the rename
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
