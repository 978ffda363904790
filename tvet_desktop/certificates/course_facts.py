"""What all certificates of a course say alike."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.loading import load_course
from tvet_desktop.courses.models import TrainingSession
from tvet_desktop.programme.models import College, SkillArea
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class CourseFacts:
    """Title and skill area are in the language of the course; the days are those of its sessions."""

    course_id: int
    title: str
    language: str
    skill_area: str
    starts_on: date
    ends_on: date
    college_code: str
    college_name: str


def course_facts(db: Session, course_id: int) -> CourseFacts:
    """Return what the certificates of a course that has sessions say.

    Raises:
        NotFound: there is no such course.
    """
    course = load_course(db, course_id)
    college = db.get_one(College, course.college_id)
    area = db.get(SkillArea, course.skill_area_id) if course.skill_area_id else None
    held = select(TrainingSession.held_on).where(
        not_deleted(TrainingSession),
        TrainingSession.course_id == course_id,
        TrainingSession.cancelled.is_(False),
    )
    days = sorted(db.scalars(held))
    return CourseFacts(
        course_id,
        course.title,
        course.language,
        getattr(area, f"name_{course.language}") if area else "",
        days[0],
        days[-1],
        college.code,
        college.official_name,
    )
