"""Change what is said about a course."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.models import Course
from tvet_desktop.courses.rules import CourseCodeTaken
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class CourseEdited:
    """To undo: edit again with the ``earlier`` details."""

    course_id: int
    earlier: CourseDetails


def edit_course(db: Session, *, course_id: int, details: CourseDetails) -> CourseEdited:
    """Replace the details of an open course; only fields that differ are recorded as changed.

    Raises:
        NotFound, CourseNotOpen: it cannot be edited.
        FieldUnusable: a field is empty or cannot be so.
        CourseCodeTaken: another course has the code.
    """
    course = load_open_course(db, course_id)
    details = details.tidy()
    others = select(Course.id).where(not_deleted(Course), Course.code == details.code, Course.id != course_id)
    if details.code != course.code and db.scalar(others) is not None:
        raise CourseCodeTaken(details.code)

    earlier = CourseDetails.of(course)
    details.write_to(course)
    return CourseEdited(course_id, earlier)
