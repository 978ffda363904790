from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.ideas.loading import load_draft, require_person
from tvet_desktop.ideas.models import IdeaMember
from tvet_desktop.people.merging.merged import one_person
from tvet_desktop.people.personal_details import Sex
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class MemberAdded:
    """The new member."""

    member_id: int


class MemberNameless(UserError):
    """Neither a person nor a name."""

    def sentence(self) -> str:
        """Ask for one of both."""
        return _("Who is this member? Choose a person of the college, or write a name.")


class MemberAlreadyInTeam(UserError):
    """The person is in the team."""

    def sentence(self) -> str:
        """Say that nothing is to do."""
        return _(
            "This person is in the team already: to change the role, remove the member and add it again."
        )


def add_member(
    db: Session,
    *,
    idea_id: int,
    person_id: int | None = None,
    name: str = "",
    sex: Sex | None = None,
    role: str = "",
) -> MemberAdded:
    """Add somebody to the team of an idea: a person of the college, or anybody by name and sex.

    Raises:
        NotFound: the idea or the person is not here.
        IdeaSubmitted: it must be taken back first.
        MemberNameless, MemberAlreadyInTeam, OfAnotherCollege: see there.
    """
    load_draft(db, idea_id)
    if person_id is None and not nfc(name):
        raise MemberNameless
    if person_id is not None:
        require_person(db, person_id, scope_of(idea_id))
        same = select(IdeaMember.id).where(
            not_deleted(IdeaMember),
            IdeaMember.idea_id == idea_id,
            IdeaMember.person_id.in_(one_person(db, person_id)),
        )
        if db.scalar(same) is not None:
            raise MemberAlreadyInTeam

    member = IdeaMember(
        id=new_id(db, scope_of(idea_id)),
        idea_id=idea_id,
        person_id=person_id,
        name=nfc(name) or None if person_id is None else None,
        sex=sex.value if sex is not None and person_id is None else None,
        role=nfc(role) or None,
    )
    db.add(member)
    db.flush()
    return MemberAdded(member.id)
