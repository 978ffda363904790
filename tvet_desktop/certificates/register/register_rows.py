"""Every issued certificate with what became of it, as a list that is searched while one types."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from tvet_desktop.certificates.checking.trust_list import Withdrawn
from tvet_desktop.certificates.models import Certificate, CertificatePrint
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.withdrawing.states import Standing
from tvet_desktop.certificates.withdrawing.withdrawn_statements import withdrawn_statements
from tvet_desktop.courses.models import Course
from tvet_desktop.people.matching.matched import human_ids
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import certificate_name_of, name_or_erased
from tvet_desktop.people.search import folded
from tvet_desktop.programme.models import College
from tvet_desktop.storage.base import not_deleted

_Person = tuple[str, str]
_NOBODY: _Person = ("", "")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One certificate. ``name`` is how the person's certificates are written today or that they were erased, ``sex`` a ``Sex`` or empty.

    ``human_id`` is the same for all entries of one person, also at several colleges.

    ``withdrawn`` tells why it does not hold any more; ``replaces`` is the number that it corrects, or empty.
    """

    certificate_id: int
    human_id: int
    number: str
    kind: CertificateKind
    name: str
    sex: str
    course_id: int
    course_code: str
    course_title: str
    college_code: str
    college_name: str
    issued_on: date
    withdrawn: Withdrawn | None
    replaces: str
    prints: int
    found_by: str
    """Folded: number, name, course, college."""

    @property
    def standing(self) -> Standing:
        """What became of it."""
        if self.withdrawn is None:
            return Standing.HOLDS
        return Standing.REPLACED if self.withdrawn.replaced_by else Standing.REVOKED

    @property
    def log_code(self) -> str:
        """The four characters of the PC's log in the number; empty where the number has another form."""
        parts = self.number.split("-")
        return parts[3] if len(parts) == _PARTS else ""


_PARTS = 6
_KINDS = {kind.value: kind for kind in CertificateKind}


def folded_number(number: str) -> str:
    """Return what ``fold_name`` makes of a number, in a tenth of the time."""
    return number.lower().replace("-", " ").replace("l", "r")


def register_rows(db: Session) -> list[RegisterRow]:
    """Return all certificates that this PC can read, the newest first."""
    withdrawn, prints, people, human = withdrawn_statements(db), _prints(db), _people(db), human_ids(db)
    replaced = aliased(Certificate)
    query = (
        select(
            Certificate.id,
            Certificate.number,
            Certificate.kind,
            Certificate.person_id,
            Certificate.issued_on,
            Certificate.statement_hash,
            Course.id,
            Course.code,
            Course.title,
            College.code,
            College.official_name,
            replaced.number,
        )
        .join(Course, Course.id == Certificate.course_id)
        .join(College, College.id == Course.college_id)
        .outerjoin(replaced, replaced.id == Certificate.replaces_id)
        .where(not_deleted(Certificate))
        .order_by(Certificate.issued_on.desc(), Certificate.number, Certificate.id)
    )
    rows = []
    for row in db.execute(query):
        certificate_id, number, kind, person_id, issued_on, digest, course_id, code, title, *rest = row
        college_code, college_name, replaces = rest
        name, sex = people.get(person_id, _NOBODY)
        rows.append(
            RegisterRow(
                certificate_id,
                human.get(person_id, person_id),
                number,
                _KINDS.get(kind, CertificateKind.APPRECIATION),
                name,
                sex,
                course_id,
                code,
                title,
                college_code,
                college_name,
                issued_on,
                withdrawn.get(digest),
                replaces or "",
                prints.get(certificate_id, 0),
                f"{folded_number(number)} {folded(name)} {folded(title)} {folded(code)} {folded(college_name)}",
            )
        )
    return rows


def _prints(db: Session) -> Mapping[int, int]:
    query = (
        select(CertificatePrint.certificate_id, func.count())
        .where(not_deleted(CertificatePrint))
        .group_by(CertificatePrint.certificate_id)
    )
    counts: dict[int, int] = dict(db.execute(query).all())
    return counts


def _people(db: Session) -> Mapping[int, _Person]:
    """Return the name on certificates and the sex of everybody who has one; of merged people the person that counts."""
    merged = merged_ids(db)
    has_one = select(Certificate.person_id).where(not_deleted(Certificate))
    wanted = (
        Person.id.in_(has_one) | Person.id.in_(list(merged.values())) if merged else Person.id.in_(has_one)
    )
    query = select(
        Person.id, Person.certificate_name, Person.family_name, Person.given_name, Person.sex
    ).where(wanted)
    erased = name_or_erased("", "")
    people = {
        person_id: (certificate_name_of(certificate_name, family, given) or erased, sex or "")
        for person_id, certificate_name, family, given, sex in db.execute(query)
    }
    return people | {one: people[counts] for one, counts in merged.items() if counts in people}
