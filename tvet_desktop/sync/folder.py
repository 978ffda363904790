"""A folder as carrier: a USB stick, a share, a synchronised cloud folder.

    <programme>/membership/<number>    signed membership documents
    <programme>/devices/<hash>         signed records of PCs
    <programme>/logs/<log>/<number>-<hash>   bundles

Files are written under a temporary name and renamed; a file that is there is never written again. The short
hash in the name keeps two branches of one log (from a copied data folder) apart.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import write_durably


class CarrierUnreachable(UserError):
    """The folder or stick cannot be written or read."""

    def sentence(self) -> str:
        """Say what to check."""
        return _(
            "The sync folder cannot be used: check that the stick is in, not full, and not write-protected."
        )


class Folder:
    """The part of a carrier that belongs to one programme."""

    def __init__(self, root: Path, programme: bytes) -> None:
        self._root = root / programme.hex()

    def put_document(self, number: int, content: bytes) -> None:
        """Write a membership document."""
        self._put(self._root / "membership" / f"{number:06}", content)

    def put_record(self, content: bytes) -> None:
        """Write the record of a PC, named by its hash."""
        self._put(self._root / "devices" / hashlib.sha256(content).hexdigest()[:32], content)

    def put_bundle(self, log: bytes, number: int, content_hash: bytes, content: bytes) -> bool:
        """Write a bundle; return False if it is there already."""
        return self._put(self._root / "logs" / log.hex() / f"{number:08}-{content_hash.hex()[:8]}", content)

    def documents(self) -> list[bytes]:
        """Return the membership documents in order."""
        return [file.read_bytes() for file in _files(self._root / "membership")]

    def records(self) -> list[bytes]:
        """Return the records of PCs."""
        return [file.read_bytes() for file in _files(self._root / "devices")]

    def bundles(self) -> Iterator[bytes]:
        """Yield every bundle, log by log, in the order of their numbers."""
        logs = self._root / "logs"
        for log in sorted(logs.iterdir()) if logs.is_dir() else []:
            for file in _files(log):
                yield file.read_bytes()

    def _put(self, file: Path, content: bytes) -> bool:
        try:
            if file.exists() and file.stat().st_size == len(content):
                return False
            write_durably(file, content)
        except OSError as error:
            raise CarrierUnreachable from error
        return True


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
