"""Which logos stand at the head of the papers of a course."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.partners import partners_of
from tvet_desktop.programme.logos.queries import LogoRow, list_logos, logo_rows
from tvet_desktop.programme.models import Logo
from tvet_desktop.storage.ids import Scope, scope_of

__all__ = ["LogoRow", "logos_by_ids", "logos_of_course"]


def logos_of_course(db: Session, course_id: int) -> tuple[LogoRow, ...]:
    """Return the logos from left to right: the programme's, the college's, then the partners that the course names."""
    of_all_courses = [
        logo for logo in list_logos(db, {Scope.SHARED, scope_of(course_id)}) if not logo.is_partner
    ]
    return (*of_all_courses, *partners_of(db, course_id))


def logos_by_ids(db: Session, ids: Sequence[int]) -> tuple[LogoRow, ...]:
    """Return the logos with these ids in their order, also removed ones: papers of the past were printed with them."""
    found = {row.id: row for row in logo_rows(db.scalars(select(Logo).where(Logo.id.in_(ids))))}
    return tuple(found[logo_id] for logo_id in ids if logo_id in found)
