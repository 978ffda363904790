from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.ideas.loading import load_draft
from tvet_desktop.ideas.models import IdeaMember
from tvet_desktop.people.merging.merged import one_person
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted


def remove_member(db: Session, *, member_id: int) -> None:
    """Take somebody out of the team of an idea.

    Raises:
        NotFound: the member is not here.
        IdeaSubmitted: the idea must be taken back first.
    """
    member = db.get(IdeaMember, member_id)
    if member is None or member.deleted:
        raise NotFound(_("team member"), member_id)
    load_draft(db, member.idea_id)

    member.deleted = True
    if member.person_id is not None:  # two members who turned out to be one are shown, and go, as one
        same = select(IdeaMember).where(
            not_deleted(IdeaMember),
            IdeaMember.idea_id == member.idea_id,
            IdeaMember.person_id.in_(one_person(db, member.person_id)),
        )
        for other in db.scalars(same):
            other.deleted = True
