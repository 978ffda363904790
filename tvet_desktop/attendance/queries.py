"""Which sessions still want marks, and whose."""

from dataclasses import dataclass

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.merging.merged_counts import surplus_by_session
from tvet_desktop.attendance.models import AttendanceMark, MarkImport
from tvet_desktop.attendance.rules import is_expected, session_state
from tvet_desktop.courses.loading import load_training_session
from tvet_desktop.courses.models import Enrolment, EnrolmentStatus, SessionState, TrainingSession
from tvet_desktop.courses.queries import TrainingSessionRow, enrolled_people, sessions_of
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class UnmarkedPerson:
    """Somebody who belongs to the course on the day of a session and has no mark there, under no id."""

    person_id: int
    seat: int
    name: str
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class SessionProgress:
    """How far the marking of a session is. ``marked`` counts only those who are ``expected``."""

    session: TrainingSessionRow
    state: SessionState
    expected: int
    marked: int

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is left to decide."""
        if self.state == SessionState.HELD:
            return self.session.is_closed or self.marked >= self.expected
        return self.state == SessionState.CANCELLED


def unmarked_people(db: Session, training_session_id: int) -> list[UnmarkedPerson]:
    """Return who has a gap at a session, in the order of the register."""
    training_session = load_training_session(db, training_session_id)
    marked = set(
        db.scalars(
            select(AttendanceMark.person_id).where(
                not_deleted(AttendanceMark), AttendanceMark.training_session_id == training_session_id
            )
        )
    )
    return [
        UnmarkedPerson(person.person_id, person.seat, person.name, person.also)
        for person in enrolled_people(db, training_session.course_id)
        if marked.isdisjoint((person.person_id, *person.also))
        and is_expected(person.status, person.left_on, training_session.held_on, person.expected_from)
    ]


def session_progress(db: Session, course_id: int) -> list[SessionProgress]:
    """Return the sessions of a course in order, with their states and how many are marked."""
    belongs = and_(
        Enrolment.deleted.is_(False),
        or_(Enrolment.status == EnrolmentStatus.ENROLLED.value, Enrolment.left_on >= TrainingSession.held_on),
        or_(Enrolment.came_from.is_(None), Enrolment.enrolled_on <= TrainingSession.held_on),
        or_(Enrolment.counts_from.is_(None), Enrolment.counts_from <= TrainingSession.held_on),
    )
    query = (
        select(TrainingSession.id, func.count(), func.sum(case((belongs, 1), else_=0)))
        .join(AttendanceMark, AttendanceMark.training_session_id == TrainingSession.id)
        .join(
            Enrolment,
            and_(
                Enrolment.course_id == TrainingSession.course_id,
                Enrolment.person_id == AttendanceMark.person_id,
            ),
            isouter=True,
        )
        .where(not_deleted(AttendanceMark), TrainingSession.course_id == course_id)
        .group_by(TrainingSession.id)
    )
    counts = {row_id: (marks, marked) for row_id, marks, marked in db.execute(query)}
    people = enrolled_people(db, course_id)
    surplus = surplus_by_session(db, course_id=course_id)
    progress = []
    for session in sessions_of(db, course_id):
        marks, marked = counts.get(session.id, (0, 0))
        if session.id in surplus:
            marked -= surplus[session.id].marked
        state = session_state(
            is_cancelled=session.is_cancelled, is_closed=session.is_closed, has_marks=marks > 0
        )
        expected = sum(is_expected(p.status, p.left_on, session.held_on, p.expected_from) for p in people)
        progress.append(SessionProgress(session, state, expected, marked))
    return progress


def course_of_sheet(db: Session, content_hash: str) -> int | None:
    """Return the course that this PC took a sheet with this content into, None if it did not or took it back."""
    query = select(MarkImport.course_id).where(
        MarkImport.content_hash == content_hash, MarkImport.undone.is_(False)
    )
    return db.scalar(query.order_by(MarkImport.id.desc()))
