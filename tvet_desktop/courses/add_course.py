"""Add a course to a college."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.models import Course
from tvet_desktop.courses.rules import CourseCodeTaken
from tvet_desktop.programme.models import College
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id


@dataclass(frozen=True)
class CourseAdded:
    """The new course's id."""

    course_id: int


def add_course(db: Session, *, college_id: int, details: CourseDetails) -> CourseAdded:
    """Add a course; its rows will live in the scope of the college.

    Raises:
        FieldUnusable: a field is empty or cannot be so.
        CourseCodeTaken: another course that this PC knows has the code.
    """
    details = details.tidy()
    if db.scalar(select(Course.id).where(not_deleted(Course), Course.code == details.code)) is not None:
        raise CourseCodeTaken(details.code)

    scope = db.get_one(College, college_id).scope
    course = Course(id=new_id(db, scope), college_id=college_id)
    details.write_to(course)
    db.add(course)
    return CourseAdded(course.id)
