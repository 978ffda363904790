"""A certificate as it would look: with the course's longest name, not signed, its code worth nothing."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.course_facts import course_facts
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.drawing.second_page import SecondPage
from tvet_desktop.certificates.issuer import DEFAULT_ISSUER
from tvet_desktop.certificates.setup.design import design_of, look_of
from tvet_desktop.certificates.setup.details import SetupDetails
from tvet_desktop.certificates.setup.sample import SAMPLE_NAME, sample_number, worthless_code
from tvet_desktop.certificates.setup.second_pages import second_pages
from tvet_desktop.certificates.statements.statement import QUARTER_HOUR, CertificateKind, Statement
from tvet_desktop.documents.fonts import Face, text_width
from tvet_desktop.programme.queries import the_programme
from tvet_desktop.shared.text import nfc

_A_DAY = 8 * 60


def preview_certificate(
    db: Session, *, course_id: int, details: SetupDetails, kind: CertificateKind, now: datetime
) -> bytes:
    """Return the PDF of a certificate of this kind as the details say, kept nowhere.

    Raises:
        NotFound: there is no such course.
        TextDoesNotFit, CharacterNotPrintable: something on it cannot be printed so.
    """
    look = look_of(db, design_of(db, course_id, details, kind))
    row = _longest(candidates(db, course_id), kind)
    content = look.content(
        _statement(db, course_id, kind, row, local_day(now)),
        worthless_code(),
        issued_at=now,
        is_practice=the_programme(db).practice,
        second_page=_second_page(db, course_id, row) if details.has_second_page else None,
    )
    return draw_certificate(content, look.template, look.language, None, look.logos)


def _longest(rows: Iterable[CandidateRow], kind: CertificateKind) -> CandidateRow | None:
    """Return who has the longest name among those who could get one of this kind."""
    trains = kind == CertificateKind.APPRECIATION
    return max(
        (row for row in rows if (row.trains_as is not None) == trains),
        key=lambda row: text_width(row.name_to_print, Face.SERIF_SEMIBOLD, 1),
        default=None,
    )


def _statement(
    db: Session, course_id: int, kind: CertificateKind, row: CandidateRow | None, today: date
) -> Statement:
    facts = course_facts(db, course_id, otherwise=today)
    minutes = int(row.credited // QUARTER_HOUR) * QUARTER_HOUR if row else 0
    return Statement(
        number=sample_number(facts.college_code, today.year),
        kind=kind,
        name=nfc(row.name_to_print) if row else SAMPLE_NAME,
        course_title=facts.title,
        skill_area=facts.skill_area,
        minutes=minutes or _A_DAY,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        issued_on=today,
        college_name=facts.college_name,
        issuer=DEFAULT_ISSUER,
    )


def _second_page(db: Session, course_id: int, row: CandidateRow | None) -> SecondPage | None:
    """Return the person's second page; None for trainers, and as long as no session was held."""
    if row is None or row.trains_as is not None:
        return None
    page = second_pages(db, course_id)[row.person_id]
    return page if page.modules else None
