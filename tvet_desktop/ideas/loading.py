"""Finds an idea and what its use cases must know first."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.loading import load_course
from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.models import Idea, IdeaState, IdeaSubmission
from tvet_desktop.ideas.rules import IdeaSubmitted, state_of
from tvet_desktop.people.loading import load_person
from tvet_desktop.shared.errors import NotFound, UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import scope_of


class OfAnotherCollege(UserError):
    """Rows of a college name only people and courses of the same college: other PCs do not have them."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "This person or course belongs to another college: choose one of this college, or write the name"
            " as text."
        )


def load_idea(db: Session, idea_id: int) -> Idea:
    """Return an idea.

    Raises:
        NotFound: it is not, or no longer, here.
    """
    idea = db.scalar(select(Idea).where(not_deleted(Idea), Idea.id == idea_id))
    if idea is None:
        raise NotFound(_("idea"), idea_id)
    return idea


def submissions_of(db: Session, idea_id: int) -> list[IdeaSubmission]:
    """Return when an idea was submitted and taken back, the oldest first."""
    query = select(IdeaSubmission).where(not_deleted(IdeaSubmission), IdeaSubmission.idea_id == idea_id)
    return list(db.scalars(query.order_by(IdeaSubmission.changed_at, IdeaSubmission.changed_by)))


def load_draft(db: Session, idea_id: int) -> Idea:
    """Return an idea that may be edited.

    Raises:
        NotFound: it is not here.
        IdeaSubmitted: it must be taken back first.
    """
    idea = load_idea(db, idea_id)
    if state_of(submissions_of(db, idea_id)) is IdeaState.SUBMITTED:
        raise IdeaSubmitted(idea.title)
    return idea


def require_same_college(
    db: Session, details: IdeaDetails, scope: int, before: IdeaDetails | None = None
) -> None:
    """Check that leader and course are here and of the college, as far as they differ from ``before``.

    Raises:
        NotFound: one of them is not here.
        OfAnotherCollege: see there.
    """
    if details.leader_id is not None and (before is None or before.leader_id != details.leader_id):
        require_person(db, details.leader_id, scope)
    if details.course_id is not None and (before is None or before.course_id != details.course_id):
        if scope_of(details.course_id) != scope:
            raise OfAnotherCollege
        load_course(db, details.course_id)


def require_person(db: Session, person_id: int, scope: int) -> None:
    """Check that a person is here and of the college.

    Raises:
        NotFound, OfAnotherCollege: see there.
    """
    if scope_of(person_id) != scope:
        raise OfAnotherCollege
    load_person(db, person_id)
