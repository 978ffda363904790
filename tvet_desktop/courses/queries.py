"""What screens, commands and other features ask about courses."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.merged_lines import lines_of_merged_people, surplus_enrolments
from tvet_desktop.courses.models import (
    Course,
    CourseAct,
    CourseClosing,
    CourseRules,
    CourseState,
    CourseTrainer,
    Enrolment,
    EnrolmentStatus,
    SessionAct,
    SessionClosing,
    Slot,
    TrainerRole,
    TrainingSession,
)
from tvet_desktop.courses.rules import RuleSet, closed_after, in_order, state_after, timetable_order
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import name_or_erased
from tvet_desktop.people.queries import people_by_id
from tvet_desktop.programme.models import College
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.known import known
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class CourseRow:
    """A course as lists show it. ``enrolled`` counts who still belongs, ``sessions`` those not cancelled."""

    id: int
    college_id: int
    college_code: str
    college_name: str
    details: CourseDetails
    state: CourseState
    enrolled: int
    sessions: int


@dataclass(frozen=True)
class TrainingSessionRow:
    """A training session in its course; ``number`` counts from 1 in the order of the timetable."""

    id: int
    course_id: int
    number: int
    held_on: date
    slot: Slot
    minutes: int
    room: str
    topic: str
    is_cancelled: bool
    cancelled_reason: str
    is_closed: bool


@dataclass(frozen=True)
class EnrolledPerson:
    """Somebody of a course, also who has left it.

    ``also`` has the other ids under which a person who was merged may have been enrolled or marked.
    ``counts_from``: earlier sessions do not count for the person, because a coordinator said so.
    ``came_from`` and ``went_to`` are the courses that a person moved between.
    """

    person_id: int
    seat: int
    name: str
    enrolled_on: date
    left_on: date | None
    status: EnrolmentStatus
    also: tuple[int, ...] = ()
    counts_from: date | None = None
    came_from: int | None = None
    went_to: int | None = None

    @property
    def expected_from(self) -> date | None:
        """The first day on which a mark is expected; None where lists may have been typed after the first days."""
        return self.counts_from or (None if self.came_from is None else self.enrolled_on)


@dataclass(frozen=True)
class TrainerRow:
    """Somebody who trains in a course."""

    person_id: int
    name: str
    role: TrainerRole


def list_courses(db: Session, *, scope: int | None = None, archived: bool = False) -> list[CourseRow]:
    """Return courses, the latest start first; of one college if its ``scope`` is given."""
    rows = _course_rows(db)
    shown = [row for row in rows if archived or row.state != CourseState.ARCHIVED]
    if scope is not None:
        colleges = set(db.scalars(select(College.id).where(College.scope == scope)))
        shown = [row for row in shown if row.college_id in colleges]
    shown.sort(key=lambda row: row.details.code)
    return sorted(shown, key=lambda row: row.details.starts_on or date.max, reverse=True)


def course_by_code(db: Session, code: str) -> CourseRow:
    """Return the course with this code.

    Raises:
        NotFound: this PC knows no such course.
    """
    wanted = code.strip().upper()
    ids = select(Course.id).where(not_deleted(Course), Course.code == wanted).order_by(Course.id)
    found = db.scalar(ids)
    if found is None:
        raise NotFound(_("course"), code)
    return course_row(db, found)


def course_row(db: Session, course_id: int) -> CourseRow:
    """Return one course.

    Raises:
        NotFound: it is not, or no longer, there.
    """
    rows = _course_rows(db, course_id)
    if not rows:
        raise NotFound(_("course"), course_id)
    return rows[0]


def _course_rows(db: Session, course_id: int | None = None) -> list[CourseRow]:
    query = select(Course, College).join(College, College.id == Course.college_id).where(not_deleted(Course))
    enrolled = select(Enrolment.course_id, func.count()).where(
        not_deleted(Enrolment), Enrolment.status == EnrolmentStatus.ENROLLED.value
    )
    sessions = select(TrainingSession.course_id, func.count()).where(
        not_deleted(TrainingSession), TrainingSession.cancelled.is_(False)
    )
    if course_id is not None:
        query = query.where(Course.id == course_id)
        enrolled = enrolled.where(Enrolment.course_id == course_id)
        sessions = sessions.where(TrainingSession.course_id == course_id)
    people = dict(db.execute(enrolled.group_by(Enrolment.course_id)).all())
    lessons = dict(db.execute(sessions.group_by(TrainingSession.course_id)).all())
    merged = merged_ids(db)
    surplus = surplus_enrolments(db, merged, course_id) if merged else {}
    found = db.execute(query).all()
    states = course_states(db, [course for course, _college in found])
    return [
        CourseRow(
            course.id,
            college.id,
            college.code,
            college.short_name,
            CourseDetails.of(course),
            states[course.id],
            people.get(course.id, 0) - surplus.get(course.id, 0),
            lessons.get(course.id, 0),
        )
        for course, college in found
    ]


def course_states(db: Session, courses: Iterable[Course]) -> dict[int, CourseState]:
    """Return the state of each course, by id."""
    said = {course.id: known(CourseState, course.state, CourseState.CLOSED) for course in courses}
    query = select(CourseClosing).where(not_deleted(CourseClosing))
    if len(said) == 1:
        query = query.where(CourseClosing.course_id.in_(said))
    acts: defaultdict[int, list[CourseAct]] = defaultdict(list)
    for row in in_order(db.scalars(query)):
        if row.act in set(CourseAct):
            acts[row.course_id].append(CourseAct(row.act))
    return {course_id: state_after(state, acts[course_id]) for course_id, state in said.items()}


def sessions_of(db: Session, course_id: int) -> list[TrainingSessionRow]:
    """Return the training sessions of a course in the order of its timetable."""
    query = select(TrainingSession).where(
        not_deleted(TrainingSession), TrainingSession.course_id == course_id
    )
    rows = sorted(
        db.scalars(query),
        key=lambda row: timetable_order(row.held_on, known(Slot, row.slot, Slot.FULL), row.id),
    )
    closed = closed_sessions(db, course_id)
    return [
        TrainingSessionRow(
            row.id,
            course_id,
            number,
            row.held_on,
            known(Slot, row.slot, Slot.FULL),
            row.minutes,
            row.room,
            row.topic,
            row.cancelled,
            row.cancelled_reason,
            row.id in closed,
        )
        for number, row in enumerate(rows, 1)
    ]


def closed_sessions(db: Session, course_id: int) -> set[int]:
    """Return the ids of those sessions of a course whose marking is closed."""
    query = (
        select(SessionClosing)
        .join(TrainingSession, TrainingSession.id == SessionClosing.training_session_id)
        .where(not_deleted(SessionClosing), TrainingSession.course_id == course_id)
    )
    acts: defaultdict[int, list[SessionAct]] = defaultdict(list)
    for row in in_order(db.scalars(query)):
        acts[row.training_session_id].append(known(SessionAct, row.act, SessionAct.CLOSED))
    return {session_id for session_id, said in acts.items() if closed_after(said)}


def enrolled_people(
    db: Session, course_id: int, *, with_left: bool = True, only: Collection[int] | None = None
) -> list[EnrolledPerson]:
    """Return who belongs to a course by seat, then name; also who has left it unless told otherwise.

    People who were merged stand there once, under the person that counts. ``only`` reads the lines of these ids
    and of nobody else: all ids of one person, see ``one_person``.
    """
    query = (
        select(
            Enrolment.person_id,
            Enrolment.seat,
            Person.family_name,
            Person.given_name,
            Enrolment.enrolled_on,
            Enrolment.left_on,
            Enrolment.status,
            Enrolment.counts_from,
            Enrolment.came_from,
            Enrolment.went_to,
        )
        .join(Person, Person.id == Enrolment.person_id)
        .where(not_deleted(Enrolment), Enrolment.course_id == course_id)
    )
    if only is not None:
        query = query.where(Enrolment.person_id.in_(only))
    found = [
        EnrolledPerson(
            person_id,
            seat,
            name_or_erased(family_name, given_name),
            enrolled_on,
            left_on,
            known(EnrolmentStatus, status, EnrolmentStatus.ENROLLED),
            (),
            *rest,
        )
        for person_id, seat, family_name, given_name, enrolled_on, left_on, status, *rest in db.execute(query)
    ]
    merged = merged_ids(db)
    if merged:
        found = lines_of_merged_people(db, found, merged)
    if not with_left:
        found = [row for row in found if row.status == EnrolmentStatus.ENROLLED]
    return sorted(found, key=lambda row: (row.seat, row.name, row.person_id))


def trainers_of(db: Session, course_id: int) -> list[TrainerRow]:
    """Return who trains in a course: diaspora professionals first, then by name."""
    query = (
        select(CourseTrainer, Person.family_name, Person.given_name)
        .join(Person, Person.id == CourseTrainer.person_id)
        .where(not_deleted(CourseTrainer), CourseTrainer.course_id == course_id)
    )
    order = list(TrainerRole)
    merged = merged_ids(db)
    found = [
        TrainerRow(
            row.person_id,
            name_or_erased(family_name, given_name),
            known(TrainerRole, row.role, TrainerRole.ASSISTANT),
        )
        for row, family_name, given_name in db.execute(query)
    ]
    rows = _trainers_once(db, found, merged) if merged else found
    return sorted(rows, key=lambda row: (order.index(row.role), row.name))


def _trainers_once(db: Session, rows: list[TrainerRow], merged: dict[int, int]) -> list[TrainerRow]:
    """Return each trainer under the person that counts, in the first of the capacities."""
    order = list(TrainerRole)
    names = people_by_id(db, {merged[row.person_id] for row in rows if row.person_id in merged})
    once: dict[int, TrainerRow] = {}
    for row in sorted(rows, key=lambda row: order.index(row.role), reverse=True):
        counting = merged.get(row.person_id, row.person_id)
        name = names[counting].name if counting in names else row.name
        once[counting] = TrainerRow(counting, name, row.role)
    return list(once.values())


def rules_of(db: Session, course_id: int) -> RuleSet:
    """Return the rules that hold in a course now."""
    query = select(CourseRules).where(not_deleted(CourseRules), CourseRules.course_id == course_id)
    rows = sorted(db.scalars(query), key=lambda row: (row.changed_at, row.changed_by, row.id))
    if not rows:
        return RuleSet()
    newest = rows[-1]
    return RuleSet(
        newest.grace_minutes,
        newest.completion_percent,
        newest.participation_percent,
        newest.pass_percent,
        newest.id,
    )
