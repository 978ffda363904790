"""The small file that tells what a backup holds, so that it can be tried later."""

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec

from tvet_desktop.storage.backup.errors import BackupDamaged, BackupTooNew
from tvet_desktop.storage.files import write_durably

MANIFEST_FILE = "manifest.json"
FORMAT = 1
_PIECE = 1 << 20


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds. It is in clear: it has numbers and hashes, and no word that anybody typed.

    ``made_at`` is the time as the PC believed it; ``files`` are the hashes of the encrypted files that go along.
    """

    format: int
    number: int
    made_at: datetime
    schema: int
    latest_change: int
    counts: dict[str, int] = {}
    database: str = ""
    database_size: int = 0
    keys: str = ""
    files: list[str] = []
    destroyed: int = 0
    """The snapshot up to which all older sync files were destroyed when it was made: older backups are, then, too."""

    @property
    def rows(self) -> int:
        """How many rows the backup holds."""
        return sum(self.counts.values())


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a backup.

    Raises:
        BackupDamaged: it is missing or not whole.
        BackupTooNew: a newer version of the app made it.
    """
    try:
        content = (folder / MANIFEST_FILE).read_bytes()
        if msgspec.json.decode(content, type=dict[str, msgspec.Raw]).get("format") != msgspec.Raw(b"1"):
            raise BackupTooNew
        return msgspec.json.decode(content, type=Manifest)
    except (OSError, msgspec.DecodeError, RecursionError) as error:
        raise BackupDamaged(folder) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, on the disk before it returns."""
    write_durably(folder / MANIFEST_FILE, msgspec.json.encode(manifest))


def hash_of(file: Path) -> str:
    """Return the SHA-256 of a file's bytes in hex."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
