"""What screens and commands ask about certificates."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.qualifying import qualifying
from tvet_desktop.attendance.rules import Merits
from tvet_desktop.certificates.models import Certificate, CertificateApproval
from tvet_desktop.certificates.rules import KIND_OF
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.courses.models import Course
from tvet_desktop.people.merging.merged import merged_ids, one_person
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import certificate_name_of
from tvet_desktop.people.queries import people_who_count
from tvet_desktop.shared.known import known
from tvet_desktop.storage.base import not_deleted

_OF_TRAINEES = (CertificateKind.COMPLETION, CertificateKind.PARTICIPATION)


@dataclass(frozen=True)
class CandidateRow:
    """One person of a course on the way to a certificate.

    ``kind`` is what they qualify for, None if for nothing, or while sessions are ``undecided`` (minutes in which
    nobody has said whether they were there). ``decided`` are the minutes that ``percent`` is of;
    ``missing_minutes`` what is missing to a completion, and ``missing_points`` in the post-test to its pass mark,
    as in ``QualifyingRow``. ``number`` is that of the newest certificate of this kind, empty if there is none.
    """

    person_id: int
    seat: int
    name: str
    name_to_print: str
    is_name_confirmed: bool
    percent: int | None
    credited: Fraction
    decided: int
    undecided: int
    kind: CertificateKind | None
    missing_minutes: Fraction
    missing_points: Fraction | None
    merits: Merits
    needs_waiver: bool
    is_approved: bool
    number: str
    certificate_id: int | None
    """Of the certificate with this number, None if there is none."""
    earlier: tuple[CertificateKind, str] | None
    """Kind and number of another certificate for this course: issued before marks, rules or waivers changed."""

    @property
    def holds_better(self) -> bool:
        """Tell whether a completion was issued, though today it would be a participation: no second paper is due."""
        was_completed = self.earlier is not None and self.earlier[0] == CertificateKind.COMPLETION
        return was_completed and self.kind == CertificateKind.PARTICIPATION

    @property
    def is_waiting(self) -> bool:
        """Tell whether a certificate is due that is not issued yet."""
        return self.kind is not None and not self.number and not self.holds_better


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
    """Return everybody of a course by seat, and how far each is.

    Who was merged is there once, and has what was approved or issued under any of the names.
    """
    merged = merged_ids(db)
    approved = {(merged.get(one, one), kind) for one, kind in approvals_of(db, course_id)}
    issued = {
        (merged.get(c.person_id, c.person_id), c.kind): c
        for c in sorted(certificates_of(db, course_id), key=lambda c: c.person_id not in merged)
    }
    rows = []
    for row in qualifying(db, course_id):
        person = db.get_one(Person, row.person_id)
        kind = None if row.undecided else KIND_OF.get(row.outcome)
        certificate = issued.get((row.person_id, kind.value)) if kind else None
        others = (one for one in _OF_TRAINEES if one != kind and (row.person_id, one.value) in issued)
        other = next(others, None)
        rows.append(
            CandidateRow(
                row.person_id,
                row.seat,
                row.name,
                certificate_name_of(person.certificate_name, person.family_name, person.given_name),
                person.name_confirmed_on is not None,
                row.percent,
                row.credited,
                row.delivered - row.undecided,
                row.undecided,
                kind,
                row.missing_minutes,
                row.missing_points,
                row.merits,
                row.needs_waiver,
                kind is not None and (row.person_id, kind.value) in approved,
                certificate.number if certificate else "",
                certificate.id if certificate else None,
                (other, issued[row.person_id, other.value].number) if other else None,
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
