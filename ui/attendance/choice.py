"""What the attendance page shows: read in one go, with the course and session that it settles on."""

from dataclasses import dataclass
from typing import Any

from tvet_desktop.attendance.mark_history import TypedLater, typed_later
from tvet_desktop.attendance.marked_sheets.waiting_names import waiting_names
from tvet_desktop.attendance.queries import SessionProgress
from tvet_desktop.attendance.register_progress import progress_of
from tvet_desktop.attendance.registers import CourseRegister, SessionRegister, course_register, register_at
from tvet_desktop.attendance.walk_ins.queries import count_walk_ins
from tvet_desktop.courses.loading import load_training_session
from tvet_desktop.courses.models import SessionState
from tvet_desktop.courses.queries import CourseRow, list_courses
from tvet_desktop.courses.rules import is_open
from tvet_desktop.storage.latest_change import latest_change
from tvet_desktop.sync.mark_differences import mark_differences


@dataclass(frozen=True)
class KnownCourse:
    """The register of a course as it was after change number ``after``: the next session is shown from it."""

    course_id: int
    after: int
    register: CourseRegister


@dataclass(frozen=True)
class Chosen:
    """What is shown. ``course`` is None before there is one, ``register`` before it has a session."""

    courses: list[CourseRow]
    course: CourseRow | None
    sessions: list[SessionProgress]
    register: SessionRegister | None
    typed_later: list[TypedLater]
    waiting_names: int
    differences: int = 0
    """Marks that two PCs have differently, in all courses."""
    known: KnownCourse | None = None
    walk_ins: int = 0
    """People who came without standing on a list and wait to be matched with the register, in all courses."""


def choose(
    db: Any,  # noqa: ANN401  the core's session
    course_id: int | None,
    session_id: int | None,
    known: KnownCourse | None = None,
) -> Chosen:
    """Return the wanted session; without one the first that is not marked, else the last.

    A session decides its course; ids that are gone or unknown are passed over. ``known`` is what was read last.
    """
    courses = list_courses(db)
    by_id = {course.id: course for course in courses}
    if course_id is None and session_id is not None:
        course_id = load_training_session(db, session_id).course_id
    course = by_id.get(course_id or 0) or _course(courses)
    if course is None:
        return Chosen(courses, None, [], None, [], 0)
    known = _known(db, course.id, known)
    sessions = progress_of(known.register)
    shown = _session(sessions, session_id)
    return Chosen(
        courses,
        course,
        sessions,
        None if shown is None else register_at(db, known.register, shown),
        [] if shown is None else typed_later(db, shown),
        len(waiting_names(db, course.id)),
        len(mark_differences(db)),
        known,
        count_walk_ins(db),
    )


def _known(db: Any, course_id: int, known: KnownCourse | None) -> KnownCourse:  # noqa: ANN401  see above
    after = latest_change(db)
    if known is not None and (known.course_id, known.after) == (course_id, after):
        return known
    return KnownCourse(course_id, after, course_register(db, course_id))


def _course(courses: list[CourseRow]) -> CourseRow | None:
    """Return the latest course with something to mark, else the latest."""
    running = (course for course in courses if course.sessions and is_open(course.state))
    return next(running, courses[0] if courses else None)


def _session(sessions: list[SessionProgress], wanted: int | None) -> int | None:
    ids = [progress.session.id for progress in sessions]
    if wanted in ids or not ids:
        return wanted if wanted in ids else None
    waiting = (row.session.id for row in sessions if not row.is_complete)
    held = [row.session.id for row in sessions if row.state != SessionState.CANCELLED]
    return next(waiting, (held or ids)[-1])
