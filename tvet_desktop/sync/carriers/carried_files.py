"""Scans and issued certificates: encrypted files that follow their rows, on demand and after the bundles."""

import hashlib
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.models import SheetScan
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.files import FileStore, StoredFile
from tvet_desktop.sync.carriers.carrier import Carrier, file_name
from tvet_desktop.sync.carriers.status import Status

LARGEST_CARRIED = 64 * 1024 * 1024
_TAG_LENGTH = 16


@dataclass(frozen=True)
class CarriedFiles:
    """Which files would come and go, with their bytes."""

    receive: tuple[StoredFile, ...] = ()
    send: tuple[StoredFile, ...] = ()

    @property
    def receive_bytes(self) -> int:
        """All that would come."""
        return sum(file.size for file in self.receive)

    @property
    def send_bytes(self) -> int:
        """All that would go."""
        return sum(file.size for file in self.send)


def named_files(db: Session) -> dict[str, StoredFile]:
    """Return every file that a row names, by hash, the newest first."""
    files: dict[str, StoredFile] = {}
    for table in (Certificate, SheetScan):
        query = select(table.file_hash, table.file_key, table.file_size).where(
            not_deleted(table), table.file_key != ""
        )  # it is blank where a person was erased
        for hash_, key, size in db.execute(query.order_by(table.id.desc())):
            files[hash_] = StoredFile(hash_, key, size)
    return files


def files_to_carry(
    named: dict[str, StoredFile], store: FileStore, carrier: Carrier, statuses: Sequence[Status], own: bytes
) -> CarriedFiles:
    """Return the files that are there and not here, and those that are here and not there, or damaged there.

    Where the carrier does not take all files, only those go that another PC than ``own`` asked for.

    Raises:
        CarrierUnreachable: the carrier does not answer.
    """
    asked = {hash_ for status in statuses if status.device != own for hash_ in status.wants}
    missed = {name for status in statuses for name in status.lacks}
    receive, send = [], []
    for file in named.values():
        if not store.has(file):
            if carrier.size(file_name(file.hash)) == file.size + _TAG_LENGTH:
                receive.append(file)
        elif file_name(file.hash) in missed or (
            (carrier.takes_all_files or file.hash in asked)
            and carrier.size(file_name(file.hash)) != file.size + _TAG_LENGTH
        ):
            send.append(file)
    return CarriedFiles(tuple(receive), tuple(send))


def missing_files(named: dict[str, StoredFile], store: FileStore) -> list[str]:
    """Return the hashes of what rows name and this PC does not have."""
    return [file.hash for file in named.values() if not store.has(file)]


def carry_files(
    store: FileStore,
    carrier: Carrier,
    files: CarriedFiles,
    moved: Callable[[int], None],
    lacks: list[str],
) -> Generator[None, None, tuple[int, int]]:
    """Move them one by one; return how many came and went. What comes is checked by its hash before it is kept.

    The names of those that were damaged are added to ``lacks``.

    Raises:
        CarrierUnreachable: the carrier does not serve any more; the files before are there.
    """
    came = went = 0
    for file in files.receive:
        sealed = carrier.get(file_name(file.hash), largest=min(file.size + _TAG_LENGTH, LARGEST_CARRIED))
        if sealed is not None and hashlib.sha256(sealed).hexdigest() == file.hash:
            store.keep_sealed(file.hash, sealed)
            came += 1
        else:
            lacks.append(file_name(file.hash))
        moved(file.size)
        yield
    for file in files.send:
        sealed = store.sealed(file)
        if sealed is not None:
            carrier.put(file_name(file.hash), sealed)
            went += 1
        moved(file.size)
        yield
    return came, went
