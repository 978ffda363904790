"""The steps that issuing and replacing share: the facts of a course, the next number, one certificate drawn and kept.

``prepare`` once for a course, ``draw_one`` for each person (nothing is kept yet), then ``keep_one`` for each drawn.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.course_facts import CourseFacts, course_facts
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.drawing.second_page import SecondPage, second_page_text
from tvet_desktop.certificates.issuer import Issuer
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.setup.design import Design, Look, design_of, keep_design, look_of
from tvet_desktop.certificates.setup.queries import setup_of
from tvet_desktop.certificates.setup.second_pages import second_pages
from tvet_desktop.certificates.statements.number import CertificateNumber, next_number, parse_number
from tvet_desktop.certificates.statements.signed_statement import SignedStatement, sign_statement
from tvet_desktop.certificates.statements.statement import QUARTER_HOUR, CertificateKind, Statement
from tvet_desktop.documents.pdf_signature import PdfSigner
from tvet_desktop.shared.text import nfc
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.files import FileStore
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class Recipient:
    """Who is certified, for what, and the minutes that count (whole quarter-hours)."""

    person_id: int
    name: str
    kind: CertificateKind
    minutes: int


@dataclass(frozen=True)
class Replaced:
    """The certificate that a new one corrects. ``reason`` is a ``WithdrawalReason``."""

    certificate_id: int
    number: str
    reason: str


@dataclass(frozen=True)
class Drawn:
    """One certificate that could be signed and drawn, before anything is kept."""

    recipient: Recipient
    signed: SignedStatement
    second_page: SecondPage | None
    pdf: bytes
    replaces: Replaced | None


@dataclass(frozen=True)
class IssuedCertificate:
    """One new certificate."""

    certificate_id: int
    number: str
    kind: CertificateKind
    pdf: bytes


@dataclass
class Issuing:
    """What is the same for all certificates of a course that are issued together, and the last number used."""

    facts: CourseFacts
    issuer: Issuer
    issued_on: date
    now: datetime
    last: CertificateNumber
    designs: Mapping[CertificateKind, Design]
    looks: Mapping[CertificateKind, Look]
    second_pages: Mapping[int, SecondPage]
    """By person; nobody's where the course wants none."""
    signer: PdfSigner = field(init=False)

    def __post_init__(self) -> None:
        self.signer = self.issuer.pdf_signer()

    def next_number(self) -> str:
        """Use up the next number of this PC's log."""
        last = self.last
        self.last = next_number(last.college_code, last.year, last.log_code, last.counter)
        return str(self.last)


def prepare(db: Session, *, course_id: int, issuer: Issuer, issued_on: date, now: datetime) -> Issuing:
    """Gather what the certificates of a course have in common; ``now`` (aware) is what their signatures carry.

    Raises:
        NotFound: there is no such course.
        DayNotCertified: the authority does not stand behind this PC's key on that day.
    """
    issuer.require_day(issued_on)
    details = setup_of(db, course_id).details
    facts = course_facts(db, course_id)
    last = _last_number(db, facts.college_code, issued_on.year, issuer.log_code)
    designs = {kind: design_of(db, course_id, details, kind) for kind in CertificateKind}
    looks = {kind: look_of(db, design) for kind, design in designs.items()}
    pages = second_pages(db, course_id) if details.has_second_page else {}
    return Issuing(facts, issuer, issued_on, now, last, designs, looks, pages)


def recipient_of(row: CandidateRow) -> Recipient:
    """Return what a candidate who qualifies is certified for."""
    assert row.kind is not None
    minutes = int(row.credited // QUARTER_HOUR) * QUARTER_HOUR
    return Recipient(row.person_id, nfc(row.name_to_print), row.kind, minutes)


def draw_one(issuing: Issuing, recipient: Recipient, *, replaces: Replaced | None = None) -> Drawn:
    """Sign and draw one certificate under the next number.

    Raises:
        StatementTooLong, StatementImpossible, TextDoesNotFit, CharacterNotPrintable: it cannot be printed so.
    """
    facts, issuer, look = issuing.facts, issuing.issuer, issuing.looks[recipient.kind]
    statement = Statement(
        number=issuing.next_number(),
        kind=recipient.kind,
        name=recipient.name,
        course_title=facts.title,
        skill_area=facts.skill_area,
        minutes=recipient.minutes,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        issued_on=issuing.issued_on,
        college_name=facts.college_name,
        issuer=issuer.name,
    )
    signed = sign_statement(statement, issuer.private_key, issuer.key_id)
    is_trained = recipient.kind != CertificateKind.APPRECIATION
    second_page = issuing.second_pages.get(recipient.person_id) if is_trained else None
    content = look.content(
        signed.statement,
        signed.text,
        issued_at=issuing.now,
        replaces=replaces.number if replaces else "",
        is_practice=issuer.is_practice,
        second_page=second_page,
    )
    pdf = draw_certificate(content, look.template, look.language, issuing.signer, look.logos)
    return Drawn(recipient, signed, second_page, pdf, replaces)


def keep_one(
    db: Session, issuing: Issuing, drawn: Drawn, *, files: FileStore, by: int | None
) -> IssuedCertificate:
    """Keep a drawn certificate: its file first, then its row. What it replaces stays as it was issued."""
    statement, replaced, design = (
        drawn.signed.statement,
        drawn.replaces,
        issuing.designs[drawn.recipient.kind],
    )
    stored = files.put(drawn.pdf)
    course_id = issuing.facts.course_id
    certificate = Certificate(
        id=new_id(db, scope_of(course_id)),
        course_id=course_id,
        person_id=drawn.recipient.person_id,
        number=statement.number,
        kind=statement.kind.value,
        language=design.language,
        code_text=drawn.signed.text,
        statement_hash=drawn.signed.hash.hex(),
        design_id=keep_design(db, course_id, design),
        second_page=second_page_text(drawn.second_page) if drawn.second_page else "",
        replaces_id=replaced.certificate_id if replaced else None,
        replaced_because=replaced.reason if replaced else "",
        issued_on=statement.issued_on,
        issued_by=by,
        pdf_hash=hashlib.sha256(drawn.pdf).hexdigest(),
        file_hash=stored.hash,
        file_key=stored.key,
        file_size=stored.size,
    )
    db.add(certificate)
    return IssuedCertificate(certificate.id, statement.number, statement.kind, drawn.pdf)


def _last_number(db: Session, college_code: str, year: int, log_code: str) -> CertificateNumber:
    """Return the newest number of this PC's log in this year, with counter 0 before the first."""
    used = select(Certificate.number).where(
        Certificate.number.like(f"%-{college_code}-{year:04}-{log_code}-%")
    )
    numbers = [parse_number(number) for number in db.scalars(used)]
    return max(numbers, default=CertificateNumber(college_code, year, log_code, 0))
