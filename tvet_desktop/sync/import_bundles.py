"""Read bundles from folders and ``.tvet`` files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.merging.end_void_merges import end_void_merges
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.bundle import MAGIC as BUNDLE_MAGIC
from tvet_desktop.sync.bundle import read_bundle
from tvet_desktop.sync.carriers.errors import CarrierUnreachable
from tvet_desktop.sync.carriers.folder_carrier import FolderCarrier
from tvet_desktop.sync.carriers.status import read_statuses, words_in
from tvet_desktop.sync.conflicts.open_conflicts import count_open_conflicts
from tvet_desktop.sync.devices import enrol_device, receive_documents
from tvet_desktop.sync.errors import (
    BundleLeftOut,
    InvitationUnusable,
    NoSuchFile,
    NotASyncFile,
    UnknownSigner,
)
from tvet_desktop.sync.folder import Folder
from tvet_desktop.sync.handover.follow import follow
from tvet_desktop.sync.handover.leave_word import follow_in_folder
from tvet_desktop.sync.handover.rights import is_earlier_chain
from tvet_desktop.sync.heard.keep_words import keep_words
from tvet_desktop.sync.left_out import leave_out
from tvet_desktop.sync.membership import Document
from tvet_desktop.sync.models import LEFT_OUT, StoredBundle
from tvet_desktop.sync.parcel import Parcel, unpack
from tvet_desktop.sync.receive import apply_waiting, receive_bundle
from tvet_desktop.sync.removals.held import count_held
from tvet_desktop.sync.snapshots.meet_snapshot import meet_snapshot
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc
from tvet_desktop.sync.write_bundles import write_bundles


@dataclass(frozen=True)
class Imported:
    """What one reading brought.

    ``refused`` holds why single bundles were left out.
    """

    new_bundles: int
    applied_changes: int
    waiting: int
    new_conflicts: int
    held: int = 0
    """Of how many PCs removals wait for a coordinator."""
    refused: tuple[UserError, ...] = ()


def import_bundles(database: Database, paths: Sequence[Path]) -> Imported:
    """Read every path, in one transaction for each: what is refused leaves every row as it was.

    Raises:
        UserError: nothing of a ``.tvet`` file is new and right, or a folder holds nothing of this programme.
    """
    results = []
    for path in paths:
        with database.transaction() as db:
            results.append(read_path(db, path, database.clock.now()))
    return together(results)


def together(results: Sequence[Imported]) -> Imported:
    """Return what several readings brought, one after the other."""
    return Imported(
        sum(result.new_bundles for result in results),
        sum(result.applied_changes for result in results),
        results[-1].waiting if results else 0,
        sum(result.new_conflicts for result in results),
        results[-1].held if results else 0,
        tuple(error for result in results for error in result.refused),
    )


def read_path(db: Session, path: Path, now: datetime) -> Imported:
    """Read a folder or a ``.tvet`` file in an open transaction; see ``import_bundles``."""
    return _import_folder(db, path, now) if path.is_dir() else _import_file(db, path, now)


def _import_file(db: Session, path: Path, now: datetime) -> Imported:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise NoSuchFile(path.name) from error
    except OSError as error:
        raise CarrierUnreachable from error
    parcel = Parcel([], [], [content]) if content.startswith(BUNDLE_MAGIC) else unpack(content)
    this_pc = load_this_pc(db)
    follow(db, this_pc, parcel.documents)
    documents = [] if is_earlier_chain(db, this_pc, parcel.documents) else parcel.documents
    document = receive_members(db, this_pc, documents, parcel.records)
    reading = Reading(db, this_pc, document)
    for bundle in parcel.bundles:
        reading.take_or_refuse(bundle)
    imported = reading.finish(whole_or_not=True)
    keep_words(db, parcel.words, now)
    return imported


def _import_folder(db: Session, path: Path, now: datetime) -> Imported:
    this_pc = load_this_pc(db)
    folder = Folder(path, this_pc.programme)
    documents = folder.documents()
    if follow_in_folder(db, path, documents):
        this_pc = load_this_pc(db)
        folder = Folder(path, this_pc.programme)
        documents = folder.documents()
    if not documents:
        raise NotASyncFile
    document = receive_members(db, this_pc, documents, folder.records())
    reading = Reading(db, this_pc, document)
    for content in folder.bundles():
        reading.take_or_refuse(content)
    imported = reading.finish(whole_or_not=False)
    statuses = read_statuses(FolderCarrier(path, this_pc.programme))
    words = [word for status in statuses for word in words_in(status)]
    keep_words(db, words, now)
    return imported


class Reading:
    """What one file or folder brings. ``new`` are the hashes of bundles that were kept before, and count as its own."""

    def __init__(
        self, db: Session, this_pc: ThisPc, document: Document, *, new: Sequence[bytes] = ()
    ) -> None:
        self._db = db
        self._this_pc = this_pc
        self._document = document
        self._conflicts = count_open_conflicts(db)
        self._new = list(new)
        self.refused: list[UserError] = []

    def take(self, content: bytes) -> None:
        """Keep a bundle.

        Raises:
            UserError: it is refused.
        """
        if receive_bundle(self._db, self._this_pc, self._document, content):
            self._new.append(read_bundle(content).hash)

    def take_or_refuse(self, content: bytes) -> None:
        """Keep a bundle, or note why it is refused: what a forger put among them does not stop the others."""
        try:
            with self._db.begin_nested():
                self.take(content)
        except UserError as error:
            self.refused.append(error)

    def finish(self, *, whole_or_not: bool) -> Imported:
        """Apply what can be applied.

        Raises:
            UserError: ``whole_or_not``, and nothing of it is new and right.
        """
        write_bundles(self._db, self._this_pc)  # what was typed before this came did not know of it
        leave_out(self._db, self._this_pc, self._document)
        met = meet_snapshot(self._db, self._this_pc, self._document)
        applied = apply_waiting(self._db, self._this_pc)
        if met or applied.changes:
            self._db.expire_all()  # rows were written behind the session's back
            end_void_merges(self._db, scopes=self._this_pc.device.scopes)
        out = self._db.scalars(
            select(StoredBundle.id).where(StoredBundle.hash.in_(self._new), StoredBundle.applied == LEFT_OUT)
        ).all()
        self.refused += [BundleLeftOut()] * len(out)
        if whole_or_not and self.refused and len(out) == len(self._new):
            raise self.refused[0]
        new, conflicts = len(self._new) - len(out), max(0, count_open_conflicts(self._db) - self._conflicts)
        return Imported(
            new, applied.changes, applied.waiting, conflicts, count_held(self._db), tuple(self.refused)
        )


def receive_members(
    db: Session, this_pc: ThisPc, documents: Sequence[bytes], records: Iterable[bytes]
) -> Document:
    """Take over membership documents (the chain from its beginning, or none) and records of PCs.

    Raises:
        OtherProgramme, MembershipForked, InvitationUnusable: see ``receive_documents``.
    """
    document = receive_documents(db, this_pc, documents) if documents else load_documents(db, this_pc)[-1]
    for record in records:
        try:
            enrol_device(db, this_pc, document, record)
        except (InvitationUnusable, UnknownSigner):
            continue  # its bundles are refused one by one, with a sentence
    return document
