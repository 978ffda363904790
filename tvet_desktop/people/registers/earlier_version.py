"""Whom an earlier version of a list has brought: the rows of the corrected list find them again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from tvet_desktop.people.models import Person, RegisterImport, WaitingRow
from tvet_desktop.people.records import comparable, id_range
from tvet_desktop.people.register import DETAIL_FIELDS, Details, Register, RegisterRow
from tvet_desktop.people.registers.corrections import corrected_fields, plain
from tvet_desktop.shared.text import fold_name, name_key
from tvet_desktop.storage.base import not_deleted

_STRONG = ("phone", "email", "id_document_number", "birth_date")
"""Fields that two people of one list hardly share all."""
_NAMES = ("family_name", "given_name")
_ENOUGH_ROWS = 2


@dataclass(frozen=True)
class KnownRow:
    """Somebody, or a row that waits, whom an earlier version of a list has brought."""

    person_id: int | None
    waiting_row_id: int | None
    import_row: int
    details: Details
    by_hand: frozenset[str] = frozenset()
    """The fields that somebody has edited since: they stay."""


def rows_of_earlier_versions(
    db: Session, college_scope: int, register: Register, left: list[RegisterRow]
) -> dict[int, KnownRow]:
    """Return by row number whom the rows of a register correct, the newest earlier version first.

    Args:
        db: an open session.
        college_scope: the college.
        register: the whole list.
        left: those of its rows that are not here as they stand.
    """
    corrected: dict[int, KnownRow] = {}
    for made in _earlier(db, college_scope):
        corrected |= _pairs(db, made, register, [row for row in left if row.row not in corrected])
    return corrected


def _earlier(db: Session, college_scope: int) -> Iterator[RegisterImport]:
    """Yield the imports that may be earlier versions of a list, the newest first.

    The name of the sheet says nothing: that of a .csv is its file's.
    """
    first, beyond = id_range(college_scope)
    query = (
        select(RegisterImport)
        .where(
            not_deleted(RegisterImport),
            RegisterImport.id.between(first, beyond - 1),
            RegisterImport.undone_on.is_(None),
        )
        .order_by(RegisterImport.id.desc())
    )
    yield from db.scalars(query)


def _pairs(
    db: Session, made: RegisterImport, register: Register, left: list[RegisterRow]
) -> dict[int, KnownRow]:
    """Return by row number whom of an import the rows correct; nobody, unless it is a version of the same list."""
    brought = list(_brought(db, made.id))
    same = Counter(comparable(row.details) for row in register.rows)
    changed: list[KnownRow] = []
    for known in brought:
        key = comparable(known.details)
        if same[key] > 0:
            same[key] -= 1
        else:
            changed.append(known)
    named = _by_name(changed, left)
    paired = {id(known) for known in named.values()}
    rest = [known for known in changed if id(known) not in paired]
    found = _by_place(rest, [row for row in left if row.row not in named]) | named
    rows = {row.row: row for row in left}
    close = sum(
        number == known.import_row or _adds_only(known.details, rows[number].details)
        for number, known in found.items()
    )
    agreeing = len(brought) - len(changed) + close
    enough = 1 if _same_list(made.file_label, register.file_name) else _ENOUGH_ROWS
    return found if agreeing >= max(enough, len(brought) / 2) else {}


def _brought(db: Session, import_id: int) -> Iterator[KnownRow]:
    people = list(db.execute(_columns(Person, import_id)))
    explained = corrected_fields(db, [row[0] for row in people if row[2]])
    for row in people:
        details = _details(row)
        known = explained.get(row[0], {})
        stamped = [name for name in row[2] or {} if name in DETAIL_FIELDS]
        by_hand = frozenset(n for n in stamped if plain(getattr(details, n)) not in known.get(n, ()))
        yield KnownRow(row[0], None, row[1] or 0, details, by_hand)
    for row in db.execute(_columns(WaitingRow, import_id).where(WaitingRow.person_id.is_(None))):
        yield KnownRow(None, row[0], row[1] or 0, _details(row))


def _columns(model: type[Person] | type[WaitingRow], import_id: int) -> Select[Any]:
    details = (getattr(model, name) for name in DETAIL_FIELDS)
    query: Select[Any] = select(model.id, model.import_row, model.field_stamps, *details)
    return query.where(not_deleted(model), model.import_id == import_id)


def _details(row: Row[Any]) -> Details:
    return Details(**dict(zip(DETAIL_FIELDS, row[3:], strict=True)))


def _by_name(known: Iterable[KnownRow], left: Iterable[RegisterRow]) -> dict[int, KnownRow]:
    """Pair the names that stand once on either side."""
    people: defaultdict[str, list[KnownRow]] = defaultdict(list)
    rows: defaultdict[str, list[RegisterRow]] = defaultdict(list)
    for one in known:
        people[_name_of(one.details)].append(one)
    for row in left:
        rows[_name_of(row.details)].append(row)
    return {
        rows[name][0].row: people[name][0]
        for name in rows
        if name and len(rows[name]) == len(people[name]) == 1
    }


def _by_place(known: Iterable[KnownRow], left: Iterable[RegisterRow]) -> dict[int, KnownRow]:
    """Pair the same place, or the same phone or paper, where the name is missing or written otherwise.

    All the rest has to agree.
    """
    places: dict[object, KnownRow] = {}
    for one in known:
        places |= {
            (name, value): one for name in _STRONG if (value := getattr(one.details, name)) is not None
        }
        places[one.import_row] = one
    found: dict[int, KnownRow] = {}
    used: set[int] = set()
    for row in left:
        marks = [row.row, *((name, getattr(row.details, name)) for name in _STRONG)]
        here = (places[mark] for mark in marks if mark in places)
        free = (one for one in here if id(one) not in used and _agrees(one.details, row.details))
        pair = next(free, None)
        if pair is not None:
            used.add(id(pair))
            found[row.row] = pair
    return found


def _agrees(before: Details, after: Details) -> bool:
    """Tell whether nothing but the name is contradicted, and who it is does not rest on the place alone."""
    return _adds_only(before, after) and (
        not _name_of(before) or any(getattr(before, name) is not None for name in _STRONG)
    )


def _adds_only(before: Details, after: Details) -> bool:
    """Tell whether a row says all that was known besides the name, and there was more than the sex."""
    filled = [name for name in DETAIL_FIELDS if name not in _NAMES and getattr(before, name) is not None]
    same = all(getattr(before, name) == getattr(after, name) for name in filled)
    return same and any(name != "sex" for name in filled)


def _name_of(details: Details) -> str:
    return name_key(f"{details.family_name} {details.given_name}")


def _same_list(label: str, other: str) -> bool:
    """Tell whether two file names are of one list: "trainees.xlsx" and "trainees - to correct.xlsx"."""
    one, two = sorted((fold_name(Path(label).stem), fold_name(Path(other).stem)), key=len)
    return two.startswith(one)
