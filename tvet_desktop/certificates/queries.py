"""What screens and commands ask about certificates."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.qualifying import qualifying
from tvet_desktop.attendance.rules import Outcome
from tvet_desktop.certificates.models import Certificate, CertificateApproval
from tvet_desktop.certificates.rules import KIND_OF
from tvet_desktop.certificates.statement import CertificateKind
from tvet_desktop.courses.models import Course
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import certificate_name_of, display_name
from tvet_desktop.shared.known import known
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class CandidateRow:
    """One person of a course on the way to a certificate.

    ``kind`` is what they qualify for, None if for nothing; ``missing_minutes`` what is missing to a completion.
    ``number`` is that of the newest certificate of this kind, empty if there is none.
    """

    person_id: int
    seat: int
    name: str
    name_to_print: str
    is_name_confirmed: bool
    percent: int | None
    credited: Fraction
    delivered: int
    kind: CertificateKind | None
    missing_minutes: Fraction
    is_approved: bool
    number: str
    certificate_id: int | None
    """Of the certificate with this number, None if there is none."""


@dataclass(frozen=True)
class CertificateRow:
    """An issued certificate as the register lists it."""

    id: int
    number: str
    kind: CertificateKind
    person_id: int
    person_name: str
    course_id: int
    course_title: str
    issued_on: date
    is_double: bool
    """The same person has another one of this kind for this course: one must be replaced."""


def candidates(db: Session, course_id: int) -> list[CandidateRow]:
    """Return everybody of a course by seat, and how far each is."""
    approved = approvals_of(db, course_id)
    issued = {(c.person_id, c.kind): c for c in certificates_of(db, course_id)}
    rows = []
    for row in qualifying(db, course_id):
        person = db.get_one(Person, row.person_id)
        kind = KIND_OF.get(row.outcome) if row.outcome != Outcome.NEITHER else None
        certificate = issued.get((row.person_id, kind.value)) if kind else None
        rows.append(
            CandidateRow(
                row.person_id,
                row.seat,
                row.name,
                certificate_name_of(person.certificate_name, person.family_name, person.given_name),
                person.name_confirmed_on is not None,
                row.percent,
                row.credited,
                row.delivered,
                kind,
                row.missing_minutes,
                kind is not None and (row.person_id, kind.value) in approved,
                certificate.number if certificate else "",
                certificate.id if certificate else None,
            )
        )
    return rows


def approvals_of(db: Session, course_id: int) -> set[tuple[int, str]]:
    """Return (person id, kind) of everything that was approved in a course."""
    query = select(CertificateApproval.person_id, CertificateApproval.kind).where(
        not_deleted(CertificateApproval), CertificateApproval.course_id == course_id
    )
    return {(person_id, kind) for person_id, kind in db.execute(query)}


def certificates_of(db: Session, course_id: int) -> list[Certificate]:
    """Return the certificates of a course in the order of their numbers."""
    query = select(Certificate).where(not_deleted(Certificate), Certificate.course_id == course_id)
    return list(db.scalars(query.order_by(Certificate.number, Certificate.id)))


def list_certificates(db: Session, *, course_id: int | None = None) -> list[CertificateRow]:
    """Return issued certificates, the newest first."""
    query = (
        select(Certificate, Person, Course)
        .join(Person, Person.id == Certificate.person_id)
        .join(Course, Course.id == Certificate.course_id)
        .where(not_deleted(Certificate))
        .order_by(Certificate.issued_on.desc(), Certificate.number)
    )
    if course_id is not None:
        query = query.where(Certificate.course_id == course_id)
    found = db.execute(query).all()
    times: dict[tuple[int, int, str], int] = {}
    for certificate, _person, _course in found:
        key = (certificate.course_id, certificate.person_id, certificate.kind)
        times[key] = times.get(key, 0) + 1
    return [
        CertificateRow(
            certificate.id,
            certificate.number,
            known(CertificateKind, certificate.kind, CertificateKind.APPRECIATION),
            person.id,
            display_name(person.family_name, person.given_name),
            course.id,
            course.title,
            certificate.issued_on,
            times[certificate.course_id, certificate.person_id, certificate.kind] > 1,
        )
        for certificate, person, course in found
    ]
