"""Courses with their trainers, half-day sessions and enrolments, and the acts that close them.

What closes or opens again is a row of its own that nobody changes; the state is read from the newest one,
so that two PCs that act at once leave both acts to see.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from tvet_desktop.storage.base import Base, Id, Synced, primary_id, reference


class CourseMode(StrEnum):
    """How people meet."""

    IN_PERSON = "IN_PERSON"
    ONLINE = "ONLINE"
    HYBRID = "HYBRID"


class CourseState(StrEnum):
    """Every state of a course, in its order. The first three are said by a person, the others are acts."""

    PLANNED = "PLANNED"
    """Dates may still move, nobody is invited."""
    OPEN = "OPEN"
    """People are enrolled."""
    RUNNING = "RUNNING"
    """Sessions are held."""
    CLOSED = "CLOSED"
    """Every session is marked or cancelled: certificates may follow, marks change only after reopening."""
    ARCHIVED = "ARCHIVED"
    """Closed, and out of the daily lists."""
    CANCELLED = "CANCELLED"
    """Will not be held."""


class CourseAct(StrEnum):
    """What ends a course, or takes that back."""

    CLOSED = "CLOSED"
    ARCHIVED = "ARCHIVED"
    CANCELLED = "CANCELLED"
    REOPENED = "REOPENED"


class SessionAct(StrEnum):
    """What ends the marking of a training session, or takes that back."""

    CLOSED = "CLOSED"
    REOPENED = "REOPENED"


class Slot(StrEnum):
    """The part of the day."""

    AM = "AM"
    PM = "PM"
    FULL = "FULL"


class SessionState(StrEnum):
    """Every state of a training session, in its order."""

    PLANNED = "PLANNED"
    HELD = "HELD"
    """It has marks, or its marking was closed: it counts as delivered."""
    CANCELLED = "CANCELLED"
    """It leaves the denominator of every rate."""


class EnrolmentStatus(StrEnum):
    """Whether a person still belongs to the course. Past marks stay in any case."""

    ENROLLED = "ENROLLED"
    DROPPED = "DROPPED"
    TRANSFERRED = "TRANSFERRED"


class TrainerRole(StrEnum):
    """In what capacity somebody trains."""

    DIASPORA = "DIASPORA"
    """The diaspora professional who came to train."""
    COUNTERPART = "COUNTERPART"
    """The local trainer who learns to carry on."""
    ASSISTANT = "ASSISTANT"
    """Helps in workshop or laboratory."""


class Course(Synced, Base):
    """A training of trainers at one college.

    ``state`` is what a person said last (planned, open, running); whether it is closed, archived or
    cancelled stands in its closings.
    """

    __tablename__ = "course"
    __wide__ = True

    id: Mapped[Id] = primary_id()
    college_id: Mapped[Id] = reference("college.id")
    code: Mapped[str]
    title: Mapped[str]
    language: Mapped[str]
    mode: Mapped[str]
    skill_area_id: Mapped[Id | None] = reference("skill_area.id", optional=True)
    planned_minutes: Mapped[int | None]
    capacity: Mapped[int | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    state: Mapped[str]


class CourseClosing(Synced, Base):
    """One act that closed, archived, cancelled or reopened a course; never changed afterwards."""

    __tablename__ = "course_closing"

    id: Mapped[Id] = primary_id()
    course_id: Mapped[Id] = reference("course.id")
    act: Mapped[str]
    on_date: Mapped[date]
    said_by: Mapped[int | None]
    """The user's id as the PC claims it; users of other PCs may be unknown here."""
    reason: Mapped[str]


class CourseRules(Synced, Base):
    """One version of the rules of a course; the newest holds, older ones explain older figures."""

    __tablename__ = "course_rules"

    id: Mapped[Id] = primary_id()
    course_id: Mapped[Id] = reference("course.id")
    grace_minutes: Mapped[int]
    completion_percent: Mapped[int]
    participation_percent: Mapped[int]
    pass_percent: Mapped[int | None]
    """What a completion needs in the post-test; None where the test does not decide."""


class CourseTrainer(Synced, Base):
    """Somebody trains in a course. Two PCs that say so at once mean the same."""

    __tablename__ = "course_trainer"

    course_id: Mapped[Id] = reference("course.id", key=True)
    person_id: Mapped[Id] = reference("person.id", key=True)
    role: Mapped[str]


class CoursePartner(Synced, Base):
    """A partner answers for a course with the college: its logo stands on the papers of the course."""

    __tablename__ = "course_partner"

    course_id: Mapped[Id] = reference("course.id", key=True)
    logo_id: Mapped[Id] = reference("logo.id", key=True)


class TrainingSession(Synced, Base):
    """One half-day, or day, of a course. ``held_on`` was typed by a person and may lie in the past."""

    __tablename__ = "training_session"
    __wide__ = True

    id: Mapped[Id] = primary_id()
    course_id: Mapped[Id] = reference("course.id")
    held_on: Mapped[date]
    slot: Mapped[str]
    minutes: Mapped[int]
    room: Mapped[str]
    topic: Mapped[str]
    cancelled: Mapped[bool]
    cancelled_reason: Mapped[str]


class SessionClosing(Synced, Base):
    """One act that closed or reopened the marking of a training session; never changed afterwards."""

    __tablename__ = "session_closing"

    id: Mapped[Id] = primary_id()
    training_session_id: Mapped[Id] = reference("training_session.id")
    act: Mapped[str]
    on_date: Mapped[date]
    said_by: Mapped[int | None]
    reason: Mapped[str]


class Enrolment(Synced, Base):
    """A person belongs to a course. ``seat`` is the number beside the name on lists.

    Who moves keeps both rows: the one that was left, and the one that was joined.
    """

    __tablename__ = "enrolment"

    course_id: Mapped[Id] = reference("course.id", key=True)
    person_id: Mapped[Id] = reference("person.id", key=True)
    seat: Mapped[int]
    enrolled_on: Mapped[date]
    left_on: Mapped[date | None]
    status: Mapped[str]
    reason: Mapped[str]
    came_from: Mapped[Id | None] = reference("course.id", optional=True, index=False)
    """The course that the person moved here from, on the day of enrolment: no mark is expected before."""
    went_to: Mapped[Id | None] = reference("course.id", optional=True, index=False)
    """The course that the person moved to, where the status says so."""
    counts_from: Mapped[date | None]
    """Sessions before this day do not count for the person, because a coordinator said so; None: all count."""
