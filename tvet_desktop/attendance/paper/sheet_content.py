"""What a sign-in sheet of a course says, read from the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.logo_line import paper_logos
from tvet_desktop.attendance.paper.paper_code import MOST_PAGES
from tvet_desktop.attendance.paper.sheet_plan import (
    SheetColumn,
    SheetPerson,
    SheetPlan,
    plan_sheet,
)
from tvet_desktop.attendance.rules import is_expected
from tvet_desktop.courses.loading import load_course
from tvet_desktop.courses.queries import EnrolledPerson, enrolled_people, sessions_of, trainers_of
from tvet_desktop.documents.pdf.picture import Picture
from tvet_desktop.people.models import Person
from tvet_desktop.programme.models import College
from tvet_desktop.programme.queries import the_programme
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What stands at the top of every paper of a course."""

    programme: str
    college: str
    course_title: str
    course_code: str
    trainers: tuple[str, ...]
    is_practice: bool
    logos: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A sheet before it has a number."""

    course_id: int
    head: PaperHead
    plan: SheetPlan


class NothingToSign(UserError):
    """No session is left to print a sheet for."""

    def sentence(self) -> str:
        """Say what to choose."""
        return _("No session is chosen: tick at least one that is not cancelled.")


class SheetTooLong(UserError):
    """More pages than their codes can count."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "This sheet would have {pages} pages: tick fewer sessions, such as those of one week."
        ).format(pages=self.pages)


class NobodyToPrint(UserError):
    """The course has nobody, and no empty lines were asked for."""

    def sentence(self) -> str:
        """Say what comes first."""
        return _("Nobody would stand on this paper: enrol people on the page of the course first.")


def paper_head(db: Session, course_id: int) -> PaperHead:
    """Return the top of every paper of a course.

    Raises:
        NotFound: there is no such course.
    """
    course = load_course(db, course_id)
    programme = the_programme(db)
    return PaperHead(
        programme.name,
        db.get_one(College, course.college_id).official_name,
        course.title,
        course.code,
        tuple(trainer.name for trainer in trainers_of(db, course_id)),
        programme.practice,
        paper_logos(db, course_id),
    )


def sheet_content(
    db: Session, *, course_id: int, training_session_ids: Sequence[int], walk_in_lines: int, with_sex: bool
) -> SheetContent:
    """Return what a sheet of these sessions says: everybody who belongs to the course on one of their days.

    Sessions stand in the order of the timetable; cancelled and unknown ones are left out.

    Raises:
        NotFound: there is no such course.
        NothingToSign: no session is left.
        NobodyToPrint: there are neither people nor empty lines.
        SheetTooLong: nobody prints that many pages.
    """
    head = paper_head(db, course_id)
    wanted = set(training_session_ids)
    columns = [
        SheetColumn(row.id, row.held_on, row.slot, row.room)
        for row in sessions_of(db, course_id)
        if row.id in wanted and not row.is_cancelled
    ]
    if not columns:
        raise NothingToSign
    people = [
        person
        for person in enrolled_people(db, course_id)
        if any(belongs_on(person, column.held_on) for column in columns)
    ]
    if not people and not walk_in_lines:
        raise NobodyToPrint
    sexes = sexes_of(db, [person.person_id for person in people]) if with_sex else {}
    lines = [
        SheetPerson(person.person_id, person.seat, person.name, sexes.get(person.person_id, ""))
        for person in people
    ]
    plan = plan_sheet(columns, lines, walk_in_lines)
    if len(plan.pages) > MOST_PAGES:
        raise SheetTooLong(len(plan.pages))
    return SheetContent(course_id, head, plan)


def belongs_on(person: EnrolledPerson, held_on: date) -> bool:
    """Tell whether somebody belongs to the course on the day of a session."""
    return is_expected(person.status, person.left_on, held_on, person.expected_from)


def sexes_of(db: Session, person_ids: Sequence[int]) -> dict[int, str]:
    """Return "F" or "M" of people who said it, by id."""
    found = db.execute(select(Person.id, Person.sex).where(Person.id.in_(person_ids)))
    return {person_id: sex for person_id, sex in found if sex in {"F", "M"}}
