from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.loading import require_same_college
from tvet_desktop.ideas.models import Idea
from tvet_desktop.programme.models import College
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id


@dataclass(frozen=True)
class IdeaAdded:
    """The new idea."""

    idea_id: int


def add_idea(db: Session, *, college_id: int, details: IdeaDetails) -> IdeaAdded:
    """Record an idea of a college. A title is enough: the rest may come later, or from a course.

    Raises:
        NotFound: the college, the leader or the course is not here.
        TitleMissing, NumberUnusable, DistrictUnknown, SectorUnknown, DistrictMissing: see ``IdeaDetails.tidy``.
        OfAnotherCollege: leader or course belong elsewhere.
    """
    college = db.scalar(select(College).where(not_deleted(College), College.id == college_id))
    if college is None:
        raise NotFound(_("college"), college_id)
    tidy = details.tidy()
    require_same_college(db, tidy, college.scope)

    idea = Idea(id=new_id(db, college.scope), college_id=college_id)
    tidy.write_to(idea)
    db.add(idea)
    return IdeaAdded(idea.id)
