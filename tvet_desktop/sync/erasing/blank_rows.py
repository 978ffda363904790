"""Blanks all that is known of those who were erased: in rows, in the history, in what waits to be sent."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Boolean, ColumnElement, String, delete, or_, select, tuple_, update
from sqlalchemy.orm import Session

from tvet_desktop.people.models import Person, RegisterCorrection, WaitingRow
from tvet_desktop.storage.base import key_columns, table_of
from tvet_desktop.storage.blank_history import blank_history
from tvet_desktop.storage.column_kinds import Value
from tvet_desktop.storage.local_settings import read_setting, write_setting
from tvet_desktop.sync.erasing.erased import Key, Keys
from tvet_desktop.sync.erasing.personal_data import HAVE_FILES, PERSONAL_DATA

UNSETTLED = "erased_to_settle"
"""The local setting of the files that have to be destroyed; it exists while the disk does not know of an erasure."""
OLD_COPIES = "old_copies_to_destroy"
"""The local setting that says that data which was put aside, and copies from before upgrades, go as well."""
_AT_ONCE = 300


def blank_rows(db: Session, keys: Keys) -> None:
    """Blank these rows, all that was recorded of them, and what this PC keeps beside them. See ``destroy_files``."""
    if not any(keys.values()):
        return
    db.flush()
    files = set(read_setting(db, UNSETTLED, []))
    for model in HAVE_FILES:
        files |= _files_of(db, model.__tablename__, keys.get(model.__tablename__, set()))
    write_setting(db, UNSETTLED, sorted(files))
    for table, some in keys.items():
        blanks = blanks_of(table)
        _update(db, table, some, blanks)
        blank_history(db, table, some, blanks)
    _drop_corrections(db, keys)
    db.flush()
    db.expire_all()  # rows were written behind the session's back


def blanks_of(table: str) -> dict[str, Value]:
    """Return what stands in the fields of a blank row of ``table``."""
    columns = table_of(PERSONAL_DATA[table].model).c
    blanks: dict[str, Value] = {}
    for name in sorted(PERSONAL_DATA[table].fields):
        kind = columns[name].type
        assert not isinstance(kind, Boolean), "no yes or no tells who somebody is"
        blanks[name] = None if columns[name].nullable else "" if isinstance(kind, String) else 0
    return blanks


def _update(db: Session, table: str, keys: set[Key], blanks: dict[str, Value]) -> None:
    """Write the blanks past the listener: they are no change of anybody, and the stamps stay."""
    rows = table_of(PERSONAL_DATA[table].model)
    not_blank = or_(*(rows.c[name].is_distinct_from(value) for name, value in blanks.items()))
    for where in _conditions(table, keys):
        db.connection().execute(update(rows).where(where, not_blank).values(**blanks))


def _files_of(db: Session, table: str, keys: set[Key]) -> set[str]:
    columns = table_of(PERSONAL_DATA[table].model).c
    found: set[str] = set()
    for where in _conditions(table, keys):
        found |= set(db.scalars(select(columns.file_hash).where(where, columns.file_key != "")))
    return found


def _conditions(table: str, keys: set[Key]) -> Iterator[ColumnElement[bool]]:
    rows = table_of(PERSONAL_DATA[table].model)
    names = key_columns(rows)
    rest = iter(sorted(keys))
    while some := list(islice(rest, _AT_ONCE)):
        if len(names) == 1:
            yield rows.c[names[0]].in_([key[0] for key in some])
        else:
            yield tuple_(*(rows.c[name] for name in names)).in_(some)


def _drop_corrections(db: Session, keys: Keys) -> None:
    """Forget what corrected lists changed in them: it could not be undone any more."""
    people = [key[0] for key in keys.get(Person.__tablename__, ())]
    waiting = [key[0] for key in keys.get(WaitingRow.__tablename__, ())]
    if people or waiting:
        where = or_(RegisterCorrection.person_id.in_(people), RegisterCorrection.waiting_row_id.in_(waiting))
        db.execute(delete(RegisterCorrection).where(where))
