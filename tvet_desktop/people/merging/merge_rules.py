"""Who cannot be merged, and what is said then.

SamePerson           somebody with themselves
AlreadyOnePerson     they were merged before
PeopleOfTwoColleges  their rows are for different eyes
NotMerged            there is nothing to take apart
"""

from sqlalchemy.orm import Session

from tvet_desktop.people.loading import load_person
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import name_or_erased
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.ids import scope_of


class SamePerson(UserError):
    """Both are the same row."""

    def sentence(self) -> str:
        """Ask for another one."""
        return _("This is one and the same entry: choose another person to merge with.")


class AlreadyOnePerson(UserError):
    """They count as one already."""

    def __init__(self, name: str, other: str) -> None:
        super().__init__(name, other)
        self.name = name
        self.other = other

    def sentence(self) -> str:
        """Say that nothing is left to do."""
        return _(
            "{name} and {other} are merged already: choose another person, or separate them first."
        ).format(name=self.name, other=self.other)


class PeopleOfTwoColleges(UserError):
    """The rows of a college refer to its own people only."""

    def __init__(self, name: str, other: str) -> None:
        super().__init__(name, other)
        self.name = name
        self.other = other

    def sentence(self) -> str:
        """Say that both stay."""
        return _(
            "{name} and {other} belong to different colleges and cannot be merged: the national office says on the page"
            " “People of two colleges” that they are one, and each college keeps its own entry."
        ).format(name=self.name, other=self.other)


class NotMerged(UserError):
    """Somebody else has separated them meanwhile."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Say that nothing is left to do."""
        return _("{name} is not merged with anybody any more: nothing is left to separate.").format(
            name=self.name
        )


def name_of(person: Person) -> str:
    """Return the name for a sentence."""
    return name_or_erased(person.family_name, person.given_name)


def load_pair(db: Session, kept_id: int, merged_id: int) -> tuple[Person, Person]:
    """Return the two people that count for two ids, where they may be merged.

    Raises:
        NotFound: one of them is not, or no longer, here.
        SamePerson, AlreadyOnePerson, PeopleOfTwoColleges: they cannot be merged.
    """
    if kept_id == merged_id:
        raise SamePerson
    kept, merged = load_person(db, kept_id), load_person(db, merged_id)
    counts_for = merged_ids(db)
    kept_counts, merged_counts = (counts_for.get(one.id, one.id) for one in (kept, merged))
    if kept_counts == merged_counts:
        raise AlreadyOnePerson(name_of(kept), name_of(merged))
    if scope_of(kept_id) != scope_of(merged_id):
        raise PeopleOfTwoColleges(name_of(kept), name_of(merged))
    return load_person(db, kept_counts), load_person(db, merged_counts)
