"""Keep the name that a person has confirmed for the certificate."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.people.loading import load_person
from tvet_desktop.people.names import usable_name
from tvet_desktop.people.rules import LONGEST_CERTIFICATE_NAME, BadCertificateName
from tvet_desktop.shared.text import nfc


@dataclass(frozen=True)
class NameConfirmed:
    """The name as it will be printed, and the one confirmed before, if any."""

    person_id: int
    certificate_name: str
    before: str | None


def confirm_name(
    db: Session, *, person_id: int, certificate_name: str, confirmed_on: date, by: int | None
) -> NameConfirmed:
    """Keep ``certificate_name`` letter by letter, with who asked the person and on which day.

    Args:
        db: an open transaction.
        person_id: whose name it is.
        certificate_name: as it will be printed; white space is tidied, nothing else.
        confirmed_on: the day that stands on the name-check list.
        by: the user's id.

    Raises:
        BadCertificateName: too short, too long, or no name.
        NotFound: the person is not here.
    """
    name = nfc(certificate_name)
    if not usable_name(name) or len(name) > LONGEST_CERTIFICATE_NAME:
        raise BadCertificateName(len(name))
    person = load_person(db, person_id)
    before = person.certificate_name
    person.certificate_name = name
    person.name_confirmed_on = confirmed_on
    person.name_confirmed_by = by
    db.flush()
    return NameConfirmed(person_id, name, before)
