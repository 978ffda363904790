from sqlalchemy.orm import Session

from tvet_desktop.ideas.loading import load_draft


def remove_idea(db: Session, *, idea_id: int) -> None:
    """Take an idea out of every list; ``restore_idea`` brings it back.

    Raises:
        NotFound: the idea is not here.
        IdeaSubmitted: it must be taken back first.
    """
    idea = load_draft(db, idea_id)

    idea.deleted = True
