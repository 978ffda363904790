"""What a new certificate would say otherwise than the one that it replaces."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.certificate_erased import CertificateErased
from tvet_desktop.certificates.course_facts import course_facts
from tvet_desktop.certificates.facts import facts_of
from tvet_desktop.certificates.issuing import recipient_of
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.statements.signed_statement import read_statement
from tvet_desktop.certificates.statements.statement import CertificateKind, Statement
from tvet_desktop.people.merging.merged import counting_person
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import certificate_name_of


@dataclass(frozen=True)
class Changed:
    """One line of a certificate that would read otherwise."""

    word: str
    before: str
    after: str


@dataclass(frozen=True)
class Correction:
    """The certificate to replace: who it names, how the name reads today, and which other facts have changed.

    ``qualifies`` is False if the person would get no certificate of this course today.
    """

    certificate_id: int
    number: str
    printed_name: str
    name_today: str
    changed: tuple[Changed, ...]
    qualifies: bool


def correction_of(db: Session, certificate_id: int) -> Correction:
    """Return what replacing a certificate today would change besides its number and its day."""
    certificate = db.get_one(Certificate, certificate_id)
    if not certificate.code_text:
        raise CertificateErased(certificate.number)
    before = read_statement(certificate.code_text).statement
    row = candidate_of(db, certificate)
    qualifies = row is not None and row.kind is not None
    changed = _changed(before, _today(db, before, certificate.course_id, row)) if qualifies and row else ()
    return Correction(
        certificate_id, certificate.number, before.name, _name_today(db, certificate), changed, qualifies
    )


def candidate_of(db: Session, certificate: Certificate) -> CandidateRow | None:
    """Return how far the person of a certificate is today; None if they do not belong to the course any more."""
    person_id = counting_person(db, certificate.person_id)
    is_trainer = certificate.kind == CertificateKind.APPRECIATION
    found = (row for row in candidates(db, certificate.course_id) if row.key == (person_id, is_trainer))
    return next(found, None)


def _today(db: Session, before: Statement, course_id: int, row: CandidateRow) -> Statement:
    facts, recipient = course_facts(db, course_id), recipient_of(row)
    return replace(
        before,
        kind=recipient.kind,
        course_title=facts.title,
        skill_area=facts.skill_area,
        minutes=recipient.minutes,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        college_name=facts.college_name,
    )


def _changed(before: Statement, after: Statement) -> tuple[Changed, ...]:
    old, new = facts_of(before), facts_of(after)
    return tuple(Changed(word, old[word], new[word]) for word in old if old[word] != new[word])


def _name_today(db: Session, certificate: Certificate) -> str:
    person = db.get_one(Person, counting_person(db, certificate.person_id))
    return certificate_name_of(person.certificate_name, person.family_name, person.given_name)
