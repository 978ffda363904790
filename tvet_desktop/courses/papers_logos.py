"""Which logos stand at the head of the papers of a course."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.models import CoursePartner
from tvet_desktop.programme.logos.queries import LogoRow, logo_rows
from tvet_desktop.programme.models import Logo
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import Scope, scope_of

__all__ = ["LogoRow", "logos_by_ids", "logos_of_course"]


def logos_of_course(db: Session, course_id: int) -> tuple[LogoRow, ...]:
    """Return the logos from left to right: the programme's, the college's, then the partners that the course names."""
    named = select(CoursePartner.logo_id).where(
        not_deleted(CoursePartner), CoursePartner.course_id == course_id
    )
    partners = set(db.scalars(named))
    scopes = {Scope.SHARED, scope_of(course_id)}
    rows = logo_rows(
        row
        for row in db.scalars(select(Logo).where(not_deleted(Logo)))
        if scope_of(row.id) in scopes and (not row.is_partner or row.id in partners)
    )
    return tuple(sorted(rows, key=lambda row: row.is_partner))


def logos_by_ids(db: Session, ids: Sequence[int]) -> tuple[LogoRow, ...]:
    """Return the logos with these ids in their order, also removed ones: papers of the past were printed with them."""
    found = {row.id: row for row in logo_rows(db.scalars(select(Logo).where(Logo.id.in_(ids))))}
    return tuple(found[logo_id] for logo_id in ids if logo_id in found)
