"""The partners of a course, and those that it could name."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.models import CoursePartner
from tvet_desktop.programme.logos.queries import LogoRow, list_logos
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import Scope, scope_of


def partners_of(db: Session, course_id: int) -> list[LogoRow]:
    """Return the partners that a course names, in the order in which their logos stand."""
    named = set(
        db.scalars(
            select(CoursePartner.logo_id).where(
                not_deleted(CoursePartner), CoursePartner.course_id == course_id
            )
        )
    )
    return [partner for partner in possible_partners(db, course_id) if partner.id in named]


def possible_partners(db: Session, course_id: int) -> list[LogoRow]:
    """Return the partners that a course may name: the programme's and its college's."""
    logos = list_logos(db, {Scope.SHARED, scope_of(course_id)})
    return [logo for logo in logos if logo.is_partner]
