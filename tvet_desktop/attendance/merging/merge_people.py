"""Merge two people who turned out to be one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import write_mark
from tvet_desktop.attendance.models import MergedMark
from tvet_desktop.attendance.one_line import best_mark, mark_that_counts, marks_by_session, same_mark
from tvet_desktop.attendance.rules import Mark, local_day
from tvet_desktop.people.merging.join_people import join_people
from tvet_desktop.people.merging.merge_details import MergeDoubt, TakenOver, doubts_about
from tvet_desktop.people.merging.merge_rules import load_pair
from tvet_desktop.people.merging.merged import one_person


@dataclass(frozen=True)
class PeopleMerged:
    """To undo: ``undo_merge_people``; later, on any PC: ``separate_people``.

    ``taken`` is what the kept person took over from the other, ``marks_given`` the sessions at which the other's
    mark was the better one and was written. ``doubts`` speak against their being one.
    """

    merge_id: int
    kept_id: int
    merged_id: int
    taken: tuple[TakenOver, ...]
    marks_given: tuple[int, ...]
    doubts: tuple[MergeDoubt, ...]


@dataclass(frozen=True)
class MarkToGive:
    """A session at which merging changes the kept person's own mark."""

    training_session_id: int
    before: Mark | None
    given: Mark


def merge_people(
    db: Session,
    *,
    kept_id: int,
    merged_id: int,
    take: Collection[str] = (),
    reason: str = "",
    by: int | None,
    now: datetime,
) -> PeopleMerged:
    """Let one person count for the other, everywhere; both rows and both histories stay.

    At sessions where both are marked the better mark counts and is written to the kept person; what was there
    before is kept. Test results and waivers are read together and need no writing.

    Args:
        db: an open transaction.
        kept_id: who will be shown. Who was merged already stands for the person that counts.
        merged_id: who turned out to be the same.
        take: the differing fields (``MERGE_FIELDS``) whose values come from the other; gaps are filled anyhow.
        reason: how that was found out, may be empty.
        by: the user's id.
        now: the PC's time, shown as the day of the merge.

    Raises:
        NotFound, SamePerson, AlreadyOnePerson, PeopleOfTwoColleges: they cannot be merged.
    """
    kept, merged = load_pair(db, kept_id, merged_id)
    doubts = doubts_about(kept, merged)
    to_give = marks_to_give(db, one_person(db, kept.id), one_person(db, merged.id))
    joined = join_people(
        db, kept_id=kept.id, merged_id=merged.id, take=take, reason=reason, by=by, on_date=local_day(now)
    )
    with db.no_autoflush:  # one change of many rows, not many changes
        for one in to_give:
            write_mark(db, one.training_session_id, kept.id, one.given)
            db.add(_remembered(joined.merge_id, one))
    db.flush()
    given = tuple(one.training_session_id for one in to_give)
    return PeopleMerged(joined.merge_id, kept.id, merged.id, joined.taken, given, doubts)


def marks_to_give(db: Session, kept: Sequence[int], merged: Sequence[int]) -> list[MarkToGive]:
    """Return the sessions at which the kept person's own mark must change, so that the better of both counts.

    ``kept`` and ``merged`` are all ids of each, the one that counts first. Where the kept one has a gap nothing
    is written: the mark of the other shows through it.
    """
    found = []
    for session_id, marks in sorted(marks_by_session(db, (*kept, *merged)).items()):
        wanted = best_mark((mark_that_counts(marks, kept), mark_that_counts(marks, merged)))
        if wanted is not None and not same_mark(mark_that_counts(marks, (*kept, *merged)), wanted):
            found.append(MarkToGive(session_id, marks.get(kept[0]), wanted))
    return found


def _remembered(merge_id: int, one: MarkToGive) -> MergedMark:
    before = one.before
    return MergedMark(
        merge_id=merge_id,
        training_session_id=one.training_session_id,
        status=None if before is None else before.status.value,
        minutes_late=None if before is None else before.minutes_late,
        reason=None if before is None else before.reason or None,
        source=None if before is None else before.source.value,
        given_status=one.given.status.value,
        given_minutes_late=one.given.minutes_late,
    )
