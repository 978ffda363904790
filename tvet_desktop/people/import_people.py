"""Take a register in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.documents.bad_cells import BadCell
from tvet_desktop.people.known_rows import new_rows
from tvet_desktop.people.models import Person, RegisterImport, WaitingRow
from tvet_desktop.people.records import field_values
from tvet_desktop.people.register import Register, RegisterRow
from tvet_desktop.storage.database import new_id


@dataclass(frozen=True)
class PeopleImported:
    """What an import did. ``import_id`` is None where nothing was new; ``already_here`` has the rows' numbers."""

    import_id: int | None
    person_ids: tuple[int, ...]
    waiting_row_ids: tuple[int, ...]
    already_here: tuple[int, ...]
    bad_cells: tuple[BadCell, ...]
    doubts: tuple[BadCell, ...]


def import_people(
    db: Session, *, register: Register, college_scope: int, by: int | None, now: datetime
) -> PeopleImported:
    """Add the people of a register to a college.

    A row without a usable name or sex waits. A row that is certainly here already is passed over: the same
    row of the same file, or one that says exactly the same of as many people as are here.

    Args:
        db: an open transaction.
        register: what ``read_register`` gave.
        college_scope: the number in the ids of the college's rows.
        by: the user's id.
        now: the PC's time, shown as the day of the import.
    """
    new = new_rows(db, register=register, college_scope=college_scope)
    already_here = tuple(sorted({row.row for row in register.rows} - {row.row for row in new}))
    if not new:
        return PeopleImported(None, (), (), already_here, register.bad_cells, register.doubts)

    import_id = new_id(db, college_scope)
    people = [
        Person(
            id=new_id(db, college_scope), import_id=import_id, import_row=row.row, **field_values(row.details)
        )
        for row in new
        if row.waits_for is None
    ]
    waiting = [_waiting_row(db, college_scope, import_id, row) for row in new if row.waits_for is not None]
    db.add(
        RegisterImport(
            id=import_id,
            file_label=register.file_name,
            sheet=register.table.sheet.name,
            content_hash=register.content_hash,
            imported_on=now.date(),
            imported_by=by,
            people=len(people),
            waiting=len(waiting),
            already_here=len(already_here),
            bad_cells=len(register.bad_cells),
        )
    )
    db.flush()
    db.add_all(people)
    db.add_all(waiting)
    db.flush()
    return PeopleImported(
        import_id,
        tuple(person.id for person in people),
        tuple(row.id for row in waiting),
        already_here,
        register.bad_cells,
        register.doubts,
    )


def _waiting_row(db: Session, college_scope: int, import_id: int, row: RegisterRow) -> WaitingRow:
    bad = row.waits_for
    assert bad is not None
    return WaitingRow(
        id=new_id(db, college_scope),
        import_id=import_id,
        import_row=row.row,
        problem=bad.problem.value,
        column_header=bad.header,
        cell_text=bad.shown_text or None,
        **field_values(row.details),
    )
