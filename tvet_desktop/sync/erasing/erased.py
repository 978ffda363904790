"""Who was erased, as far as this PC knows, and which rows are theirs."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.erasing.models import Erasure
from tvet_desktop.people.models import Person
from tvet_desktop.storage.base import key_columns, table_of
from tvet_desktop.storage.local_settings import read_setting, write_setting
from tvet_desktop.sync.erasing.personal_data import PERSONAL_DATA

Key = tuple[int, int]
Keys = dict[str, set[Key]]
"""Rows by table; the second part of a key is 0 where there is none."""
RESTORED = "erased_before_restore"
"""The local setting of what was erased when an older backup was put back: true until the erasures arrive again."""
_AT_ONCE = 400


@dataclass(frozen=True)
class Erased:
    """The people, and the rows that are listed one by one."""

    people: frozenset[int]
    rows: frozenset[tuple[str, int, int]]

    def as_list(self) -> list[list[object]]:
        """Return both as rows of a JSON list, in a fixed order: ids, and no name."""
        people = (("person", person_id, 0) for person_id in self.people)
        return [list(row) for row in sorted({*people, *self.rows})]


def load_erased(db: Session) -> Erased:
    """Return who and what was erased. An erasure that somebody marked as removed counts all the same."""
    people, rows = set(), set()
    for person_id, listed in db.execute(select(Erasure.person_id, Erasure.rows)):
        people.add(person_id)
        rows |= read_rows(listed)
    for table, key_a, key_b in read_listed(read_setting(db, RESTORED, [])):
        if table == Person.__tablename__:
            people.add(key_a)
        rows.add((table, key_a, key_b))
    return Erased(frozenset(people), frozenset(rows))


def remember_erased(db: Session, erased: Iterable[object]) -> None:
    """Keep what was erased when an older state is put back, until the erasures arrive again."""
    write_setting(db, RESTORED, [list(row) for row in sorted(read_listed(erased))])


def read_rows(listed: str) -> set[tuple[str, int, int]]:
    """Return the rows of an erasure; what is no row of ours (of a newer version, or forged) is passed over."""
    try:
        found = json.loads(listed) if listed else []
    except ValueError:
        return set()
    return read_listed(found) if isinstance(found, list) else set()


def read_listed(listed: Iterable[object]) -> set[tuple[str, int, int]]:
    """Return those of a list that are rows of tables with personal data."""
    return {row for one in listed if (row := _row(one)) is not None}


def _row(one: object) -> tuple[str, int, int] | None:
    if not isinstance(one, list | tuple) or len(one) != 3:  # noqa: PLR2004  table and key
        return None
    table, key_a, key_b = one
    is_key = (
        type(key_a) is int and type(key_b) is int and min(key_a, key_b) >= 0 and not max(key_a, key_b) >> 63
    )
    return (table, key_a, key_b) if is_key and table in PERSONAL_DATA else None


def erased_keys(db: Session, erased: Erased, among: Mapping[str, Iterable[Key]] | None = None) -> Keys:
    """Return the rows that belong to those who were erased; of those ``among`` others only, if it is given."""
    found: Keys = {}
    for table, key_a, key_b in erased.rows:
        if among is None or (key_a, key_b) in set(among.get(table, ())):
            found.setdefault(table, set()).add((key_a, key_b))
    for table in PERSONAL_DATA if among is None else PERSONAL_DATA.keys() & among.keys():
        keys = _belonging(db, table, erased.people, None if among is None else set(among[table]))
        if keys:
            found.setdefault(table, set()).update(keys)
    return found


def _belonging(db: Session, table: str, people: frozenset[int], among: set[Key] | None) -> set[Key]:
    belongs = PERSONAL_DATA[table].belongs
    if belongs is None or not people:
        return set()
    columns = table_of(PERSONAL_DATA[table].model).c
    keys = [columns[name] for name in key_columns(table_of(PERSONAL_DATA[table].model))]
    query = select(*keys).where(belongs(people))
    if among is None:
        return {(row[0], row[1] if len(keys) > 1 else 0) for row in db.execute(query)}
    found: set[Key] = set()
    first = sorted({key[0] for key in among})
    for start in range(0, len(first), _AT_ONCE):
        some = query.where(keys[0].in_(first[start : start + _AT_ONCE]))
        found |= {(row[0], row[1] if len(keys) > 1 else 0) for row in db.execute(some)}
    return found & among
