"""The codes by which people know courses."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.models import Course


def course_codes(db: Session, course_ids: Collection[int]) -> dict[int, str]:
    """Return the code of each course that is here, by id; also of removed ones."""
    return dict(db.execute(select(Course.id, Course.code).where(Course.id.in_(course_ids))).all())
