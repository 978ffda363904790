"""A class in which one person stands twice, and what its register says."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from tests.courses.factories import a_running_course
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.merging.merge_people import PeopleMerged, merge_people
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import course_register
from tvet_desktop.courses.models import Enrolment
from tvet_desktop.people.models import Person
from tvet_desktop.storage.database import Database

NAMES = ("KEZA Aline", "MUGABO Jean", "MUGABO Jan", "NSENGA Paul")
TODAY = date(2027, 3, 8)
Says = dict[str, str]


class TwiceInClass:
    """``keza``, ``jean``, ``jan`` (who is Jean) and ``paul``, all enrolled in a course of 10 sessions."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.database = database
        self.now = now
        with database.transaction() as db:
            self.course, self.sessions, people = a_running_course(db, NAMES)
        self.keza, self.jean, self.jan, self.paul = people

    def mark(self, person_id: int, letters: str, first: int = 0) -> None:
        """Mark sessions from ``first`` on; a space leaves a gap."""
        with self.database.transaction() as db:
            for number, letter in enumerate(letters, first):
                if letter != " ":
                    mark_attendance(
                        db,
                        training_session_id=self.sessions[number],
                        person_id=person_id,
                        status=MarkStatus(letter),
                        now=self.now,
                    )

    def merge(self, kept: int, merged: int, take: tuple[str, ...] = ()) -> PeopleMerged:
        with self.database.transaction() as db:
            return merge_people(db, kept_id=kept, merged_id=merged, take=take, by=None, now=self.now)

    def leave_out(self, person_id: int) -> None:
        """Take somebody's enrolment away."""
        with self.database.transaction() as db:
            db.get_one(Enrolment, (self.course, person_id)).deleted = True

    def register(self) -> Says:
        with self.database.reading() as db:
            return register_says(db, self.course)

    def person(self, person_id: int) -> Person:
        with self.database.reading() as db:
            return db.get_one(Person, person_id)


def register_says(db: Session, course_id: int) -> Says:
    """Each name with its marks as letters, "·" for a gap."""
    return {
        row.person.name: "".join("·" if cell is None else cell.status.value for cell in row.cells)
        for row in course_register(db, course_id).rows
    }
