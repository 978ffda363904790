from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.ideas.loading import load_idea, require_person
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class LeaderLinked:
    """Who led the idea before, to undo the link; None if nobody was linked."""

    before: int | None


def link_leader(db: Session, *, idea_id: int, person_id: int | None) -> LeaderLinked:
    """Say which person the written name of a team leader means; None unlinks. The written name stays.

    A submitted idea may be linked as well: it says who is meant, not something else.

    Raises:
        NotFound: the idea or the person is not here.
        OfAnotherCollege: the person belongs elsewhere.
    """
    idea = load_idea(db, idea_id)
    if person_id is not None:
        require_person(db, person_id, scope_of(idea_id))
    before = idea.leader_id

    idea.leader_id = person_id
    return LeaderLinked(before)
