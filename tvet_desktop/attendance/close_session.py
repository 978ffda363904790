"""Close the marking of a training session."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.attendance.queries import UnmarkedPerson, unmarked_people
from tvet_desktop.courses.loading import load_open_training_session
from tvet_desktop.courses.models import SessionAct, SessionClosing
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import ngettext
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of

MOST_NAMES = 5


class PeopleUnmarked(UserError):
    """A gap is no absence: somebody has to decide."""

    def __init__(self, people: list[UnmarkedPerson]) -> None:
        super().__init__(len(people))
        self.people = people

    def sentence(self) -> str:
        """Name the first few."""
        names = ", ".join(person.name for person in self.people[:MOST_NAMES])
        if len(self.people) > MOST_NAMES:
            names += ", …"
        return ngettext(
            "{count} person has no mark yet ({names}): mark them or set the rest, then close.",
            "{count} people have no mark yet ({names}): mark them or set the rest, then close.",
            len(self.people),
        ).format(count=len(self.people), names=names)


@dataclass(frozen=True)
class SessionClosed:
    """To undo: ``reopen_session``."""

    training_session_id: int
    closing_id: int


def close_session(db: Session, *, training_session_id: int, on_date: date, by: int | None) -> SessionClosed:
    """End the marking of a session in which everybody has a mark; ``on_date`` was confirmed by a person.

    Raises:
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: there is nothing to close.
        PeopleUnmarked: somebody has no mark.
    """
    load_open_training_session(db, training_session_id)
    unmarked = unmarked_people(db, training_session_id)
    if unmarked:
        raise PeopleUnmarked(unmarked)

    closing_id = record_session_act(
        db, training_session_id=training_session_id, act=SessionAct.CLOSED, on_date=on_date, by=by
    )
    return SessionClosed(training_session_id, closing_id)


def record_session_act(
    db: Session,
    *,
    training_session_id: int,
    act: SessionAct,
    on_date: date,
    by: int | None,
    reason: str = "",
) -> int:
    """Add the row that says so and return its id; the caller has checked that it may be."""
    row = SessionClosing(
        id=new_id(db, scope_of(training_session_id)),
        training_session_id=training_session_id,
        act=act.value,
        on_date=on_date,
        said_by=by,
        reason=nfc(reason),
    )
    db.add(row)
    return row.id
