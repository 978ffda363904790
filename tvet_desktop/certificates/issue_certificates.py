"""Issue certificates to everybody of a course who is approved and has none yet."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.drawing.sheet import CharacterNotPrintable, TextDoesNotFit, shown
from tvet_desktop.certificates.issuer import Issuer
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.queries import CandidateRow, candidates
from tvet_desktop.certificates.rules import NamesNotPrintable, NothingToIssue
from tvet_desktop.certificates.statements.number import CertificateNumber, next_number, parse_number
from tvet_desktop.certificates.statements.signed_statement import (
    SignedStatement,
    StatementTooLong,
    sign_statement,
)
from tvet_desktop.certificates.statements.statement import QUARTER_HOUR, CertificateKind, Statement
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.courses.models import Course, TrainingSession
from tvet_desktop.documents.pdf_signature import PdfSigner
from tvet_desktop.programme.models import College, SkillArea
from tvet_desktop.shared.text import nfc
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.files import FileStore
from tvet_desktop.storage.ids import scope_of

Report = Callable[[int, int], None]


@dataclass(frozen=True)
class IssuedCertificate:
    """One new certificate."""

    certificate_id: int
    number: str
    kind: CertificateKind
    pdf: bytes


@dataclass(frozen=True)
class CertificatesIssued:
    """All new certificates, in seat order."""

    certificates: tuple[IssuedCertificate, ...]


def issue_certificates(
    db: Session,
    *,
    course_id: int,
    issuer: Issuer,
    files: FileStore,
    issued_on: date,
    now: datetime,
    by: int | None,
    report: Report = lambda _done, _total: None,
) -> CertificatesIssued:
    """Freeze, sign and keep a PDF for each approved person who still qualifies.

    All are drawn before the first is kept, so that one name that cannot be printed leaves no half-done work.
    The files are on the disk before the rows are committed; ``now`` is what the signature carries. ``report``
    is told how many of how many are done, and may raise to stop: then nothing was issued.

    Raises:
        NothingToIssue: nobody is approved without a certificate.
        NamesNotPrintable: names that are too long or have strange letters, all of them together.
        StatementTooLong, TextDoesNotFit, CharacterNotPrintable: a title needs shortening.
    """
    waiting = [row for row in candidates(db, course_id) if row.is_approved and row.is_waiting]
    if not waiting:
        raise NothingToIssue
    facts = _CourseFacts.of(db, course_id)
    signer = issuer.pdf_signer()
    number = _last_number(db, facts.college_code, issued_on.year, issuer.log_code)

    drawn: list[_Drawn] = []
    unprintable: dict[str, str] = {}
    for done, row in enumerate(waiting):
        report(done, len(waiting))
        number = next_number(facts.college_code, issued_on.year, issuer.log_code, number.counter)
        statement = facts.statement(row, str(number), issuer, issued_on)
        try:
            drawn.append(_draw(row.person_id, statement, facts.language, issuer, signer, now))
        except (StatementTooLong, TextDoesNotFit, CharacterNotPrintable) as problem:
            if not _is_about(statement.name, problem):
                raise
            unprintable[statement.name] = _letters(problem)
    if unprintable:
        raise NamesNotPrintable(unprintable)
    issued = tuple(_keep(db, course_id, one, facts.language, files, by) for one in drawn)
    db.flush()
    return CertificatesIssued(issued)


def _is_about(name: str, problem: StatementTooLong | TextDoesNotFit | CharacterNotPrintable) -> bool:
    if isinstance(problem, StatementTooLong):
        return problem.field == "name"
    return nfc(problem.text) == name


def _letters(problem: Exception) -> str:
    return " ".join(map(shown, problem.characters)) if isinstance(problem, CharacterNotPrintable) else ""


@dataclass(frozen=True)
class _CourseFacts:
    """What all certificates of a course say alike."""

    course_id: int
    title: str
    language: str
    skill_area: str
    starts_on: date
    ends_on: date
    college_code: str
    college_name: str

    @classmethod
    def of(cls, db: Session, course_id: int) -> "_CourseFacts":
        course = db.get_one(Course, course_id)
        college = db.get_one(College, course.college_id)
        area = db.get(SkillArea, course.skill_area_id) if course.skill_area_id else None
        held = select(TrainingSession.held_on).where(
            not_deleted(TrainingSession),
            TrainingSession.course_id == course_id,
            TrainingSession.cancelled.is_(False),
        )
        days = sorted(db.scalars(held))
        return cls(
            course_id,
            course.title,
            course.language,
            getattr(area, f"name_{course.language}") if area else "",
            days[0],
            days[-1],
            college.code,
            college.official_name,
        )

    def statement(self, row: CandidateRow, number: str, issuer: Issuer, issued_on: date) -> Statement:
        assert row.kind is not None
        return Statement(
            number=number,
            kind=row.kind,
            name=nfc(row.name_to_print),
            course_title=self.title,
            skill_area=self.skill_area,
            minutes=int(row.credited // QUARTER_HOUR) * QUARTER_HOUR,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            issued_on=issued_on,
            college_name=self.college_name,
            issuer=issuer.name,
        )


def _last_number(db: Session, college_code: str, year: int, log_code: str) -> CertificateNumber:
    """Return the newest number of this PC's log in this year, with counter 0 before the first."""
    used = select(Certificate.number).where(
        Certificate.number.like(f"%-{college_code}-{year:04}-{log_code}-%")
    )
    numbers = [parse_number(number) for number in db.scalars(used)]
    return max(numbers, default=CertificateNumber(college_code, year, log_code, 0))


@dataclass(frozen=True)
class _Drawn:
    """One certificate that could be signed and drawn, before anything is kept."""

    person_id: int
    signed: SignedStatement
    pdf: bytes


def _draw(  # noqa: PLR0917  one step of the loop above
    person_id: int, statement: Statement, language: str, issuer: Issuer, signer: PdfSigner, now: datetime
) -> _Drawn:
    signed = sign_statement(statement, issuer.private_key, issuer.key_id)
    content = CertificateContent(
        statement=signed.statement, code_text=signed.text, issued_at=now, is_practice=issuer.is_practice
    )
    return _Drawn(
        person_id, signed, draw_certificate(content, template_for(statement.kind), language, signer)
    )


def _keep(  # noqa: PLR0917  one line for each fact that is frozen
    db: Session, course_id: int, drawn: _Drawn, language: str, files: FileStore, by: int | None
) -> IssuedCertificate:
    statement, pdf = drawn.signed.statement, drawn.pdf
    stored = files.put(pdf)
    certificate = Certificate(
        id=new_id(db, scope_of(course_id)),
        course_id=course_id,
        person_id=drawn.person_id,
        number=statement.number,
        kind=statement.kind.value,
        language=language,
        code_text=drawn.signed.text,
        statement_hash=drawn.signed.hash.hex(),
        design_id=None,
        second_page="",
        replaces_id=None,
        replaced_because="",
        issued_on=statement.issued_on,
        issued_by=by,
        pdf_hash=hashlib.sha256(pdf).hexdigest(),
        file_hash=stored.hash,
        file_key=stored.key,
        file_size=stored.size,
    )
    db.add(certificate)
    return IssuedCertificate(certificate.id, statement.number, statement.kind, pdf)
