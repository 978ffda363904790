"""Take two people apart again who were merged, at any later time and on any PC."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.merging.take_apart import PeopleSeparated, take_apart, undo_take_apart


def separate_people(
    db: Session, *, person_id: int, reason: str = "", by: int | None, now: datetime
) -> PeopleSeparated:
    """Let a merged person count for itself again; who was merged into it goes along.

    Marks and details that merging changed go back, unless somebody changed them since: then they stay with the
    person that was kept, and the result says so. That they are two is remembered: they are not proposed again.

    Args:
        db: an open transaction.
        person_id: who was merged into somebody else.
        reason: how it was found out, may be empty.
        by: the user's id.
        now: the PC's time, shown as the day.

    Raises:
        NotFound: the person is not, or no longer, here.
        NotMerged: the person counts for itself already.
    """
    return take_apart(db, person_id=person_id, reason=reason, by=by, now=now, is_undo=False)


def undo_separate_people(db: Session, *, separated: PeopleSeparated) -> None:
    """Merge them again as they were; marks that were changed since stay."""
    undo_take_apart(db, separated)
