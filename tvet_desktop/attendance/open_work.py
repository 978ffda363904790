"""What is left to do in the courses: sessions without marks, courses to close, names that wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.models import WaitingMark, WaitingState
from tvet_desktop.attendance.queries import SessionProgress, session_progress
from tvet_desktop.courses.models import SessionState, Slot, TrainingSession
from tvet_desktop.courses.queries import CourseRow, list_courses
from tvet_desktop.courses.rules import is_open
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class SessionToMark:
    """A session of today or earlier that is not marked to the last person."""

    training_session_id: int
    course_id: int
    course_title: str
    held_on: date
    slot: Slot
    marked: int
    expected: int


@dataclass(frozen=True)
class CourseToClose:
    """An open course whose sessions are all marked or cancelled."""

    course_id: int
    title: str
    sessions: int


@dataclass(frozen=True)
class MarksWaiting:
    """How many marks of imported sheets wait in a course for somebody to say whose they are."""

    course_id: int
    title: str
    marks: int


@dataclass(frozen=True)
class OpenWork:
    """Everything that attendance leaves to do, the oldest sessions first."""

    sessions: tuple[SessionToMark, ...]
    courses_to_close: tuple[CourseToClose, ...]
    waiting: tuple[MarksWaiting, ...]


def open_work(db: Session, today: date) -> OpenWork:
    """Return what is left to do on ``today``, the day in Rwanda."""
    sessions: list[SessionToMark] = []
    to_close: list[CourseToClose] = []
    for course in list_courses(db):
        if not is_open(course.state) or not course.sessions:
            continue
        progress = [row for row in session_progress(db, course.id) if row.state != SessionState.CANCELLED]
        sessions += _to_mark(course, progress, today)
        if course.enrolled and all(row.is_complete for row in progress):
            to_close.append(CourseToClose(course.id, course.details.title, len(progress)))
    sessions.sort(key=lambda row: (row.held_on, list(Slot).index(row.slot), row.course_title))
    return OpenWork(tuple(sessions), tuple(to_close), tuple(_waiting(db)))


def _to_mark(course: CourseRow, progress: Sequence[SessionProgress], today: date) -> list[SessionToMark]:
    return [
        SessionToMark(
            row.session.id,
            course.id,
            course.details.title,
            row.session.held_on,
            row.session.slot,
            row.marked,
            row.expected,
        )
        for row in progress
        if row.session.held_on <= today and row.expected and not row.is_complete
    ]


def _waiting(db: Session) -> list[MarksWaiting]:
    query = (
        select(TrainingSession.course_id, func.count())
        .join(WaitingMark, WaitingMark.training_session_id == TrainingSession.id)
        .where(not_deleted(WaitingMark, TrainingSession), WaitingMark.state == WaitingState.WAITING.value)
        .group_by(TrainingSession.course_id)
    )
    counts = {course_id: marks for course_id, marks in db.execute(query)}  # noqa: C416  dict() does not take typed rows
    return [
        MarksWaiting(course.id, course.details.title, counts[course.id])
        for course in list_courses(db)
        if course.id in counts
    ]
