"""Give back what a merge wrote that does not hold, because another PC merged the same person elsewhere."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from tvet_desktop.attendance.merging.marks_above import MarksAbove
from tvet_desktop.attendance.merging.put_marks_back import put_marks_back
from tvet_desktop.people.merging.give_back import give_back
from tvet_desktop.people.merging.merges import void_merges


def end_void_merges(db: Session, *, scopes: Collection[int]) -> int:
    """End the merges of some colleges that do not hold; return how many.

    Every PC that may write for the college does this after reading bundles, and all write the same. That two PCs
    disagreed stands in the list of conflicts.
    """
    merges = void_merges(db, scopes)
    for merge in merges:
        put_marks_back(db, [merge], MarksAbove.at(db, merge.kept_id))
        give_back(db, [merge])
        merge.ended = True
        db.flush()
    return len(merges)
