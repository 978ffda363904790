"""Keep that people agreed, all in the same words and on the same day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.people.consents.queries import consents_in_force
from tvet_desktop.people.consents.rules import GuardianMissing, is_child, require_witness
from tvet_desktop.people.loading import load_person
from tvet_desktop.people.models import Consent, ConsentForm, ConsentPurpose
from tvet_desktop.people.names import display_name
from tvet_desktop.shared.text import nfc
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class ConsentRecorded:
    """The new rows, to undo with ``take_back_consent``; who had agreed to these words before; who is a child.

    Of several people, the children are left out: each one's parent or guardian agrees.
    """

    consent_ids: tuple[int, ...]
    agreed_before: tuple[int, ...]
    children: tuple[int, ...]


def record_consent(
    db: Session,
    *,
    person_ids: Sequence[int],
    purpose: ConsentPurpose,
    text_version: str,
    language: str,
    form: ConsentForm,
    given_on: date,
    witness: str = "",
    given_by: str = "",
    by: int | None,
) -> ConsentRecorded:
    """Add a consent for each person who has not agreed to these words yet.

    Args:
        db: an open transaction.
        person_ids: one person, or all who signed the same form.
        purpose: one alone: a consent is for something in particular.
        text_version: the words (``present_version``).
        language: in which they were read, "en", "fr" or "rw".
        form: by word of mouth, on paper or on a screen.
        given_on: the day that somebody typed.
        witness: who heard it; needed for a spoken consent.
        given_by: the parent or guardian of one child.
        by: the user's id.

    Raises:
        WitnessMissing: a spoken consent that nobody heard.
        GuardianMissing: the only person is under 16.
        NotFound: somebody is not here.
    """
    require_witness(form, nfc(witness))
    people = [load_person(db, person_id) for person_id in dict.fromkeys(person_ids)]
    is_alone = len(people) == 1
    children = {p.id for p in people if is_child(p.birth_year, p.birth_date, given_on)}
    if is_alone and children and not nfc(given_by):
        raise GuardianMissing(display_name(people[0].family_name, people[0].given_name))
    in_force = consents_in_force(db, [person.id for person in people], purpose)
    agreed = {
        person_id
        for person_id, rows in in_force.items()
        if any(row.text_version == text_version for row in rows)
    }
    left_out = set() if is_alone else children - agreed

    made = [
        Consent(
            id=new_id(db, scope_of(person.id)),
            person_id=person.id,
            purpose=purpose.value,
            text_version=text_version,
            language=language,
            form=form.value,
            given_on=given_on,
            given_by=nfc(given_by) if is_alone else "",
            witness=nfc(witness),
            recorded_by=by,
            withdrawn_how="",
        )
        for person in people
        if person.id not in agreed | left_out
    ]
    db.add_all(made)
    db.flush()
    return ConsentRecorded(tuple(row.id for row in made), tuple(sorted(agreed)), tuple(sorted(left_out)))
