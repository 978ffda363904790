"""What screens and commands ask about certificates."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate, CertificateApproval
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.withdrawing.last_revoked import last_revoked
from tvet_desktop.certificates.withdrawing.states import CertificateState, holding, states_of
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
    """The same person has another one of this kind for this course, and both hold: one must be chosen."""
    state: CertificateState
    """Whether it holds, and what was asked about it."""


def approvals_of(db: Session, course_id: int) -> set[tuple[int, str]]:
    """Return (id of the person that counts, kind) of everything that was approved in a course.

    After a revocation somebody has to approve anew.
    """
    query = select(
        CertificateApproval.person_id, CertificateApproval.kind, CertificateApproval.changed_at
    ).where(not_deleted(CertificateApproval), CertificateApproval.course_id == course_id)
    merged = merged_ids(db)
    revoked = last_revoked(db, course_id, merged)
    approved = {(merged.get(one, one), kind, stamp) for one, kind, stamp in db.execute(query)}
    return {(one, kind) for one, kind, stamp in approved if stamp > revoked.get((one, kind), 0)}


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
    states = states_of(db, [certificate for certificate, _course in found])
    times = Counter(_certified(one, merged) for one, _course in found if states[one.id].holds)
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
            states[certificate.id].holds and times[_certified(certificate, merged)] > 1,
            states[certificate.id],
        )
        for certificate, course in found
    ]


def certified_twice(db: Session, *, first_id: int, second_id: int) -> list[str]:
    """Return the titles of the courses for which both people hold a certificate of the same kind."""
    of_either = [*one_person(db, first_id), *one_person(db, second_id)]
    query = select(Certificate).where(not_deleted(Certificate), Certificate.person_id.in_(of_either))
    held = holding(db, list(db.scalars(query)))
    first, second = (
        {(one.course_id, one.kind) for one in held if one.person_id in one_person(db, person_id)}
        for person_id in (first_id, second_id)
    )
    return sorted(db.get_one(Course, course_id).title for course_id, _kind in first & second)


def _certified(certificate: Certificate, merged: Mapping[int, int]) -> tuple[int, int, str]:
    """Return what nobody should be certified twice: a course to a person, for one kind."""
    person_id = certificate.person_id
    return certificate.course_id, merged.get(person_id, person_id), certificate.kind
