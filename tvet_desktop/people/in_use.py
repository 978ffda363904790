"""Whether other rows need a person, whatever features there are."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from tvet_desktop.people.models import Person, RegisterImport, WaitingRow
from tvet_desktop.storage.base import synced_tables

_IDS_AT_ONCE = 500


def people_in_use(db: Session, person_ids: Sequence[int]) -> set[int]:
    """Return those whom rows of any feature name, whatever features there are."""
    found: set[int] = set()
    for column, deleted in _references_to_people():
        for start in range(0, len(person_ids), _IDS_AT_ONCE):
            ids = person_ids[start : start + _IDS_AT_ONCE]
            found.update(db.scalars(select(column).where(column.in_(ids), deleted.is_(False)).distinct()))
    return found


def _references_to_people() -> Iterator[tuple[Column[int], Column[bool]]]:
    own = {RegisterImport.__tablename__, WaitingRow.__tablename__}
    target = Person.__table__.c.id
    for name, model in synced_tables().items():
        table = model.__table__  # type: ignore[attr-defined]  # every Synced model is mapped
        if name not in own:
            yield from ((column, table.c.deleted) for column in table.columns if column.references(target))
