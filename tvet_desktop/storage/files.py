"""Encrypted files beside the database: evidence scans, attachments, issued PDFs."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NONCE = bytes(12)  # each key encrypts one file only


class FileMissing(UserError):
    """The row is here, but the file has not been carried here, or is damaged."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "This file is not on this PC, or is damaged: bring it from the PC that made it by the next sync."
        )


class FolderUnusable(UserError, OSError):
    """A folder that cannot be made or written. An OSError too: who knows more may catch it and say more."""

    def __init__(self, folder: Path, *, is_full: bool = False) -> None:
        super().__init__(str(folder))
        self.folder = folder
        self.is_full = is_full

    def sentence(self) -> str:
        """Say what to check."""
        if self.is_full:
            return _(
                "The disk is full, nothing was written to “{folder}”: free some space, then try again."
            ).format(folder=self.folder)
        return _(
            "Nothing can be written to “{folder}”: choose another folder, or check that it is a folder and not"
            " write-protected."
        ).format(folder=self.folder)


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
        self._write(name, sealed)
        return StoredFile(name, key.hex(), len(content))

    def has(self, stored: StoredFile) -> bool:
        """Tell whether the file is on this PC, whole or not."""
        return self._exists(stored.hash)

    def put_back(self, content: bytes, stored: StoredFile) -> None:
        """Keep content here that another PC has kept: with its key the same content gives the same file.

        Raises:
            ValueError: the content is another one.
        """
        sealed = ChaCha20Poly1305(bytes.fromhex(stored.key)).encrypt(_NONCE, content, None)
        if hashlib.sha256(sealed).hexdigest() != stored.hash:
            raise ValueError(stored.hash)
        self._write(stored.hash, sealed)

    def sealed(self, stored: StoredFile) -> bytes | None:
        """Return the file as it lies on the disk, to be carried; None if it is not here, or damaged."""
        sealed = self._read(stored.hash)
        return sealed if sealed is not None and hashlib.sha256(sealed).hexdigest() == stored.hash else None

    def keep_sealed(self, name: str, sealed: bytes) -> None:
        """Keep a file that was carried here.

        Raises:
            ValueError: it is not the one of this name.
        """
        if hashlib.sha256(sealed).hexdigest() != name:
            raise ValueError(name)
        self._write(name, sealed)

    def get(self, stored: StoredFile) -> bytes:
        """Return the content.

        Raises:
            FileMissing: it is not here, or not what was put.
        """
        sealed = self._read(stored.hash)
        if sealed is None:
            raise FileMissing
        try:
            return ChaCha20Poly1305(bytes.fromhex(stored.key)).decrypt(_NONCE, sealed, None)
        except InvalidTag as error:
            raise FileMissing from error

    def _write(self, name: str, sealed: bytes) -> None:
        write_durably(self.folder / name, sealed)

    def _read(self, name: str) -> bytes | None:
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return None

    def _exists(self, name: str) -> bool:
        return (self.folder / name).exists()


def write_durably(file: Path, content: bytes, *, private: bool = False) -> None:
    """Write a whole file so that a power cut leaves the old one or the new one, never a part.

    ``private`` files hold keys: nobody but the owner may read them (where the disk knows owners).

    Raises:
        FolderUnusable: the folder cannot be made or written, or the disk is full; the old file stays.
    """
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")  # two processes may write at once
    with folder_errors(file.parent):
        make_folder(file.parent, private=private)
        try:
            with os.fdopen(os.open(part, _NEW, 0o600 if private else 0o666), "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(file)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        if os.name == "posix":  # Windows cannot open a folder; NTFS journals the rename
            folder = os.open(file.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Make a folder where there is none; a ``private`` one is open to its owner alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o777)


def probe(file: Path) -> None:
    """Try whether ``file`` could be written, before anything is changed that cannot be taken back.

    Raises:
        FolderUnusable: it could not.
    """
    with folder_errors(file.parent):
        make_folder(file.parent)
        if file.is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder", str(file))
        trial = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
        trial.touch()
        trial.unlink()


@contextmanager
def folder_errors(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence.

    Raises:
        FolderUnusable: the disk refused something.
    """
    try:
        yield
    except FolderUnusable:
        raise
    except OSError as error:
        raise FolderUnusable(folder, is_full=error.errno in _FULL) from error
