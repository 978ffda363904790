"""Take back a whole import."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.many_removals import require_coordinator
from tvet_desktop.people.in_use import people_in_use
from tvet_desktop.people.loading import load_import
from tvet_desktop.people.models import Person, WaitingRow
from tvet_desktop.people.names import display_name
from tvet_desktop.people.registers.correct_known_rows import completed_by_lists, take_back_corrections
from tvet_desktop.people.registers.corrections import Explained, corrected_fields, edited_by_hand
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import scope_of


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
    restored: int = 0
    """How many people, who came earlier, are again as they were before this import corrected them."""


def undo_import(
    db: Session, *, import_id: int, now: datetime, by: int | None = None, steps: Steps = no_steps
) -> ImportUndone:
    """Remove what an import made, except people who were edited or used since: they stay and are named.

    What it corrected in people who came earlier is as before, unless it was changed again.

    Args:
        db: an open transaction.
        import_id: the import.
        now: the PC's time, shown as the day of the undoing.
        by: the user's id; who imported the list today takes it back freely, many people of an older list need a
            coordinator. None is the app itself.
        steps: is told how many people are done; may raise, nothing is changed then.

    Raises:
        ImportAlreadyUndone: nothing is left to undo.
        NeedsCoordinator: more than 5 % of the college's people would go.
        NotFound: there is no such import.
    """
    made = load_import(db, import_id)
    if made.undone_on is not None:
        raise ImportAlreadyUndone(made.file_label)
    restored, completed_by_it = take_back_corrections(db, import_id)
    query = select(Person).where(not_deleted(Person))
    people = list(db.scalars(query.where(Person.import_id == import_id)))
    people += [p for id_ in completed_by_it if (p := db.get(Person, id_)) is not None and not p.deleted]
    people = list({person.id: person for person in people}.values())
    waiting = list(
        db.scalars(select(WaitingRow).where(not_deleted(WaitingRow), WaitingRow.import_id == import_id))
    )
    if by is not None and (made.imported_by, made.imported_on) != (by, now.date()):
        going = len(people) - len(people_in_use(db, [person.id for person in people]))
        require_coordinator(db, model=Person, scope=scope_of(import_id), removed=going, by=by)
    by_list = completed_by_lists(db)
    by_hand = {row.person_id for row in waiting if row.person_id is not None} - by_list
    kept = _remove(db, people, by_hand, steps)

    stay = {person.person_id for person in kept}
    _let_wait_again(db, [id_ for id_ in completed_by_it if id_ not in stay])
    gone = [row for row in waiting if row.person_id is None or row.person_id in by_list - stay]
    for row in gone:
        row.deleted = True
    made.undone_on = now.date()
    db.flush()
    removed = len(people) - len(kept)
    still_waiting = sum(row.person_id is None for row in gone)
    return ImportUndone(import_id, removed, still_waiting, tuple(kept), restored)


def _remove(db: Session, people: list[Person], by_hand: set[int], steps: Steps) -> list[KeptPerson]:
    """Remove those of whom nothing else hangs, and return the others."""
    in_use = people_in_use(db, [person.id for person in people])
    explained = corrected_fields(db, [person.id for person in people if person.field_stamps])
    kept = []
    for number, person in enumerate(people):
        steps(number, len(people))
        because = _kept_because(person, by_hand, in_use, explained.get(person.id, {}))
        if because is None:
            person.deleted = True
        else:
            name = display_name(person.family_name, person.given_name)
            kept.append(KeptPerson(person.id, name, because))
    return kept


def _let_wait_again(db: Session, person_ids: list[int]) -> None:
    """Make the rows wait again that this import had completed."""
    if person_ids:
        for row in db.scalars(select(WaitingRow).where(WaitingRow.person_id.in_(person_ids))):
            row.person_id = None


def _kept_because(
    person: Person, by_hand: set[int], in_use: set[int], explained: Explained
) -> KeptBecause | None:
    if person.id in by_hand:
        return KeptBecause.COMPLETED
    if edited_by_hand(person, explained):
        return KeptBecause.EDITED
    return KeptBecause.IN_USE if person.id in in_use else None
