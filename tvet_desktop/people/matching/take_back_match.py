"""Take a decision about two entries back: what was said before holds again, or they are proposed again."""

from sqlalchemy.orm import Session

from tvet_desktop.people.matching.match_rules import DecisionGone
from tvet_desktop.people.matching.models import PersonMatch
from tvet_desktop.people.matching.tell_colleges import tell_colleges


def take_back_match(db: Session, *, match_id: int) -> int:
    """Forget a decision; return how many lines the colleges hear anew. To undo: ``restore_match``.

    Raises:
        DecisionGone: it was taken back already.
    """
    row = db.get(PersonMatch, match_id)
    if row is None or row.deleted:
        raise DecisionGone
    row.deleted = True
    db.flush()
    return tell_colleges(db)


def restore_match(db: Session, *, match_id: int) -> int:
    """Let a decision hold again that was taken back."""
    db.get_one(PersonMatch, match_id).deleted = False
    db.flush()
    return tell_colleges(db)
