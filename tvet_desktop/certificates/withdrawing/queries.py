"""What screens ask about revocations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.certificates.models import Certificate, RevocationDecision, RevocationRequest
from tvet_desktop.certificates.withdrawing.states import CertificateState, states_of
from tvet_desktop.courses.models import Course
from tvet_desktop.people.queries import people_who_count
from tvet_desktop.programme.queries import college_of_scope
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import scope_of

NEWS_DAYS = 14


class Answer(StrEnum):
    """What has become of a request."""

    WAITS = "waits"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    OVERTAKEN = "overtaken"
    """The certificate was replaced or revoked another way meanwhile."""


@dataclass(frozen=True)
class RevocationRow:
    """A request and its answer; user names are empty where the user is unknown on this PC."""

    request_id: int
    certificate_id: int
    number: str
    name: str
    course_title: str
    college: str
    reason: str
    note: str
    requested_on: date
    requested_by: str
    requested_by_id: int | None
    answer: Answer
    state: CertificateState
    decided_on: date | None
    decided_by: str
    answer_note: str


def list_revocations(db: Session) -> list[RevocationRow]:
    """Return what was asked, and not taken back before it was answered: what waits first, then the newest."""
    query = (
        select(RevocationRequest, Certificate, Course.title)
        .join(Certificate, Certificate.id == RevocationRequest.certificate_id)
        .join(Course, Course.id == Certificate.course_id)
        .where(not_deleted(Certificate))
    )
    decisions = _decisions(db)
    found = [row for row in db.execute(query) if not row[0].deleted or row[0].id in decisions]
    states = states_of(db, [certificate for _request, certificate, _title in found])
    people = people_who_count(db, {certificate.person_id for _request, certificate, _title in found})
    rows = []
    for request, certificate, title in found:
        decision, state = decisions.get(request.id), states[certificate.id]
        college = college_of_scope(db, scope_of(request.id))
        rows.append(
            RevocationRow(
                request.id,
                certificate.id,
                certificate.number,
                people[certificate.person_id].name if certificate.person_id in people else "",
                title,
                college.official_name if college else "",
                request.reason,
                request.note,
                request.requested_on,
                _user_name(db, request.requested_by),
                request.requested_by,
                _answer(decision, state),
                state,
                decision.decided_on if decision else None,
                _user_name(db, decision.decided_by) if decision else "",
                decision.note if decision else "",
            )
        )
    return sorted(
        rows, key=lambda row: (row.answer != Answer.WAITS, -row.requested_on.toordinal(), row.number)
    )


def count_waiting(db: Session) -> int:
    """Return how many requests nobody has answered."""
    return sum(row.answer == Answer.WAITS for row in list_revocations(db))


def count_answered(db: Session, today: date) -> int:
    """Return how many requests were answered in the last two weeks."""
    since = today - timedelta(days=NEWS_DAYS)
    query = select(RevocationDecision.id).where(
        not_deleted(RevocationDecision), RevocationDecision.decided_on > since
    )
    return len(db.scalars(query).all())


def _decisions(db: Session) -> Mapping[int, RevocationDecision]:
    """Return the answer to each request; where two officers answered at once, a revocation counts."""
    query = select(RevocationDecision).where(not_deleted(RevocationDecision))
    rows = db.scalars(query.order_by(RevocationDecision.is_confirmed, RevocationDecision.id))
    return {row.request_id: row for row in rows}


def _answer(decision: RevocationDecision | None, state: CertificateState) -> Answer:
    if decision is not None:
        return Answer.CONFIRMED if decision.is_confirmed else Answer.DECLINED
    return Answer.WAITS if state.holds else Answer.OVERTAKEN


def _user_name(db: Session, user_id: int | None) -> str:
    user = None if user_id is None else db.get(User, user_id)
    return "" if user is None else user.display_name
