"""Whether anything still points to a row, before it is taken back."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.storage.base import not_deleted, synced_tables, table_of


def tables_that_refer(db: Session, target: str, row_id: int, but: Collection[str] = ()) -> list[str]:
    """Return the tables of which a row that was not removed refers to ``target`` ("course.id") ``row_id``.

    ``but`` names tables that are not asked.
    """
    found = []
    for name, model in synced_tables().items():
        if name in but:
            continue
        for column in table_of(model).columns:
            points = any(key.target_fullname == target for key in column.foreign_keys)
            query = select(column).where(not_deleted(model), column == row_id).limit(1)
            if points and db.scalar(query) is not None:
                found.append(name)
                break
    return found
