"""What erasing a person would take away, and what stays: for the question before it."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate
from tvet_desktop.ideas.models import Idea, IdeaMember
from tvet_desktop.people.loading import load_person
from tvet_desktop.people.merging.merged import one_person
from tvet_desktop.people.names import display_name
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import name_key
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.sync.erasing.rows_of_person import rows_of, scans_of


class OtherNameTyped(UserError):
    """What was typed is not the name of the person who would be erased."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Say what to type."""
        return _(
            "This is not the name of the person: type “{name}”, or go back if it is somebody else."
        ).format(name=self.name)


@dataclass(frozen=True)
class ErasingPreview:
    """How much is there of a person; ``entries`` are those that were merged into one."""

    name: str
    entries: int
    certificates: int
    ideas: int
    scans: int


def erasing_preview(db: Session, person_id: int) -> ErasingPreview:
    """Return what the person would lose.

    Raises:
        NotFound: the person is not here.
    """
    person = load_person(db, person_id)
    people = one_person(db, person_id)
    certificates = select(func.count()).where(Certificate.person_id.in_(people), not_deleted(Certificate))
    ideas = [row for row in rows_of(db, people) if row[0] in {Idea.__tablename__, IdeaMember.__tablename__}]
    return ErasingPreview(
        display_name(person.family_name, person.given_name),
        len(people),
        db.scalar(certificates) or 0,
        len(ideas),
        len(scans_of(db, people)),
    )


def check_typed_name(name: str, typed: str) -> None:
    """Refuse to erase somebody whose name was not typed: it cannot be undone.

    Raises:
        OtherNameTyped: another name was typed.
    """
    if not name_key(typed) or name_key(typed) != name_key(name):
        raise OtherNameTyped(name)
