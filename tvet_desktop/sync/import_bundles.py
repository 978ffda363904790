"""Read bundles from folders and ``.tvet`` files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.local_tables import Conflict
from tvet_desktop.sync.bundle import MAGIC as BUNDLE_MAGIC
from tvet_desktop.sync.bundle import read_bundle
from tvet_desktop.sync.devices import enrol_device, receive_documents
from tvet_desktop.sync.errors import InvitationUnusable, NotASyncFile, OtherProgramme
from tvet_desktop.sync.folder import Folder
from tvet_desktop.sync.membership import Document
from tvet_desktop.sync.parcel import Parcel, unpack
from tvet_desktop.sync.receive import apply_waiting, receive_bundle
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc


@dataclass(frozen=True)
class Imported:
    """What one reading brought.

    ``refused`` holds why single bundles of a folder were left out; a ``.tvet`` file is taken whole or not.
    """

    new_bundles: int
    applied_changes: int
    waiting: int
    new_conflicts: int
    refused: tuple[UserError, ...] = ()


def import_bundles(database: Database, paths: Sequence[Path]) -> Imported:
    """Read every path, in one transaction for each: what is refused leaves every row as it was.

    Raises:
        UserError: a ``.tvet`` file is refused, or a folder holds nothing of this programme.
    """
    results = [
        _import_folder(database, path) if path.is_dir() else _import_file(database, path) for path in paths
    ]
    return Imported(
        sum(result.new_bundles for result in results),
        sum(result.applied_changes for result in results),
        results[-1].waiting if results else 0,
        sum(result.new_conflicts for result in results),
        tuple(error for result in results for error in result.refused),
    )


def _import_file(database: Database, path: Path) -> Imported:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotASyncFile from error
    parcel = Parcel([], [], [content]) if content.startswith(BUNDLE_MAGIC) else unpack(content)
    with database.transaction() as db:
        this_pc = load_this_pc(db)
        for bundle in parcel.bundles:
            if read_bundle(bundle).header.programme != this_pc.programme:
                raise OtherProgramme
        document = _receive_members(db, this_pc, parcel.documents, parcel.records)
        before = _conflicts(db)
        new = sum(receive_bundle(db, this_pc, document, bundle) for bundle in parcel.bundles)
        applied = apply_waiting(db, this_pc)
        return Imported(new, applied.changes, applied.waiting, _conflicts(db) - before)


def _import_folder(database: Database, path: Path) -> Imported:
    with database.transaction() as db:
        this_pc = load_this_pc(db)
        folder = Folder(path, this_pc.programme)
        documents = folder.documents()
        if not documents:
            raise NotASyncFile
        document = _receive_members(db, this_pc, documents, folder.records())
        before = _conflicts(db)
        new, refused = 0, []
        for content in folder.bundles():
            try:
                with db.begin_nested():
                    new += receive_bundle(db, this_pc, document, content)
            except UserError as error:
                refused.append(error)
        applied = apply_waiting(db, this_pc)
        return Imported(new, applied.changes, applied.waiting, _conflicts(db) - before, tuple(refused))


def _receive_members(
    db: Session, this_pc: ThisPc, documents: Sequence[bytes], records: Iterable[bytes]
) -> Document:
    document = receive_documents(db, this_pc, documents) if documents else load_documents(db, this_pc)[-1]
    for record in records:
        try:
            enrol_device(db, this_pc, document, record)
        except InvitationUnusable:
            continue  # its bundles are refused one by one, with a sentence
    return document


def _conflicts(db: Session) -> int:
    return db.scalar(select(func.count()).select_from(Conflict)) or 0
