"""Two people side by side before they are merged: what differs, what is combined, what should be thought over."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.loading import load_points
from tvet_desktop.attendance.course_tests.rules import WhichTest
from tvet_desktop.attendance.one_line import mark_that_counts, marks_by_session, same_mark
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.models import Course, Enrolment, TrainingSession
from tvet_desktop.people.merging.merge_details import (
    MERGE_FIELDS,
    MergeDoubt,
    better_kept,
    differs,
    doubts_about,
)
from tvet_desktop.people.merging.merge_rules import load_pair
from tvet_desktop.people.merging.merged import one_person
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import PersonFile, person_file
from tvet_desktop.storage.base import not_deleted

SessionMarks = dict[int, Mark]


@dataclass(frozen=True)
class CourseOfBoth:
    """A course of at least one of two people. ``first_marks`` is None where the first does not belong to it.

    ``differing`` counts the sessions at which both are marked and not alike; the better mark will count. With
    ``tests_differ`` both have other points in the same test; those of the person that is kept will hold.
    """

    course_id: int
    code: str
    title: str
    first_marks: int | None
    second_marks: int | None
    differing: int
    tests_differ: bool

    @property
    def is_shared(self) -> bool:
        """Whether both belong to it."""
        return self.first_marks is not None and self.second_marks is not None


@dataclass(frozen=True)
class MergePreview:
    """What is known of both.

    ``differing`` names the fields (``MERGE_FIELDS``) of which one must be chosen, ``kept_id`` who is proposed to
    be kept. ``certificate_names`` are the confirmed ones, empty where none is.
    """

    first: PersonFile
    second: PersonFile
    certificate_names: tuple[str, str]
    differing: tuple[str, ...]
    kept_id: int
    doubts: tuple[MergeDoubt, ...]
    courses: tuple[CourseOfBoth, ...]


def merge_preview(db: Session, *, first_id: int, second_id: int) -> MergePreview:
    """Return two people as the merge dialog shows them; nothing is changed.

    Raises:
        NotFound, SamePerson, AlreadyOnePerson, PeopleOfTwoColleges: they cannot be merged.
    """
    first, second = load_pair(db, first_id, second_id)
    return MergePreview(
        person_file(db, first.id),
        person_file(db, second.id),
        (first.certificate_name or "", second.certificate_name or ""),
        tuple(field for field in MERGE_FIELDS if differs(field, first, second)),
        better_kept(first, second),
        doubts_about(first, second),
        tuple(_courses(db, first, second)),
    )


def _courses(db: Session, first: Person, second: Person) -> list[CourseOfBoth]:
    """Return the courses in which they are enrolled or marked, by code."""
    ids = (one_person(db, first.id), one_person(db, second.id))
    marks = tuple(_marks_by_course(db, some) for some in ids)
    enrolled = tuple(_enrolled_in(db, some) for some in ids)
    found = []
    for course in db.scalars(select(Course).where(not_deleted(Course)).order_by(Course.code, Course.id)):
        there = [course.id in enrolled[side] for side in (0, 1)]
        if not any(there):
            continue
        one, other = (by_course.get(course.id, {}) for by_course in marks)
        both = one.keys() & other.keys()
        found.append(
            CourseOfBoth(
                course.id,
                course.code,
                course.title,
                len(one) if there[0] else None,
                len(other) if there[1] else None,
                sum(not same_mark(one[session], other[session]) for session in both),
                _tests_differ(db, course.id, first.id, second.id),
            )
        )
    return found


def _marks_by_course(db: Session, ids: Sequence[int]) -> dict[int, SessionMarks]:
    sessions = marks_by_session(db, ids)
    query = select(TrainingSession.id, TrainingSession.course_id).where(TrainingSession.id.in_(sessions))
    courses: dict[int, SessionMarks] = {}
    for session_id, course_id in db.execute(query):
        mark = mark_that_counts(sessions[session_id], ids)
        if mark is not None:
            courses.setdefault(course_id, {})[session_id] = mark
    return courses


def _enrolled_in(db: Session, ids: Sequence[int]) -> set[int]:
    """Return the courses of a person, also those left."""
    query = select(Enrolment.course_id).where(not_deleted(Enrolment), Enrolment.person_id.in_(ids))
    return set(db.scalars(query))


def _tests_differ(db: Session, course_id: int, first_id: int, second_id: int) -> bool:
    results = (
        (load_points(db, course_id, first_id, which), load_points(db, course_id, second_id, which))
        for which in WhichTest
    )
    return any(one is not None and other is not None and one != other for one, other in results)
