"""Confirm the names of several people as they stand on the signed name-check list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.people.confirm_name import NameConfirmed, confirm_name
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import certificate_name_of


@dataclass(frozen=True)
class NamesConfirmed:
    """What was confirmed, person by person."""

    confirmed: tuple[NameConfirmed, ...]


def confirm_names(
    db: Session,
    *,
    person_ids: Sequence[int],
    confirmed_on: date,
    by: int | None,
    corrected: Mapping[int, str] | None = None,
) -> NamesConfirmed:
    """Keep for each person the name that the lists show as the one to print, letter by letter.

    Args:
        db: an open transaction.
        person_ids: whose names were checked.
        confirmed_on: the day that stands on the name-check list.
        by: the user's id.
        corrected: by person, the names that the list has otherwise.

    Raises:
        NotAllowed: the user is no coordinator.
        BadCertificateName: one of them is no name to print.
    """
    require_role(db, by, "approve_certificates")
    confirmed = []
    for person_id in person_ids:
        person = db.get_one(Person, person_id)
        name = (corrected or {}).get(person_id) or certificate_name_of(
            person.certificate_name, person.family_name, person.given_name
        )
        confirmed.append(
            confirm_name(db, person_id=person_id, certificate_name=name, confirmed_on=confirmed_on, by=by)
        )
    return NamesConfirmed(tuple(confirmed))
