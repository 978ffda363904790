"""What speaks against a time: a day off, a trainer or a room that is taken. It warns and never forbids."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.models import Course, CourseState, CourseTrainer, Slot, TrainingSession
from tvet_desktop.courses.queries import course_states, sessions_of, trainers_of
from tvet_desktop.courses.rules import day_text, slot_name, slots_overlap
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import name_or_erased
from tvet_desktop.programme.holidays import HolidayKind
from tvet_desktop.programme.queries import HolidayRow, holidays_between
from tvet_desktop.shared.known import known
from tvet_desktop.shared.text import fold_name, name_key
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import scope_of


class ClashKind(StrEnum):
    """What speaks against a time, the most certain first."""

    DAY_OFF = "DAY_OFF"
    MEMORIAL = "MEMORIAL"
    MORNING = "MORNING"
    TRAINER = "TRAINER"
    NAMESAKE = "NAMESAKE"
    """At another college somebody of the same name teaches: people have a row in each college."""
    ROOM = "ROOM"


@dataclass(frozen=True)
class Occasion:
    """A time, and perhaps a room, that somebody thinks of."""

    held_on: date
    slot: Slot
    room: str = ""


@dataclass(frozen=True)
class Clash:
    """One thing that speaks against a time. ``name`` is the holiday's, the trainer's or the room's."""

    kind: ClashKind
    name: str
    course_code: str = ""

    def words(self) -> str:
        """Say it in a few words, for one line of a table."""
        return {
            ClashKind.DAY_OFF: _("day off: {name}"),
            ClashKind.MEMORIAL: _("no celebrations: {name}"),
            ClashKind.MORNING: _("busy until noon: {name}"),
            ClashKind.TRAINER: _("{name} teaches in {course} then"),
            ClashKind.NAMESAKE: _("somebody named {name} teaches in {course} then"),
            ClashKind.ROOM: _("{course} is in {name} then"),
        }[self.kind].format(name=self.name, course=self.course_code)


@dataclass(frozen=True)
class _Taken:
    """A session of another course."""

    course_id: int
    course_code: str
    slot: Slot
    room: str


@dataclass(frozen=True)
class _Trainer:
    person_id: int
    name: str


def clashes_at(
    db: Session,
    occasions: Sequence[Occasion],
    *,
    scope: int,
    trainer_ids: Iterable[int] = (),
    course_id: int | None = None,
) -> list[tuple[Clash, ...]]:
    """Return for each occasion what speaks against it.

    ``scope`` is the college's; rooms are compared within it. Sessions of ``course_id`` itself do not count,
    nor do cancelled ones.
    """
    if not occasions:
        return []
    first, last = min(o.held_on for o in occasions), max(o.held_on for o in occasions)
    holidays: defaultdict[date, list[HolidayRow]] = defaultdict(list)
    for row in holidays_between(db, first, last, scope):
        holidays[row.on_date].append(row)
    taken = _taken(db, first, last, course_id)
    ours = _trainers(db, person_ids=set(trainer_ids))
    courses = {session.course_id: session.course_code for rows in taken.values() for session in rows}
    theirs = _trainers_by_course(db, courses) if ours else {}
    merged = merged_ids(db)
    in_two_places = {
        row_id: _of_trainers(courses[row_id], ours, trainers, merged) for row_id, trainers in theirs.items()
    }
    found = []
    for occasion in occasions:
        clashes = [_of_holiday(row) for row in holidays[occasion.held_on] if _falls_in(row, occasion.slot)]
        for session in taken.get(occasion.held_on, ()):
            if slots_overlap(session.slot, occasion.slot):
                clashes += in_two_places.get(session.course_id, ())
                clashes += _of_room(session, occasion.room, scope)
        found.append(tuple(dict.fromkeys(clashes)))
    return found


def clashes_in_course(db: Session, course_id: int, occasion: Occasion) -> tuple[Clash, ...]:
    """Return what speaks against a session of a course; the course's own sessions are refused, not warned of."""
    trainers = [row.person_id for row in trainers_of(db, course_id)]
    return clashes_at(db, [occasion], scope=scope_of(course_id), trainer_ids=trainers, course_id=course_id)[0]


def clashes_of_trainer(db: Session, course_id: int, person_id: int) -> list[str]:
    """Return when a person, as a trainer of this course, would be in two places: one line for each session."""
    sessions = [row for row in sessions_of(db, course_id) if not row.is_cancelled]
    found = clashes_at(
        db,
        [Occasion(row.held_on, row.slot) for row in sessions],
        scope=scope_of(course_id),
        trainer_ids=[person_id],
        course_id=course_id,
    )
    return [
        _("{day} {slot}: {clash}").format(
            day=day_text(session.held_on), slot=slot_name(session.slot), clash=clash.words()
        )
        for session, clashes in zip(sessions, found, strict=True)
        for clash in clashes
        if clash.kind in {ClashKind.TRAINER, ClashKind.NAMESAKE}
    ]


def _taken(db: Session, first: date, last: date, course_id: int | None) -> dict[date, list[_Taken]]:
    query = (
        select(TrainingSession, Course)
        .join(Course, Course.id == TrainingSession.course_id)
        .where(
            not_deleted(TrainingSession, Course),
            TrainingSession.held_on >= first,
            TrainingSession.held_on <= last,
            TrainingSession.cancelled.is_(False),
        )
    )
    if course_id is not None:
        query = query.where(TrainingSession.course_id != course_id)
    rows = db.execute(query).all()
    states = course_states(db, {course.id: course for _session, course in rows}.values())
    found: defaultdict[date, list[_Taken]] = defaultdict(list)
    for session, course in rows:
        if states[course.id] != CourseState.CANCELLED:
            slot = known(Slot, session.slot, Slot.FULL)
            found[session.held_on].append(_Taken(course.id, course.code, slot, session.room))
    return found


def _trainers(db: Session, person_ids: Collection[int]) -> list[_Trainer]:
    query = select(Person.id, Person.family_name, Person.given_name).where(Person.id.in_(person_ids))
    return [_Trainer(row_id, name_or_erased(family, given)) for row_id, family, given in db.execute(query)]


def _trainers_by_course(db: Session, course_ids: Collection[int]) -> dict[int, list[_Trainer]]:
    query = (
        select(CourseTrainer.course_id, Person.id, Person.family_name, Person.given_name)
        .join(Person, Person.id == CourseTrainer.person_id)
        .where(not_deleted(CourseTrainer), CourseTrainer.course_id.in_(course_ids))
    )
    found: defaultdict[int, list[_Trainer]] = defaultdict(list)
    for course_id, person_id, family, given in db.execute(query):
        found[course_id].append(_Trainer(person_id, name_or_erased(family, given)))
    return found


def _falls_in(row: HolidayRow, slot: Slot) -> bool:
    return row.kind != HolidayKind.MORNING or slot != Slot.PM


def _of_holiday(row: HolidayRow) -> Clash:
    return Clash(ClashKind(row.kind.value), row.name)


def _of_trainers(
    course_code: str, ours: Sequence[_Trainer], theirs: Sequence[_Trainer], merged: Mapping[int, int]
) -> list[Clash]:
    clashes = []
    for own in ours:
        own_id = merged.get(own.person_id, own.person_id)
        if any(merged.get(other.person_id, other.person_id) == own_id for other in theirs):
            clashes.append(Clash(ClashKind.TRAINER, own.name, course_code))
        elif any(
            scope_of(other.person_id) != scope_of(own_id) and name_key(other.name) == name_key(own.name)
            for other in theirs
        ):
            clashes.append(Clash(ClashKind.NAMESAKE, own.name, course_code))
    return clashes


def _of_room(session: _Taken, room: str, scope: int) -> list[Clash]:
    wanted = fold_name(room)
    if wanted and scope_of(session.course_id) == scope and fold_name(session.room) == wanted:
        return [Clash(ClashKind.ROOM, session.room, session.course_code)]
    return []
