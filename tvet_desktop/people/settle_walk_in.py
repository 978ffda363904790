"""Say that a walk-in is a new person, and who."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.people.edit_person import PersonEdited, edit_person
from tvet_desktop.people.loading import load_person
from tvet_desktop.people.register import Details


@dataclass(frozen=True)
class WalkInSettled:
    """What is known now, and the day of coming, to undo with ``undo_settle_walk_in``."""

    person_id: int
    edited: PersonEdited
    walk_in_on: date | None


def settle_walk_in(db: Session, *, person_id: int, details: Details) -> WalkInSettled:
    """Complete what is known of a walk-in, who stands on the register from now on.

    Raises:
        PersonIncomplete: name or sex are missing.
        NotFound: the person is not here.
    """
    edited = edit_person(db, person_id=person_id, details=details)
    person = load_person(db, person_id)
    came_on = person.walk_in_on
    person.walk_in_on = None
    db.flush()
    return WalkInSettled(person_id, edited, came_on)


def undo_settle_walk_in(db: Session, *, settled: WalkInSettled) -> None:
    """Let the person wait again for a decision, with what was known before.

    Raises:
        NotFound: the person is not here any more.
    """
    edit_person(db, person_id=settled.person_id, details=settled.edited.before)
    load_person(db, settled.person_id).walk_in_on = settled.walk_in_on
    db.flush()
