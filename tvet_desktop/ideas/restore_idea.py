from sqlalchemy.orm import Session

from tvet_desktop.ideas.models import Idea
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _


def restore_idea(db: Session, *, idea_id: int) -> None:
    """Bring a removed idea back as it was.

    Raises:
        NotFound: there never was such an idea here.
    """
    idea = db.get(Idea, idea_id)
    if idea is None:
        raise NotFound(_("idea"), idea_id)

    idea.deleted = False
