"""Say which partners answer for a course with the college."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.courses.loading import load_course
from tvet_desktop.courses.models import CoursePartner, CourseState
from tvet_desktop.courses.partners import partners_of, possible_partners
from tvet_desktop.courses.queries import course_states
from tvet_desktop.courses.rules import CourseNotOpen
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _


@dataclass(frozen=True)
class PartnersSet:
    """To undo: set them again as they were ``earlier``."""

    course_id: int
    earlier: tuple[int, ...]


def set_partners(db: Session, *, course_id: int, logo_ids: Collection[int], by: int | None) -> PartnersSet:
    """Let these partners' logos, and no other partner's, stand on what is printed for a course from now on.

    A closed course may still change: its certificates come after. What was issued stays as it is.

    Raises:
        NotAllowed: the role of the user does not include it.
        NotFound: the course, or one of the logos, is not there.
        CourseNotOpen: the course is archived or cancelled.
    """
    require_role(db, by, "edit_courses")
    course = load_course(db, course_id)
    state = course_states(db, [course])[course_id]
    if state in {CourseState.ARCHIVED, CourseState.CANCELLED}:
        raise CourseNotOpen(course.code, state)
    possible = {partner.id for partner in possible_partners(db, course_id)}
    for logo_id in logo_ids:
        if logo_id not in possible:
            raise NotFound(_("logo"), logo_id)
    earlier = tuple(partner.id for partner in partners_of(db, course_id))
    for logo_id in possible:
        row = db.get(CoursePartner, (course_id, logo_id))
        if row is not None:
            row.deleted = logo_id not in logo_ids
        elif logo_id in logo_ids:
            db.add(CoursePartner(course_id=course_id, logo_id=logo_id))
    return PartnersSet(course_id, earlier)
