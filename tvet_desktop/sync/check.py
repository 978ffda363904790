"""Whether the file, the links between rows, the chains of bundles and the history are whole."""

from dataclasses import dataclass, field

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import key_columns, synced_tables, table_of
from tvet_desktop.storage.local_tables import Change
from tvet_desktop.sync.bundle import check_signature, read_bundle
from tvet_desktop.sync.devices import device_by_id
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


@dataclass
class Checked:
    """What was looked at, and a sentence for each thing that is not as it should be."""

    bundles: int = 0
    rows: int = 0
    problems: list[str] = field(default_factory=list)


def check(db: Session) -> Checked:
    """Look at everything; change nothing."""
    result = Checked()
    _check_file(db, result)
    _check_chains(db, result)
    _check_history(db, result)
    return result


def _check_file(db: Session, result: Checked) -> None:
    if db.execute(text("PRAGMA integrity_check")).scalar() != "ok":
        result.problems.append(_("The data file is damaged: put back the last backup."))
    if db.execute(text("PRAGMA foreign_key_check")).first() is not None:
        result.problems.append(_("Some rows point to rows that are not here: run “rebuild”."))


def _check_chains(db: Session, result: Checked) -> None:
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    bundles = list(db.scalars(select(StoredBundle).order_by(StoredBundle.id)))
    hashes = {bundle.hash for bundle in bundles}
    for stored in bundles:
        result.bundles += 1
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


def _check_history(db: Session, result: Checked) -> None:
    """Every row was written by a change that the history has."""
    stamps = {
        (change.table_name, change.key_a, change.key_b, change.changed_at, change.changed_by)
        for change in db.execute(
            select(Change.table_name, Change.key_a, Change.key_b, Change.changed_at, Change.changed_by)
        )
    }
    missing = 0
    for name, model in synced_tables().items():
        table = table_of(model)
        columns = [table.c[key] for key in key_columns(table)]
        for row in db.execute(select(*columns, table.c.changed_at, table.c.changed_by)):
            result.rows += 1
            *key, at, by = row
            missing += (name, key[0], key[1] if len(key) > 1 else 0, at, by) not in stamps
    if missing:
        result.problems.append(
            _("{count} rows were changed outside the app: run “rebuild” to make them anew.").format(
                count=missing
            )
        )
