"""What reading sync files would change, before anything is changed: "+120 ~14 −0"."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from sqlalchemy import Table, func, select, tuple_
from sqlalchemy.orm import Session

from tvet_desktop.storage.base import DELETED, STAMP_COLUMNS, key_columns, synced_tables, table_of
from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.history import Key, groups_in_bundle
from tvet_desktop.sync.conflict_words import table_word
from tvet_desktop.sync.import_bundles import Imported, read_path, together
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.receive import next_place

_AT_ONCE = 400


@dataclass(frozen=True)
class Counts:
    """How many rows of one kind would be new, changed and removed."""

    kind: str
    new: int
    changed: int
    removed: int


@dataclass(frozen=True)
class ImportPreview:
    """What the reading would bring, kind by kind; those that would stay as they are do not stand here."""

    imported: Imported
    counts: tuple[Counts, ...]

    @property
    def total(self) -> Counts:
        """All kinds together."""
        return Counts(
            "",
            sum(one.new for one in self.counts),
            sum(one.changed for one in self.counts),
            sum(one.removed for one in self.counts),
        )


@dataclass
class _Touched:
    """The rows of one table that arrived as made, and those that arrived as edited."""

    made: set[Key] = field(default_factory=set)
    edited: set[Key] = field(default_factory=set)


class _NotForGood(Exception):
    """Takes the trial back."""


def preview_import(database: Database, paths: Sequence[Path]) -> ImportPreview:
    """Read the paths on trial, count, and leave everything as it was.

    Raises:
        UserError: as ``import_bundles``.
    """
    found: list[ImportPreview] = []
    with suppress(_NotForGood), database.reading() as before:
        before.scalar(select(func.count()).select_from(StoredBundle))  # what it sees is settled from here on
        _try(database, before, paths, found)
    return found[0]


def _try(database: Database, before: Session, paths: Sequence[Path], found: list[ImportPreview]) -> None:
    with database.transaction() as db:
        place = next_place(db)
        imported = together([read_path(db, path, database.clock.now()) for path in paths])
        found.append(ImportPreview(imported, tuple(_counts(before, db, place))))
        raise _NotForGood


def _counts(before: Session, db: Session, place: int) -> Iterable[Counts]:
    touched: defaultdict[str, _Touched] = defaultdict(_Touched)
    for bundle_id in db.scalars(select(StoredBundle.id).where(StoredBundle.applied >= place)).all():
        for group in groups_in_bundle(db, bundle_id):
            rows = touched[group.table]
            (rows.made if group.created else rows.edited).update(_keys(group))
    words: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for name, model in synced_tables().items():
        if name in touched:
            counts = _of_table(before, db, table_of(model), touched[name])
            words[table_word(name)] = [
                one + more for one, more in zip(words[table_word(name)], counts, strict=True)
            ]
    return [Counts(word, *counts) for word, counts in words.items() if any(counts)]


def _keys(group: ChangeGroup) -> Iterable[Key]:
    return zip(group.key_a, group.key_b, strict=True)


def _of_table(before: Session, db: Session, table: Table, rows: _Touched) -> tuple[int, int, int]:
    """Return how many rows of a table are new, changed and removed."""
    all_new = _size(db, table) - _size(before, table) == len(rows.made)
    met = rows.edited if all_new else rows.edited | rows.made
    new, changed, removed = len(rows.made - met), 0, 0
    was, are = _standing(before, table, met), _standing(db, table, met)
    for key, (is_there, stamps) in are.items():
        was_there, earlier = was.get(key, (False, ()))
        new += is_there and not was_there
        removed += was_there and not is_there
        changed += was_there and is_there and stamps != earlier
    return new, changed, removed


def _size(db: Session, table: Table) -> int:
    return db.scalar(select(func.count()).select_from(table)) or 0


def _standing(db: Session, table: Table, keys: Collection[Key]) -> dict[Key, tuple[bool, tuple[object, ...]]]:
    """Return of rows whether they are there and not removed, and their stamps."""
    names = key_columns(table)
    columns = [table.c[name] for name in names]
    wanted = [*columns, table.c[DELETED], *(table.c[name] for name in sorted(STAMP_COLUMNS))]
    found: dict[Key, tuple[bool, tuple[object, ...]]] = {}
    rest = iter(sorted(keys))
    while some := list(islice(rest, _AT_ONCE)):
        first = columns[0].in_([key[0] for key in some])
        where = first if len(columns) == 1 else tuple_(*columns).in_(some)
        for row in db.execute(select(*wanted).where(where)):
            key = (row[0], row[1] if len(columns) > 1 else 0)
            stamps = tuple(str(value) for value in row[len(columns) + 1 :])
            found[key] = (not row[len(columns)], stamps)
    return found
