"""Which two entries can be said to be one person, and what is said where they cannot."""

from sqlalchemy.orm import Session

from tvet_desktop.people.loading import load_person
from tvet_desktop.people.merging.merge_rules import SamePerson, name_of
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.ids import scope_of


class PeopleOfOneCollege(UserError):
    """Entries of one college are merged."""

    def __init__(self, name: str, other: str) -> None:
        super().__init__(name, other)
        self.name = name
        self.other = other

    def sentence(self) -> str:
        """Say where that is done."""
        return _(
            "{name} and {other} are on the list of the same college: merge them on the page “Likely duplicates”."
        ).format(name=self.name, other=self.other)


class DecisionGone(UserError):
    """Another national PC has taken it back or decided anew."""

    def sentence(self) -> str:
        """Say that nothing is left to do."""
        return _("This decision was changed meanwhile: look at the list again.")


def load_entries(db: Session, one_id: int, other_id: int) -> tuple[Person, Person]:
    """Return the two people that count for two ids of different colleges, the smaller id first.

    Raises:
        NotFound: one of them is not, or no longer, here.
        SamePerson: it is one entry.
        PeopleOfOneCollege: they are to be merged.
    """
    if one_id == other_id:
        raise SamePerson
    one, other = load_person(db, one_id), load_person(db, other_id)
    if scope_of(one_id) == scope_of(other_id):
        raise PeopleOfOneCollege(name_of(one), name_of(other))
    merged = merged_ids(db)
    first, second = sorted(merged.get(person_id, person_id) for person_id in (one_id, other_id))
    return load_person(db, first), load_person(db, second)
