"""Recording what the form of an idea holds, whether it is new or not, and undoing that."""

from dataclasses import dataclass
from typing import Any

from tvet_desktop.ideas.add_idea import add_idea
from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.edit_idea import edit_idea
from tvet_desktop.ideas.remove_idea import remove_idea


@dataclass(frozen=True)
class Kept:
    """What was recorded; ``before`` is None for an idea that is new."""

    idea_id: int
    before: IdeaDetails | None


def keep_idea(
    db: Any,  # noqa: ANN401  the core's session
    *,
    idea_id: int | None,
    college_id: int,
    details: IdeaDetails,
) -> Kept:
    """Add an idea to a college, or change the one with ``idea_id``."""
    if idea_id is None:
        return Kept(add_idea(db, college_id=college_id, details=details).idea_id, None)
    return Kept(idea_id, edit_idea(db, idea_id=idea_id, details=details).before)


def undo_keeping(db: Any, kept: Kept) -> None:  # noqa: ANN401  the core's session
    """Remove an idea that was new, or put back what it said before."""
    if kept.before is None:
        remove_idea(db, idea_id=kept.idea_id)
    else:
        edit_idea(db, idea_id=kept.idea_id, details=kept.before)
