"""What screens and commands ask about certificates."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate, CertificateApproval
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.courses.models import Course
from tvet_desktop.people.merging.merged import merged_ids, one_person
from tvet_desktop.people.queries import people_who_count
from tvet_desktop.shared.known import known
from tvet_desktop.storage.base import not_deleted


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
    """Return issued certificates, the newest first; those of merged people under the person that counts."""
    query = (
        select(Certificate, Course)
        .join(Course, Course.id == Certificate.course_id)
        .where(not_deleted(Certificate))
        .order_by(Certificate.issued_on.desc(), Certificate.number)
    )
    if course_id is not None:
        query = query.where(Certificate.course_id == course_id)
    found = db.execute(query).all()
    merged = merged_ids(db)
    people = people_who_count(db, {certificate.person_id for certificate, _course in found})
    times = Counter(_certified(certificate, merged) for certificate, _course in found)
    return [
        CertificateRow(
            certificate.id,
            certificate.number,
            known(CertificateKind, certificate.kind, CertificateKind.APPRECIATION),
            people[certificate.person_id].id,
            people[certificate.person_id].name,
            course.id,
            course.title,
            certificate.issued_on,
            times[_certified(certificate, merged)] > 1,
        )
        for certificate, course in found
    ]


def certified_twice(db: Session, *, first_id: int, second_id: int) -> list[str]:
    """Return the titles of the courses for which both people have a certificate of the same kind."""
    query = (
        select(Certificate.course_id, Certificate.kind, Course.title)
        .join(Course, Course.id == Certificate.course_id)
        .where(not_deleted(Certificate))
    )
    first, second = (
        set(db.execute(query.where(Certificate.person_id.in_(one_person(db, one)))).all())
        for one in (first_id, second_id)
    )
    return sorted({title for _course_id, _kind, title in first & second})


def _certified(certificate: Certificate, merged: Mapping[int, int]) -> tuple[int, int, str]:
    """Return what nobody should be certified twice: a course to a person, for one kind."""
    person_id = certificate.person_id
    return certificate.course_id, merged.get(person_id, person_id), certificate.kind
