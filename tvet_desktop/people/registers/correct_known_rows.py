"""Write the corrections of a list into those whom an earlier version of it has brought, and take them back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.loading import load_person, load_waiting_row
from tvet_desktop.people.models import Person, RegisterCorrection, WaitingRow
from tvet_desktop.people.records import field_values
from tvet_desktop.people.register import DETAIL_FIELDS, RegisterRow
from tvet_desktop.people.registers.complete_waiting_row import complete_waiting_row
from tvet_desktop.people.registers.corrections import plain
from tvet_desktop.people.registers.earlier_version import KnownRow

Values = dict[str, object]


def correct_known_rows(
    db: Session, *, import_id: int, corrected: Iterable[tuple[RegisterRow, KnownRow]]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the ids of people who were changed, and of people whom rows that waited have become.

    An empty cell takes nothing away, and what somebody has edited by hand since stays.
    """
    changed, completed = [], []
    with db.no_autoflush:  # one change of many rows, not many changes
        for row, known in corrected:
            if known.person_id is not None:
                person = load_person(db, known.person_id)
                if _write(db, import_id, person, _values(row), by_hand=known.by_hand):
                    changed.append(person.id)
            elif known.waiting_row_id is not None:
                waiting = load_waiting_row(db, known.waiting_row_id)
                if row.waits_for is None:
                    completed.append(_complete(db, import_id, waiting, row))
                else:
                    _write(db, import_id, waiting, _values(row), by_hand=frozenset())
    db.flush()
    return tuple(changed), tuple(completed)


def take_back_corrections(db: Session, import_id: int) -> tuple[int, list[int]]:
    """Undo what an import corrected: return how many people are as before, and those who were completed by it."""
    restored = 0
    completed: list[int] = []
    query = select(RegisterCorrection).where(RegisterCorrection.import_id == import_id)
    for done in db.scalars(query):
        if done.waiting_row_id is not None and done.person_id is not None:
            completed.append(done.person_id)
            continue
        row = (
            db.get(Person, done.person_id)
            if done.person_id is not None
            else db.get(WaitingRow, done.waiting_row_id)
        )
        if row is None or row.deleted:
            continue
        unchanged = {name for name, value in done.after.items() if plain(getattr(row, name)) == value}
        for name in unchanged:
            setattr(row, name, _stored(name, done.before[name]))
        restored += bool(unchanged) and done.person_id is not None
    return restored, completed


def completed_by_lists(db: Session) -> set[int]:
    """Return the people whom corrected lists have made of rows that waited."""
    query = select(RegisterCorrection.person_id).where(RegisterCorrection.waiting_row_id.is_not(None))
    return {person_id for person_id in db.scalars(query) if person_id is not None}


def _values(row: RegisterRow) -> Values:
    return {name: value for name, value in field_values(row.details).items() if value not in (None, "")}


def _write(
    db: Session, import_id: int, row: Person | WaitingRow, values: Values, by_hand: frozenset[str]
) -> bool:
    after = {
        name: value for name, value in values.items() if name not in by_hand and getattr(row, name) != value
    }
    if not after:
        return False
    before = {name: plain(getattr(row, name)) for name in after}
    for name, value in after.items():
        setattr(row, name, value)
    is_person = isinstance(row, Person)
    db.add(
        RegisterCorrection(
            import_id=import_id,
            person_id=row.id if is_person else None,
            waiting_row_id=None if is_person else row.id,
            before=before,
            after={name: plain(value) for name, value in after.items()},
        )
    )
    return True


def _complete(db: Session, import_id: int, waiting: WaitingRow, row: RegisterRow) -> int:
    kept = {
        name: getattr(waiting, name) for name in DETAIL_FIELDS if getattr(row.details, name) in (None, "")
    }
    details = replace(row.details, **{name: value for name, value in kept.items() if value is not None})
    person_id = complete_waiting_row(db, waiting_row_id=waiting.id, details=details).person_id
    db.add(
        RegisterCorrection(
            import_id=import_id, person_id=person_id, waiting_row_id=waiting.id, before={}, after={}
        )
    )
    return person_id


def _stored(name: str, value: object) -> object:
    return date.fromisoformat(value) if name == "birth_date" and isinstance(value, str) else value
