"""What should be put right before certificates are issued, found before anybody waits for the last of forty."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.queries import session_progress
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.course_facts import CourseFacts, course_facts
from tvet_desktop.certificates.drawing.preflight import Problem, ProblemKind, preflight
from tvet_desktop.certificates.issuer import DEFAULT_ISSUER
from tvet_desktop.certificates.issuing import recipient_of
from tvet_desktop.certificates.setup.design import design_of, look_of
from tvet_desktop.certificates.setup.details import SetupDetails
from tvet_desktop.certificates.setup.queries import setup_of
from tvet_desktop.certificates.setup.sample import sample_number, worthless_code
from tvet_desktop.certificates.setup.second_pages import second_pages
from tvet_desktop.certificates.statements.statement import CertificateKind, Statement
from tvet_desktop.certificates.templates.queries import template_named
from tvet_desktop.courses.models import SessionState
from tvet_desktop.programme.queries import the_programme
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _, ngettext


@dataclass(frozen=True)
class TemplateGone:
    """The template that the course has chosen was retired: the one that ships with the app is taken instead."""

    name: str
    is_blocking: bool = False

    def sentence(self) -> str:
        """Say what is taken, and what to do if it should be another one."""
        return _(
            "The template “{name}” was retired, and the usual one is taken: set up the certificates to choose another."
        ).format(name=self.name)


@dataclass(frozen=True)
class SessionsToCome:
    """The course goes on: certificates that are issued now lack the hours that follow."""

    count: int
    is_blocking: bool = False

    def sentence(self) -> str:
        """Say how many, and what is better."""
        return ngettext(
            "{count} session of this course has no marks yet, and its hours will not stand on these certificates:"
            " hold or cancel it first.",
            "{count} sessions of this course have no marks yet, and their hours will not stand on these certificates:"
            " hold or cancel them first.",
            self.count,
        ).format(count=self.count)


@dataclass(frozen=True)
class Finding:
    """A problem, and the people whose names it is about; nobody where it is about all certificates."""

    problem: Problem | TemplateGone | SessionsToCome
    person_ids: tuple[int, ...] = ()


def issue_preflight(db: Session, *, course_id: int, issued_on: date, now: datetime) -> tuple[Finding, ...]:
    """Try every certificate that waits to be issued and return what was found, what blocks it first.

    Raises:
        NotFound: there is no such course.
    """
    rows = [row for row in candidates(db, course_id) if row.is_approved and row.is_waiting]
    if not rows:
        return ()
    details, facts = setup_of(db, course_id).details, course_facts(db, course_id)
    looks = {
        kind: look_of(db, design_of(db, course_id, details, kind))
        for kind in CertificateKind
        if any(row.kind == kind for row in rows)
    }
    is_practice = the_programme(db).practice
    pages = second_pages(db, course_id) if details.has_second_page else {}
    found: dict[Problem, list[int]] = {}
    for row in rows:
        assert row.kind is not None  # otherwise it would not wait
        look = looks[row.kind]
        statement = _statement(facts, row, issued_on)
        content = look.content(
            statement,
            worthless_code(),
            issued_at=now,
            is_practice=is_practice,
            second_page=pages.get(row.person_id) if row.trains_as is None else None,
        )
        for problem in preflight(content, look.template, look.language, look.logos):
            about = found.setdefault(problem, [])
            if _is_about_name(problem, statement.name):
                about.append(row.person_id)
    order = list(ProblemKind)
    problems = sorted(found, key=lambda one: (not one.is_blocking, order.index(one.kind)))
    return (
        *(Finding(problem, tuple(found[problem])) for problem in problems),
        *(Finding(TemplateGone(name)) for name in _gone(db, details, looks)),
        *_to_come(db, course_id),
    )


def _to_come(db: Session, course_id: int) -> Iterator[Finding]:
    count = sum(row.state == SessionState.PLANNED for row in session_progress(db, course_id))
    if count:
        yield Finding(SessionsToCome(count))


def _gone(db: Session, details: SetupDetails, kinds: Iterable[CertificateKind]) -> list[str]:
    """Return the names of chosen templates that are not there any more."""
    chosen = {kind: details.template(kind) for kind in kinds}
    return [name for kind, name in chosen.items() if template_named(db, kind, name).name != name]


def _is_about_name(problem: Problem, name: str) -> bool:
    if problem.kind == ProblemKind.CODE_TOO_LONG:
        return problem.text == "name"
    return nfc(problem.text) == name


def _statement(facts: CourseFacts, row: CandidateRow, issued_on: date) -> Statement:
    recipient = recipient_of(row)
    return Statement(
        number=sample_number(facts.college_code, issued_on.year),
        kind=recipient.kind,
        name=recipient.name,
        course_title=facts.title,
        skill_area=facts.skill_area,
        minutes=recipient.minutes,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        issued_on=issued_on,
        college_name=facts.college_name,
        issuer=DEFAULT_ISSUER,
    )
