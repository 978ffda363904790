"""Take a merge back at once, as if nobody had said anything."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.merging.merge_people import PeopleMerged
from tvet_desktop.attendance.merging.take_apart import PeopleSeparated, take_apart


def undo_merge_people(db: Session, *, merged: PeopleMerged, by: int | None, now: datetime) -> PeopleSeparated:
    """Undo ``merge_people``: unlike separating, it does not say that they are two.

    Raises:
        NotFound, NotMerged: somebody has taken them apart meanwhile.
    """
    return take_apart(db, person_id=merged.merged_id, reason="", by=by, now=now, is_undo=True)
