"""Take back a whole import."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.in_use import people_in_use
from tvet_desktop.people.loading import load_import
from tvet_desktop.people.models import Person, WaitingRow
from tvet_desktop.people.names import display_name
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted


class KeptBecause(StrEnum):
    """Why somebody stays although the import is taken back."""

    EDITED = "EDITED"
    COMPLETED = "COMPLETED"
    IN_USE = "IN_USE"

    def sentence(self) -> str:
        """Say it."""
        return {
            KeptBecause.EDITED: _("was edited since"),
            KeptBecause.COMPLETED: _("was completed by hand"),
            KeptBecause.IN_USE: _("is in a course or another list"),
        }[self]


class ImportAlreadyUndone(UserError):
    """The import was taken back before."""

    def __init__(self, file_label: str) -> None:
        super().__init__(file_label)
        self.file_label = file_label

    def sentence(self) -> str:
        """Say how to get the people back."""
        return _(
            "The import of “{file}” was undone already: import the file again to bring its people back."
        ).format(file=self.file_label)


@dataclass(frozen=True)
class KeptPerson:
    """Somebody who stays, and why."""

    person_id: int
    name: str
    because: KeptBecause


@dataclass(frozen=True)
class ImportUndone:
    """How many people and waiting rows went, and who stayed."""

    import_id: int
    removed: int
    waiting_removed: int
    kept: tuple[KeptPerson, ...]


def undo_import(db: Session, *, import_id: int, now: datetime) -> ImportUndone:
    """Remove what an import made, except people who were edited or used since: they stay and are named.

    Args:
        db: an open transaction.
        import_id: the import.
        now: the PC's time, shown as the day of the undoing.

    Raises:
        ImportAlreadyUndone: nothing is left to undo.
        NotFound: there is no such import.
    """
    made = load_import(db, import_id)
    if made.undone_on is not None:
        raise ImportAlreadyUndone(made.file_label)
    people = list(db.scalars(select(Person).where(not_deleted(Person), Person.import_id == import_id)))
    waiting = list(
        db.scalars(select(WaitingRow).where(not_deleted(WaitingRow), WaitingRow.import_id == import_id))
    )
    completed = {row.person_id for row in waiting if row.person_id is not None}
    in_use = people_in_use(db, [person.id for person in people])
    kept = []
    for person in people:
        because = _kept_because(person, completed, in_use)
        if because is None:
            person.deleted = True
        else:
            name = display_name(person.family_name, person.given_name)
            kept.append(KeptPerson(person.id, name, because))

    still_waiting = [row for row in waiting if row.person_id is None]
    for row in still_waiting:
        row.deleted = True
    made.undone_on = now.date()
    db.flush()
    return ImportUndone(import_id, len(people) - len(kept), len(still_waiting), tuple(kept))


def _kept_because(person: Person, completed: set[int], in_use: set[int]) -> KeptBecause | None:
    if person.id in completed:
        return KeptBecause.COMPLETED
    if person.field_stamps:  # a field has changed on its own since the person came
        return KeptBecause.EDITED
    return KeptBecause.IN_USE if person.id in in_use else None
