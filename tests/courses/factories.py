"""Invented people and courses, put into a real database."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.add_course import add_course
from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.make_sessions import make_sessions
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import split_name
from tvet_desktop.programme.models import College
from tvet_desktop.storage.database import new_id

MONDAY = date(2027, 3, 1)
FOUR = ("KEZA Aline", "MUGABO Jean", "Uwase", "NSENGA Paul")


def a_college(db: Session, code: str = "HUY") -> College:
    return db.scalars(select(College).where(College.code == code)).one()


def some_people(db: Session, names: Iterable[str] = FOUR, college: str = "HUY") -> list[int]:
    scope = a_college(db, college).scope
    ids = []
    for name in names:
        family, given = split_name(name)
        person = Person(id=new_id(db, scope), family_name=family, given_name=given, sex="F")
        db.add(person)
        ids.append(person.id)
    db.flush()
    return ids


def a_course(db: Session, code: str = "HUY-2027-01", college: str = "HUY") -> int:
    details = CourseDetails(code=code, title="Irrigation", starts_on=MONDAY)
    return add_course(db, college_id=a_college(db, college).id, details=details).course_id


def a_running_course(
    db: Session, names: Iterable[str] = FOUR, days: int = 5, college: str = "HUY"
) -> tuple[int, list[int], list[int]]:
    """A course with sessions on `days` days, mornings and afternoons: (course, sessions, people)."""
    course_id = a_course(db, f"{college}-2027-01", college)
    people = some_people(db, names, college)
    enrol_people(db, course_id=course_id, person_ids=people, enrolled_on=MONDAY)
    made = make_sessions(db, course_id=course_id, first_day=MONDAY, days=days)
    db.flush()
    return course_id, list(made.training_session_ids), people
