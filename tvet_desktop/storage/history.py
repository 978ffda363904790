"""Who changed what, and when: the only reader of the history.

Changes that are in a bundle, received or sent, are kept as the packed columns that travelled, with a small index;
what is in no bundle yet is in the outbox. Values from before are no part of either: they follow from the changes.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.base import DELETED
from tvet_desktop.storage.change_groups import ChangeGroup, RowChange
from tvet_desktop.storage.column_kinds import Value
from tvet_desktop.storage.ids import COUNTER_BITS
from tvet_desktop.storage.local_tables import Change, HistoryPart, HistorySection, HistoryWriter
from tvet_desktop.storage.outbox import as_it_travels
from tvet_desktop.storage.packing import unpack
from tvet_desktop.storage.stamps import Stamp

Key = tuple[int, int]


@dataclass(frozen=True)
class PastChange:
    """One change of one row.

    ``said_at`` is the time as the PC of the change believed it, in seconds since 1970; ``user_id`` is that
    PC's claim. ``before`` has the fields that differ from what was before, and is None when the row was new.
    """

    table_name: str
    key_a: int
    key_b: int
    stamp: Stamp
    user_id: int | None
    said_at: int | None
    before: dict[str, Value] | None
    after: dict[str, Value]


def past_changes(db: Session, table_name: str, keys_a: Collection[int]) -> list[PastChange]:
    """Return the changes of all rows with one of these first keys, by their stamps."""
    changes = sorted(recorded_changes(db, table_name, keys_a), key=_stamp)
    rows: dict[Key, dict[str, Value]] = {}
    past = []
    for change in changes:
        key = (change.key_a, change.key_b)
        before: dict[str, Value] | None = None
        if key in rows or not change.created:
            row = rows.get(key, {})
            old = {name: row.get(name, 0 if name == DELETED else None) for name in change.after}
            before = {name: value for name, value in old.items() if value != change.after[name]}
        rows[key] = rows.get(key, {}) | change.after
        past.append(
            PastChange(table_name, *key, _stamp(change), change.user_id, change.said_at, before, change.after)
        )
    return past


def recorded_changes(
    db: Session, table_name: str, keys_a: Collection[int], *, said_since: int | None = None
) -> list[RowChange]:
    """Return each change of the rows with one of these first keys once, in no order.

    ``said_since`` leaves out those of which nobody said that they were made at that time or later.
    """
    found: dict[tuple[Key, Stamp], RowChange] = {}
    for change in (
        *_packed(db, table_name, keys_a, said_since),
        *_unsent(db, table_name, keys_a, said_since),
    ):
        if said_since is None or (change.said_at is not None and change.said_at >= said_since):
            found.setdefault(((change.key_a, change.key_b), _stamp(change)), change)
    return list(found.values())


def users_of(
    db: Session, table_name: str, changes: Collection[tuple[Key, Stamp]]
) -> dict[tuple[Key, Stamp], int | None]:
    """Return who made the changes of these rows with these stamps, as far as it is known."""
    wanted = set(changes)
    recorded = recorded_changes(db, table_name, {key[0] for key, _at in wanted}) if wanted else []
    found = {((c.key_a, c.key_b), _stamp(c)): c.user_id for c in recorded}
    return {change: found[change] for change in wanted & found.keys()}


def is_unsent(db: Session, table_name: str, key: Key, stamp: Stamp) -> bool:
    """Tell whether the change of a row with this stamp was made here and is in no bundle yet."""
    same = and_(
        Change.table_name == table_name,
        Change.key_a == key[0],
        Change.key_b == key[1],
        Change.changed_at == stamp[0],
        Change.changed_by == stamp[1],
    )
    return db.scalar(select(Change.seq).where(same).limit(1)) is not None


def bundles_of(db: Session, table_name: str, key: Key, stamp: Stamp) -> list[int]:
    """Return the bundles that hold the change of a row with this stamp: none if it is unsent, or erased."""
    spans = select(HistoryWriter.bundle_id).where(
        HistoryWriter.writer == stamp[1], HistoryWriter.first <= stamp[0], HistoryWriter.last >= stamp[0]
    )
    bundles = list(db.scalars(spans.distinct()))
    if len(bundles) < 2:  # noqa: PLR2004  a writer counts on: its changes with one stamp are seldom in two bundles
        return bundles
    return [
        bundle
        for bundle in bundles
        if any(
            (change.key_a, change.key_b) == key and _stamp(change) == stamp
            for change in _packed(db, table_name, [key[0]], None, bundle=bundle)
        )
    ]


def groups_in_bundle(db: Session, bundle_id: int) -> Iterator[ChangeGroup]:
    """Give all changes that a bundle brought, as columns."""
    query = select(HistorySection.content).where(HistorySection.bundle_id == bundle_id)
    for content in db.scalars(query.order_by(HistorySection.id)).all():
        yield from unpack(content)


def changes_in_bundle(db: Session, bundle_id: int, table_name: str | None = None) -> Iterator[RowChange]:
    """Give all changes that a bundle brought; only those of one table if it is named."""
    for group in groups_in_bundle(db, bundle_id):
        if table_name in {None, group.table}:
            yield from group.rows()


def keep_section(db: Session, bundle_id: int, packed: bytes, groups: list[ChangeGroup]) -> None:
    """Keep the changes of one section of a bundle."""
    section = HistorySection(bundle_id=bundle_id, content=packed)
    db.add(section)
    db.flush()
    parts = [{"section_id": section.id, **part} for group in groups for part in _parts(group)]
    writers = [{"bundle_id": bundle_id, **span} for group in groups for span in _writers(group)]
    if parts:
        db.execute(insert(HistoryPart), parts)
        db.execute(insert(HistoryWriter), writers)


def forget_bundles(db: Session, *, kept: Collection[int] = ()) -> None:
    """Empty the history of what is in bundles; they can tell it again. Those ``kept`` cannot."""
    if not kept:
        for table in (HistoryPart, HistoryWriter, HistorySection):
            db.execute(delete(table))
        return
    for bundle_id in set(db.scalars(select(HistorySection.bundle_id).distinct())) - set(kept):
        sections = select(HistorySection.id).where(HistorySection.bundle_id == bundle_id)
        db.execute(delete(HistoryPart).where(HistoryPart.section_id.in_(sections)))
        db.execute(delete(HistoryWriter).where(HistoryWriter.bundle_id == bundle_id))
        db.execute(delete(HistorySection).where(HistorySection.bundle_id == bundle_id))


def _stamp(change: RowChange) -> Stamp:
    return change.changed_at, change.changed_by


def _parts(group: ChangeGroup) -> Iterator[dict[str, object]]:
    said_most = max((said for said in set(group.said_at) if said is not None), default=None)
    for block, some in groupby(sorted(set(group.key_a)), key=lambda key: key >> COUNTER_BITS):
        keys = list(some)
        yield {
            "table_name": group.table,
            "block": block,
            "least": keys[0],
            "most": keys[-1],
            "said_most": said_most,
        }


def _writers(group: ChangeGroup) -> Iterator[dict[str, object]]:
    writers = set(group.changed_by)
    for writer in writers:
        at = (
            group.changed_at
            if len(writers) == 1
            else [at for at, by in zip(group.changed_at, group.changed_by, strict=True) if by == writer]
        )
        yield {"writer": writer, "first": min(at), "last": max(at)}


def _packed(
    db: Session,
    table_name: str,
    keys_a: Collection[int],
    said_since: int | None,
    *,
    bundle: int | None = None,
) -> Iterator[RowChange]:
    wanted = set(keys_a)
    ranges: list[ColumnElement[bool]] = []
    for block, some in groupby(sorted(wanted), key=lambda key: key >> COUNTER_BITS):
        keys = list(some)
        ranges.append(
            and_(HistoryPart.block == block, HistoryPart.least <= keys[-1], HistoryPart.most >= keys[0])
        )
    for start in range(0, len(ranges), 100):
        part = select(HistoryPart.section_id).where(
            HistoryPart.table_name == table_name, or_(*ranges[start : start + 100])
        )
        if said_since is not None:
            part = part.where(HistoryPart.said_most >= said_since)
        query = select(HistorySection.content).where(HistorySection.id.in_(part))
        if bundle is not None:
            query = query.where(HistorySection.bundle_id == bundle)
        for content in db.scalars(query.order_by(HistorySection.id)).all():
            yield from _rows_of(unpack(content), table_name, wanted)


def _rows_of(groups: Iterable[ChangeGroup], table_name: str, keys_a: set[int]) -> Iterator[RowChange]:
    for group in groups:
        if group.table == table_name:
            yield from (group.row(i) for i, key in enumerate(group.key_a) if key in keys_a)


def _unsent(
    db: Session, table_name: str, keys_a: Collection[int], said_since: int | None
) -> Iterator[RowChange]:
    keys = sorted(keys_a)
    query = select(Change).where(Change.table_name == table_name)
    if said_since is not None:
        query = query.where(Change.said_at >= said_since)
    for start in range(0, len(keys), 500):
        for change in db.scalars(query.where(Change.key_a.in_(keys[start : start + 500]))).all():
            yield as_it_travels(change)
