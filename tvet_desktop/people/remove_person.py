"""Take somebody off the lists who was added by mistake."""

from sqlalchemy.orm import Session

from tvet_desktop.people.in_use import people_in_use
from tvet_desktop.people.loading import load_person
from tvet_desktop.people.names import display_name
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class PersonInUse(UserError):
    """Somebody who is in a course or another list."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Say what comes first."""
        return _("{name} is in a course or another list: take the person out there first.").format(
            name=self.name
        )


def remove_person(db: Session, *, person_id: int) -> None:
    """Remove a person whom no other list names.

    Raises:
        PersonInUse: a course or another list names the person.
        NotFound: the person is not here.
    """
    person = load_person(db, person_id)
    if people_in_use(db, [person_id]):
        raise PersonInUse(display_name(person.family_name, person.given_name))
    person.deleted = True
    db.flush()
