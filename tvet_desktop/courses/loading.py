"""The rows that an action is about, refused where the action may not be."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.merged_lines import enrolments_of
from tvet_desktop.courses.models import Course, Enrolment, SessionAct, SessionClosing, Slot, TrainingSession
from tvet_desktop.courses.queries import course_states
from tvet_desktop.courses.rules import (
    CourseNotOpen,
    PersonOfOtherCollege,
    TrainingSessionCancelled,
    TrainingSessionClosed,
    closed_after,
    in_order,
    is_open,
    may_belong,
)
from tvet_desktop.people.merging.merged import one_person
from tvet_desktop.people.models import Person
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.known import known
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted


def load_course(db: Session, course_id: int) -> Course:
    """Return a course in any state.

    Raises:
        NotFound: it is not, or no longer, there.
    """
    course = db.get(Course, course_id)
    if course is None or course.deleted:
        raise NotFound(_("course"), course_id)
    return course


def load_open_course(db: Session, course_id: int) -> Course:
    """Return a course whose people, sessions and marks may change.

    Raises:
        NotFound: it is not there.
        CourseNotOpen: it is closed, archived or cancelled.
    """
    course = load_course(db, course_id)
    state = course_states(db, [course])[course_id]
    if not is_open(state):
        raise CourseNotOpen(course.code, state)
    return course


def load_training_session(db: Session, training_session_id: int) -> TrainingSession:
    """Return a training session in any state.

    Raises:
        NotFound: it is not, or no longer, there.
    """
    training_session = db.get(TrainingSession, training_session_id)
    if training_session is None or training_session.deleted:
        raise NotFound(_("session"), training_session_id)
    return training_session


def load_open_training_session(
    db: Session, training_session_id: int, *, also_cancelled: bool = False, also_closed: bool = False
) -> TrainingSession:
    """Return a training session of an open course that may change.

    Raises:
        NotFound: it is not there.
        CourseNotOpen: its course is closed, archived or cancelled.
        TrainingSessionClosed: its marking is closed, and ``also_closed`` does not allow that.
        TrainingSessionCancelled: it is cancelled, and ``also_cancelled`` does not allow that.
    """
    training_session = load_training_session(db, training_session_id)
    load_open_course(db, training_session.course_id)
    if not also_closed and is_training_session_closed(db, training_session_id):
        raise TrainingSessionClosed(training_session.held_on, known(Slot, training_session.slot, Slot.FULL))
    if training_session.cancelled and not also_cancelled:
        raise TrainingSessionCancelled(
            training_session.held_on, known(Slot, training_session.slot, Slot.FULL)
        )
    return training_session


def is_training_session_closed(db: Session, training_session_id: int) -> bool:
    """Tell whether the marking of a session is closed."""
    query = select(SessionClosing).where(
        not_deleted(SessionClosing), SessionClosing.training_session_id == training_session_id
    )
    return closed_after(known(SessionAct, row.act, SessionAct.CLOSED) for row in in_order(db.scalars(query)))


def load_person_for(db: Session, course_id: int, person_id: int) -> Person:
    """Return a person who may belong to a course.

    Raises:
        NotFound: no such person.
        PersonOfOtherCollege: the person's row is for the eyes of another college.
    """
    person = db.get(Person, person_id)
    if person is None or person.deleted:
        raise NotFound(_("person"), person_id)
    if not may_belong(person_id, course_id):
        raise PersonOfOtherCollege
    return person


def load_enrolments(db: Session, course_id: int, person_id: int) -> list[Enrolment]:
    """Return the enrolments of a person, also of who has left: several where people were merged.

    Raises:
        NotFound: the person never belonged to the course.
    """
    rows = enrolments_of(db, course_id, one_person(db, person_id))
    if not rows:
        raise NotFound(_("enrolment"), person_id)
    return rows
