"""What the people of a course agreed to, and who was not asked yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.courses.queries import enrolled_people
from tvet_desktop.people.consents.queries import ConsentState, consent_states
from tvet_desktop.people.models import ConsentPurpose
from tvet_desktop.people.queries import PersonRow, people_by_id


@dataclass(frozen=True)
class PersonConsents:
    """Somebody of a course; ``states`` has no purpose that nobody asked for."""

    person: PersonRow
    states: Mapping[ConsentPurpose, ConsentState]

    def misses(self, purpose: ConsentPurpose) -> bool:
        """Tell whether the person was not asked yet. Who withdrew is not asked again by itself."""
        return purpose not in self.states


def course_consents(db: Session, course_id: int) -> list[PersonConsents]:
    """Return the people who belong to a course, in the order of its list, with what each agreed to.

    Raises:
        NotFound: there is no such course.
    """
    ids = [person.person_id for person in enrolled_people(db, course_id, with_left=False)]
    people, states = people_by_id(db, ids), consent_states(db, ids)
    return [PersonConsents(people[one], states.get(one, {})) for one in ids]


def missing_consents(db: Session, course_id: int, purpose: ConsentPurpose) -> list[PersonRow]:
    """Return the people of a course who were not asked for a purpose yet."""
    return [row.person for row in course_consents(db, course_id) if row.misses(purpose)]
