"""Where a sync file was applied, whatever it says of those who were erased is blanked in the same transaction."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from tvet_desktop.people.erasing.models import Erasure
from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.sync.erasing.blank_rows import blank_rows
from tvet_desktop.sync.erasing.erased import Key, erased_keys, load_erased


def forget_erased(db: Session, groups: Sequence[ChangeGroup]) -> None:
    """Blank what the changes of ``groups``, merged and recorded already, brought of those who were erased.

    If an erasure is among them, everything here that belongs to its person is blanked.
    """
    erased = load_erased(db)
    if not erased.people and not erased.rows:
        return
    if any(group.table == Erasure.__tablename__ for group in groups):
        blank_rows(db, erased_keys(db, erased))
        return
    among: dict[str, set[Key]] = {}
    for group in groups:
        among.setdefault(group.table, set()).update(zip(group.key_a, group.key_b, strict=True))
    blank_rows(db, erased_keys(db, erased, among))
