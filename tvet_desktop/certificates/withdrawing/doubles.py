"""Who was certified twice: for one course, one kind, and both certificates hold."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.withdrawing.states import holding
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.queries import people_who_count
from tvet_desktop.shared.known import known
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class DoubleCertificate:
    """One of several certificates: who issued it and when, as far as this PC knows."""

    certificate_id: int
    number: str
    issued_on: date
    issued_by: str


@dataclass(frozen=True)
class DoubleRow:
    """A person with several certificates of one kind for one course, the first issued first."""

    course_id: int
    person_id: int
    name: str
    kind: CertificateKind
    certificates: tuple[DoubleCertificate, ...]


def doubles(db: Session, *, course_id: int | None = None) -> list[DoubleRow]:
    """Return everybody who was certified twice, by name; people who were merged are one person."""
    several = _several(db, course_id)
    if not several:
        return []
    held = {one.id for one in holding(db, [one for found in several for one in found])}
    people = people_who_count(db, {one.person_id for found in several for one in found})
    rows = []
    for found in several:
        still = [one for one in found if one.id in held]
        if len(still) > 1 and still[0].person_id in people:
            person = people[still[0].person_id]
            kind = known(CertificateKind, still[0].kind, CertificateKind.APPRECIATION)
            several_held = tuple(_one(db, one) for one in still)
            rows.append(DoubleRow(still[0].course_id, person.id, person.name, kind, several_held))
    return sorted(rows, key=lambda row: (row.name, row.course_id, row.kind))


def _several(db: Session, course_id: int | None) -> list[list[Certificate]]:
    """Return the certificates of one kind, course and person where there are several, holding or not."""
    row = Certificate
    query = select(row.id, row.course_id, row.person_id, row.kind).where(not_deleted(row))
    if course_id is not None:
        query = query.where(row.course_id == course_id)
    merged = merged_ids(db)
    groups: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for one in db.execute(query.order_by(row.issued_on, row.id)):
        groups[one.course_id, merged.get(one.person_id, one.person_id), one.kind].append(one.id)
    return [[db.get_one(Certificate, one) for one in ids] for ids in groups.values() if len(ids) > 1]


def _one(db: Session, certificate: Certificate) -> DoubleCertificate:
    user = None if certificate.issued_by is None else db.get(User, certificate.issued_by)
    return DoubleCertificate(
        certificate.id, certificate.number, certificate.issued_on, user.display_name if user else ""
    )
