"""What the second page of each certificate of a course says: modules, hours, attendance and results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.loading import course_tests_of, results_of
from tvet_desktop.attendance.register_rows import RegisterRow, RegisterSession
from tvet_desktop.attendance.registers import CourseRegister, course_register
from tvet_desktop.attendance.rules import credited_half_minutes
from tvet_desktop.certificates.drawing.second_page import (
    LONGEST_TITLE,
    MOST_MODULES,
    Module,
    PointsReached,
    SecondPage,
)
from tvet_desktop.courses.loading import load_course
from tvet_desktop.courses.models import SessionState
from tvet_desktop.shared.text import nfc


@dataclass(frozen=True)
class _Tests:
    """What everybody reached, by person, and the most that could be reached; in hundredths of a point."""

    results: Mapping[int, tuple[int | None, int | None]]
    maxima: tuple[int | None, int | None]

    def of(self, person_id: int) -> tuple[PointsReached, ...]:
        points = self.results.get(person_id, (None, None))
        return tuple(
            PointsReached(which, reached, maximum)
            for which, reached, maximum in zip(("pre", "post"), points, self.maxima, strict=True)
            if reached is not None and maximum is not None
        )


def second_pages(db: Session, course_id: int) -> dict[int, SecondPage]:
    """Return the second page of everybody who is trained in a course, by person.

    A module is what sessions have as their topic; those without one belong to the course as a whole.

    Raises:
        NotFound: there is no such course.
    """
    title = load_course(db, course_id).title
    register = course_register(db, course_id)
    settings = course_tests_of(db, course_id)
    tests = _Tests(results_of(db, course_id), (settings.pre_maximum, settings.post_maximum))
    topics = _topics(register.sessions, title)
    return {
        row.person.person_id: SecondPage(
            _modules(row, register, topics), row.hours.percent, tests.of(row.person.person_id)
        )
        for row in register.rows
    }


def _topics(columns: Sequence[RegisterSession], course_title: str) -> list[str]:
    """Return the module of each session; what a page has no room for joins the course as a whole."""
    whole = nfc(course_title)[:LONGEST_TITLE]
    topics = [nfc(column.session.topic)[:LONGEST_TITLE].strip() or whole for column in columns]
    kept = set(list(dict.fromkeys(topics))[: MOST_MODULES - 1])
    return [topic if topic in kept else whole for topic in topics]


def _modules(row: RegisterRow, register: CourseRegister, topics: Sequence[str]) -> tuple[Module, ...]:
    """Return what counts for one person: held sessions, from the day on which the person counts."""
    planned: dict[str, int] = {}
    attended: dict[str, int] = {}
    starts = row.person.counts_from
    for topic, column, cell in zip(topics, register.sessions, row.cells, strict=True):
        session = column.session
        if column.state != SessionState.HELD or (starts is not None and session.held_on < starts):
            continue
        planned[topic] = planned.get(topic, 0) + session.minutes
        if cell is not None:
            earned = credited_half_minutes(session.minutes, cell.status, cell.minutes_late, register.rules)
            attended[topic] = attended.get(topic, 0) + earned
    return tuple(Module(topic, minutes, attended.get(topic, 0) // 2) for topic, minutes in planned.items())
