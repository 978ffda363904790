"""Take merged people apart, and put the marks back that merging wrote."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import load_mark, write_mark
from tvet_desktop.attendance.merging.marks_above import MarksAbove
from tvet_desktop.attendance.merging.put_marks_back import (
    MarkPut,
    MarksBack,
    MergedMarkBefore,
    put_marks_back,
    written_for,
)
from tvet_desktop.attendance.models import AttendanceMark, MergedMark
from tvet_desktop.attendance.one_line import found_by_key
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.merged_lines import enrolments_of
from tvet_desktop.courses.models import TrainingSession
from tvet_desktop.people.merging.merged import one_person, people_under
from tvet_desktop.people.merging.part_people import PeopleParted, join_again, part_people
from tvet_desktop.people.models import PersonMerge
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class PeopleSeparated:
    """What came of it. To undo: ``undo_separate_people``.

    ``parted`` tells about the details. ``left`` are sessions whose mark somebody changed since the merge: it stays
    with the person that was kept. ``moved`` were made since in courses of the other one only, and went along.
    ``stayed`` counts the marks made since in courses of both: nobody can tell whose they are, so they stay.
    """

    parted: PeopleParted
    marks: tuple[MarkPut, ...]
    left: tuple[int, ...]
    moved: int
    stayed: int
    merged_marks: tuple[MergedMarkBefore, ...]


def take_apart(
    db: Session, *, person_id: int, reason: str, by: int | None, now: datetime, is_undo: bool
) -> PeopleSeparated:
    """Let a merged person count for itself again, with its own marks; ``is_undo`` forgets the merge altogether.

    Raises:
        NotFound: the person is not, or no longer, here.
        NotMerged: there is nothing to take apart.
    """
    above = MarksAbove.over(db, person_id)
    parted = part_people(
        db, person_id=person_id, reason=reason, by=by, on_date=local_day(now), is_undo=is_undo
    )
    merges = [db.get_one(PersonMerge, merge_id) for merge_id in parted.merge_ids]
    work = put_marks_back(db, merges, above)
    moved, stayed = _made_since(work, parted, merges)
    db.flush()
    return PeopleSeparated(parted, tuple(work.marks), tuple(work.left), moved, stayed, tuple(work.remembered))


def undo_take_apart(db: Session, separated: PeopleSeparated) -> None:
    """Put everything back as it was before; a mark that was changed since stays."""
    join_again(db, parted=separated.parted)
    for change in reversed(separated.marks):
        if load_mark(db, change.training_session_id, change.person_id) == change.after:
            write_mark(db, change.training_session_id, change.person_id, change.before)
    for remembered in reversed(separated.merged_marks):
        row = db.get_one(MergedMark, remembered.key)
        for name, value in remembered.values.items():
            setattr(row, name, value)
    db.flush()


def _made_since(work: MarksBack, parted: PeopleParted, merges: Sequence[PersonMerge]) -> tuple[int, int]:
    """Give the separated person what was marked since in courses of its own; count what stays with the other."""
    db, since = work.db, min((merge.changed_at for merge in merges), default=None)
    if since is None:
        return 0, 0
    own, rest = people_under(db, parted.merged_id), one_person(db, parted.kept_id)
    moved = stayed = 0
    written = {(change.training_session_id, change.person_id) for change in work.marks}
    written |= {(row.training_session_id, one) for one in rest for row in written_for(db, one)}
    for row, course_id in _marks_since(db, rest, since):
        key = (row.training_session_id, row.person_id)
        if key in written or key[0] in work.left or not enrolments_of(db, course_id, own):
            continue
        if enrolments_of(db, course_id, rest):
            stayed += 1
            continue
        mark = load_mark(db, *key)
        work.put(row.training_session_id, parted.merged_id, mark)
        work.put(*key, None)
        moved += 1
    return moved, stayed


def _marks_since(db: Session, ids: Iterable[int], since: int) -> list[tuple[AttendanceMark, int]]:
    query = (
        select(AttendanceMark, TrainingSession.course_id)
        .join(TrainingSession, TrainingSession.id == AttendanceMark.training_session_id)
        .where(
            not_deleted(AttendanceMark),
            found_by_key(),
            AttendanceMark.person_id.in_(list(ids)),
            AttendanceMark.changed_at > since,
        )
        .order_by(AttendanceMark.training_session_id, AttendanceMark.person_id)
    )
    return [(row, course_id) for row, course_id in db.execute(query)]
