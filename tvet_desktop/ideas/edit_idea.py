from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.loading import load_draft, require_same_college
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class IdeaEdited:
    """What the idea said before, to undo the edit."""

    before: IdeaDetails


def edit_idea(db: Session, *, idea_id: int, details: IdeaDetails) -> IdeaEdited:
    """Change what an idea says. Only fields that differ are recorded, and merge with other PCs on their own.

    Raises:
        NotFound: the idea, the leader or the course is not here.
        IdeaSubmitted: it must be taken back first.
        TitleMissing, NumberUnusable, DistrictUnknown, SectorUnknown, DistrictMissing: see ``IdeaDetails.tidy``.
        OfAnotherCollege: leader or course belong elsewhere.
    """
    idea = load_draft(db, idea_id)
    before = IdeaDetails.of(idea)
    tidy = details.tidy()
    require_same_college(db, tidy, scope_of(idea_id), before)

    tidy.write_to(idea)
    return IdeaEdited(before)
