"""Take a register in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.documents.bad_cells import BadCell
from tvet_desktop.people.models import Person, RegisterImport, WaitingRow
from tvet_desktop.people.records import field_values
from tvet_desktop.people.register import Register, RegisterRow
from tvet_desktop.people.registers.correct_known_rows import correct_known_rows
from tvet_desktop.people.registers.known_rows import SortedRows, sort_rows
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.storage.database import new_id

_ROWS_AT_ONCE = 250


@dataclass(frozen=True)
class PeopleImported:
    """What an import did. ``import_id`` is None where nothing was new; ``already_here`` has the rows' numbers.

    ``completed_ids`` are people whom rows that waited have become; ``changed_ids`` were here and were corrected.
    """

    import_id: int | None
    person_ids: tuple[int, ...]
    waiting_row_ids: tuple[int, ...]
    already_here: tuple[int, ...]
    bad_cells: tuple[BadCell, ...]
    doubts: tuple[BadCell, ...]
    completed_ids: tuple[int, ...] = ()
    changed_ids: tuple[int, ...] = ()


def import_people(
    db: Session,
    *,
    register: Register,
    college_scope: int,
    by: int | None,
    now: datetime,
    steps: Steps = no_steps,
) -> PeopleImported:
    """Add the people of a register to a college, and correct those whom an earlier version of it has brought.

    A row without a usable name or sex waits. A row that is certainly here already is passed over: the same
    row of the same file, or one that says exactly the same of as many people as are here.

    Args:
        db: an open transaction.
        register: what ``read_register`` gave.
        college_scope: the number in the ids of the college's rows.
        by: the user's id.
        now: the PC's time, shown as the day of the import.
        steps: is told how many rows are done; may raise, nothing is kept then.
    """
    steps(0, len(register.rows))
    rows = sort_rows(db, register=register, college_scope=college_scope)
    already_here = tuple(row.row for row in rows.here)
    if not rows.new and not rows.corrected:
        return PeopleImported(None, (), (), already_here, register.bad_cells, register.doubts)

    made = _record(db, register, college_scope, rows, by=by, now=now)
    db.add(made)
    db.flush()
    changed, completed = correct_known_rows(db, import_id=made.id, corrected=rows.corrected)
    people, waiting = [], []
    before = len(register.rows) - len(rows.new)
    for start in range(0, len(rows.new), _ROWS_AT_ONCE):
        steps(before + start, len(register.rows))
        part = rows.new[start : start + _ROWS_AT_ONCE]
        for row in part:
            if row.waits_for is None:
                people.append(_person(db, college_scope, made.id, row))
            else:
                waiting.append(_waiting_row(db, college_scope, made.id, row))
        db.flush()
    steps(len(register.rows), len(register.rows))
    return PeopleImported(
        made.id,
        tuple(people),
        tuple(waiting),
        already_here,
        register.bad_cells,
        register.doubts,
        completed,
        changed,
    )


def _record(
    db: Session, register: Register, college_scope: int, rows: SortedRows, *, by: int | None, now: datetime
) -> RegisterImport:
    completed = sum(
        known.waiting_row_id is not None and row.waits_for is None for row, known in rows.corrected
    )
    waiting = sum(row.waits_for is not None for row in rows.new)
    return RegisterImport(
        id=new_id(db, college_scope),
        file_label=register.file_name,
        sheet=register.table.sheet.name,
        content_hash=register.content_hash,
        imported_on=now.date(),
        imported_by=by,
        people=len(rows.new) - waiting + completed,
        waiting=waiting,
        already_here=len(rows.here),
        bad_cells=len(register.bad_cells),
    )


def _person(db: Session, college_scope: int, import_id: int, row: RegisterRow) -> int:
    person = Person(
        id=new_id(db, college_scope), import_id=import_id, import_row=row.row, **field_values(row.details)
    )
    db.add(person)
    return person.id


def _waiting_row(db: Session, college_scope: int, import_id: int, row: RegisterRow) -> int:
    bad = row.waits_for
    assert bad is not None
    waiting = WaitingRow(
        id=new_id(db, college_scope),
        import_id=import_id,
        import_row=row.row,
        problem=bad.problem.value,
        column_header=bad.header,
        cell_text=bad.shown_text or None,
        **field_values(row.details),
    )
    db.add(waiting)
    return waiting.id
