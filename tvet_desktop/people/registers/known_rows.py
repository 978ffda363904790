"""Which rows of a register are here already, which correct somebody who is here, and which are new.

The same file twice brings nobody twice; the corrected file brings its corrections and nobody twice.
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.models import Person, RegisterImport, WaitingRow
from tvet_desktop.people.records import Key, comparable, id_range
from tvet_desktop.people.register import DETAIL_FIELDS, Register, RegisterRow
from tvet_desktop.people.registers.earlier_version import KnownRow, rows_of_earlier_versions
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class SortedRows:
    """The rows of a register: not here yet, correcting somebody, and here already."""

    new: tuple[RegisterRow, ...]
    corrected: tuple[tuple[RegisterRow, KnownRow], ...]
    here: tuple[RegisterRow, ...]
    kept: frozenset[int] = frozenset()
    """Numbers of rows that say otherwise than what somebody has typed since: that stays."""


def sort_rows(db: Session, *, register: Register, college_scope: int) -> SortedRows:
    """Tell the rows of a register apart by what its college has already.

    A row is here if it is the same row of the same file, or says exactly the same of as many people as are here.
    A row corrects somebody if an earlier version of the same list has brought them: one of which most
    rows are the same.
    """
    known = _Known(db, college_scope, register)
    left = {row.row: row for row in register.rows if not known.has(row)}
    corrected = rows_of_earlier_versions(db, college_scope, register, list(left.values())) if left else {}
    said = {number: (left[number], before) for number, before in corrected.items() if number in left}
    changing = {number for number, (row, before) in said.items() if _says_more(row, before)}
    return SortedRows(
        tuple(row for number, row in left.items() if number not in said),
        tuple(said[number] for number in sorted(changing)),
        tuple(row for row in register.rows if row.row not in left or row.row in said.keys() - changing),
        frozenset(number for number, (row, before) in said.items() if _is_contradicted(row, before)),
    )


class _Known:
    """What the college has already. Each known person accounts for one row only."""

    def __init__(self, db: Session, college_scope: int, register: Register) -> None:
        first, beyond = id_range(college_scope)
        same_sheet = select(RegisterImport.id).where(
            RegisterImport.id.between(first, beyond - 1),
            RegisterImport.content_hash == register.content_hash,
            RegisterImport.sheet == register.table.sheet.name,
        )
        not_undone = same_sheet.where(RegisterImport.undone_on.is_(None))
        # A person who was removed comes back with the file; a waiting row that was discarded does not.
        person_rows = select(Person.import_row).where(not_deleted(Person), Person.import_id.in_(same_sheet))
        waiting_rows = select(WaitingRow.import_row).where(WaitingRow.import_id.in_(not_undone))
        self.rows = {*db.scalars(person_rows), *db.scalars(waiting_rows)}
        self.contents: Counter[Key] = Counter()
        for model in (Person, WaitingRow):
            columns = [getattr(model, name) for name in DETAIL_FIELDS]
            query = select(*columns).where(not_deleted(model), model.id.between(first, beyond - 1))
            self.contents.update(tuple(row) for row in db.execute(query))

    def has(self, row: RegisterRow) -> bool:
        """Tell whether a row is here, and take it off what is known."""
        key = comparable(row.details)
        found = row.row in self.rows or self.contents[key] > 0
        if found:
            self.contents[key] -= 1
        return found


def _says_more(row: RegisterRow, known: KnownRow) -> bool:
    """Tell whether a row would change anything: an empty cell takes nothing away."""
    if known.waiting_row_id is not None and row.waits_for is None:
        return True
    return any(
        getattr(row.details, name) not in (None, "", getattr(known.details, name))
        for name in DETAIL_FIELDS
        if name not in known.by_hand
    )


def _is_contradicted(row: RegisterRow, known: KnownRow) -> bool:
    """Tell whether a row differs in a field that was edited by hand."""
    return any(
        getattr(row.details, name) not in (None, "", getattr(known.details, name)) for name in known.by_hand
    )
