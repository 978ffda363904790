"""A folder as carrier: a USB stick, a share, a synchronised cloud folder.

    <programme>/membership/<number>    signed membership documents
    <programme>/devices/<hash>         signed records of PCs
    <programme>/logs/<log>/<number>-<hash>   bundles

Files are written under a temporary name and renamed; a file that is there is never written again. The short
hash in the name keeps two branches of one log (from a copied data folder) apart.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tvet_desktop.storage.files import write_durably
from tvet_desktop.sync.carriers.carrier import bundle_name, document_name, record_name
from tvet_desktop.sync.carriers.errors import CarrierUnreachable

__all__ = ["CarrierUnreachable", "Folder"]

_PROGRAMME = re.compile(r"[0-9a-f]{32}")
_DOCUMENT = re.compile(r"\d{6}")
_RECORD = re.compile(r"[0-9a-f]{32}")
_LOG = re.compile(r"[0-9a-f]{32}")
_BUNDLE = re.compile(r"\d{8}-[0-9a-f]{8}")


class Folder:
    """The part of a carrier that belongs to one programme."""

    def __init__(self, root: Path, programme: bytes) -> None:
        self._root = root / programme.hex()

    def put_document(self, number: int, content: bytes) -> None:
        """Write a membership document."""
        self._put(self._root / document_name(number), content)

    def put_record(self, content: bytes) -> None:
        """Write the record of a PC, named by its hash."""
        self._put(self._root / record_name(content), content)

    def put_bundle(self, log: bytes, number: int, content_hash: bytes, content: bytes) -> bool:
        """Write a bundle; return False if it is there already."""
        return self._put(self._root / bundle_name(log, number, content_hash), content)

    def empty(self, name: str) -> None:
        """Take the content of a destroyed bundle away, if it is there; its name stays."""
        file = self._root / name
        try:
            if file.is_file() and file.stat().st_size:
                write_durably(file, b"")
        except OSError as error:
            raise CarrierUnreachable from error

    def documents(self) -> list[bytes]:
        """Return the membership documents in order."""
        return [_read(file) for file in _files(self._root / "membership", _DOCUMENT)]

    def records(self) -> list[bytes]:
        """Return the records of PCs."""
        return [_read(file) for file in _files(self._root / "devices", _RECORD)]

    def bundles(self) -> Iterator[bytes]:
        """Yield every bundle, log by log, in the order of their numbers."""
        for log in _entries(self._root / "logs", _LOG):
            for file in _files(log, _BUNDLE):
                if content := _read(file):  # empty where a snapshot has its place
                    yield content

    def _put(self, file: Path, content: bytes) -> bool:
        try:
            if file.exists() and file.read_bytes() == content:
                return False  # a file that was damaged on the stick is written anew
            write_durably(file, content)
        except OSError as error:
            raise CarrierUnreachable from error
        return True


def programmes_in(root: Path) -> list[bytes]:
    """Return the programmes that have a part of a folder."""
    return [bytes.fromhex(entry.name) for entry in _entries(root, _PROGRAMME)]


def _files(folder: Path, name: re.Pattern[str]) -> list[Path]:
    return [file for file in _entries(folder, name) if file.is_file()]


def _entries(folder: Path, name: re.Pattern[str]) -> list[Path]:
    """Return what we wrote; desktop.ini, Thumbs.db and the like are not ours."""
    try:
        return sorted(entry for entry in folder.iterdir() if name.fullmatch(entry.name))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise CarrierUnreachable from error


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CarrierUnreachable from error
