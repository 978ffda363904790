"""What all certificates of a course say alike."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.setup.queries import setup_of
from tvet_desktop.certificates.templates.languages import languages_of
from tvet_desktop.courses.loading import load_course
from tvet_desktop.courses.models import TrainingSession
from tvet_desktop.programme.models import College, SkillArea
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class CourseFacts:
    """The title as the course has it, the skill area in the first language of its certificates, the sessions' days."""

    course_id: int
    title: str
    skill_area: str
    starts_on: date
    ends_on: date
    college_code: str
    college_name: str


def course_facts(db: Session, course_id: int, *, otherwise: date | None = None) -> CourseFacts:
    """Return what the certificates of a course that has sessions say.

    Before there are any, the course's own days are taken, or the day ``otherwise``: enough for a preview.

    Raises:
        NotFound: there is no such course.
    """
    course = load_course(db, course_id)
    college = db.get_one(College, course.college_id)
    language = languages_of(setup_of(db, course_id).details.language)[0]
    area = db.get(SkillArea, course.skill_area_id) if course.skill_area_id else None
    held = select(TrainingSession.held_on).where(
        not_deleted(TrainingSession),
        TrainingSession.course_id == course_id,
        TrainingSession.cancelled.is_(False),
    )
    days = sorted(db.scalars(held)) or sorted(day for day in (course.starts_on, course.ends_on) if day)
    days = days or [otherwise] if otherwise is not None else days
    return CourseFacts(
        course_id,
        course.title,
        (getattr(area, f"name_{language}") or area.name_en) if area else "",
        days[0],
        days[-1],
        college.code,
        college.official_name,
    )
