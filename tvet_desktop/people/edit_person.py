"""Change what is known of a person."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.people.loading import load_person
from tvet_desktop.people.records import details_of, field_values
from tvet_desktop.people.register import Details
from tvet_desktop.people.rules import require_complete


@dataclass(frozen=True)
class PersonEdited:
    """What the person was before, to undo with ``edit_person``, and whether the name must be confirmed anew."""

    person_id: int
    before: Details
    name_to_confirm: bool


def edit_person(db: Session, *, person_id: int, details: Details) -> PersonEdited:
    """Write all fields of a person; those that stay as they were leave no trace in the history.

    A changed name takes its confirmation with it: the person had confirmed another one.

    Raises:
        PersonIncomplete: name or sex are missing.
        NotFound: the person is not here.
    """
    require_complete(details)
    person = load_person(db, person_id)
    before = details_of(person)
    for name, value in field_values(details).items():
        if getattr(person, name) != value:
            setattr(person, name, value)

    renamed = (before.family_name, before.given_name) != (details.family_name, details.given_name)
    name_to_confirm = renamed and person.certificate_name is not None
    if name_to_confirm:
        person.certificate_name = person.name_confirmed_on = person.name_confirmed_by = None
    db.flush()
    return PersonEdited(person_id, before, name_to_confirm)
