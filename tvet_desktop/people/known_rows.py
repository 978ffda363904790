"""Which rows of a register are certainly here already, so that the same file twice brings nobody twice."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.models import Person, RegisterImport, WaitingRow
from tvet_desktop.people.records import Key, comparable, id_range
from tvet_desktop.people.register import DETAIL_FIELDS, Register, RegisterRow
from tvet_desktop.storage.base import not_deleted


def new_rows(db: Session, *, register: Register, college_scope: int) -> list[RegisterRow]:
    """Return the rows of a register that its college does not have yet.

    A row is here if it is the same row of the same file, or says exactly the same of as many people as are here.
    """
    known = _Known(db, college_scope, register)
    return [row for row in register.rows if not known.has(row)]


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
