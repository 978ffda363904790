"""Whether the file, the links between rows, the chains of bundles and the history are whole."""

from dataclasses import dataclass, field

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.local_tables import HistoryPart, HistorySection, HistoryWriter
from tvet_desktop.sync.bundle import check_signature, read_bundle
from tvet_desktop.sync.devices import device_by_id
from tvet_desktop.sync.dump import dump
from tvet_desktop.sync.models import LEFT_OUT, StoredBundle
from tvet_desktop.sync.rebuild import rebuild
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


@dataclass
class Checked:
    """What was looked at, and a sentence for each thing that is not as it should be."""

    bundles: int = 0
    rows: int = 0
    problems: list[str] = field(default_factory=list)


def check(db: Session) -> Checked:
    """Look at everything; the transaction of ``db`` is left as it was.

    Rows and history are compared with what the kept bundles give when everything is made anew.
    """
    result = Checked()
    _check_file(db, result)
    _check_chains(db, result)
    if not result.problems:
        _check_rows(db, result)
    return result


def _check_file(db: Session, result: Checked) -> None:
    if db.connection().dialect.name == "postgresql":
        return  # a server checks its pages and references by itself, always
    if db.execute(text("PRAGMA integrity_check")).scalar() != "ok":
        result.problems.append(_("The data file is damaged: put back the last backup."))
    if db.execute(text("PRAGMA foreign_key_check")).first() is not None:
        result.problems.append(_("Some rows point to rows that are not here: run “rebuild”."))


def _check_chains(db: Session, result: Checked) -> None:
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    bundles = list(
        db.scalars(select(StoredBundle).where(StoredBundle.applied != LEFT_OUT).order_by(StoredBundle.id))
    )
    hashes = {bundle.hash for bundle in bundles}
    for stored in bundles:
        result.bundles += 1
        if not stored.content:
            continue  # a snapshot has its place
        try:
            bundle = read_bundle(stored.content)
            check_signature(bundle, device_by_id(db, this_pc, document, bundle.header.device).signing_key)
        except UserError as error:
            result.problems.append(error.sentence())
            continue
        if bundle.hash != stored.hash:
            result.problems.append(
                _("A kept sync file is not the one that was received: put back the last backup.")
            )
        if stored.applied and stored.number > 1 and stored.previous not in hashes:
            result.problems.append(
                _("A chain of sync files has a gap: bring the missing file from another PC.")
            )


def _check_rows(db: Session, result: Checked) -> None:
    rows, history = list(dump(db)), _history(db)
    result.rows = len(rows)
    attempt = db.begin_nested()
    rebuild(db)
    same = rows == list(dump(db)), history == _history(db)
    attempt.rollback()
    if not all(same):
        result.problems.append(_("Rows were changed outside the app: run “rebuild” to make them anew."))


def _history(db: Session) -> set[tuple[object, ...]]:
    """Return what the history keeps of each bundle."""
    sections = db.execute(select(HistorySection.bundle_id, HistorySection.content))
    parts = db.execute(
        select(
            HistorySection.bundle_id,
            HistoryPart.table_name,
            HistoryPart.least,
            HistoryPart.most,
            HistoryPart.said_most,
        ).join(HistorySection, HistorySection.id == HistoryPart.section_id)
    )
    writers = db.execute(
        select(HistoryWriter.bundle_id, HistoryWriter.writer, HistoryWriter.first, HistoryWriter.last)
    )
    return {tuple(row) for found in (sections, parts, writers) for row in found}
