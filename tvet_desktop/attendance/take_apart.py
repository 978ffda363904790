"""Take merged people apart, and put the marks back that merging wrote."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import load_mark, write_mark
from tvet_desktop.attendance.marks_above import MarksAbove
from tvet_desktop.attendance.models import AttendanceMark, MarkSource, MarkStatus, MergedMark
from tvet_desktop.attendance.one_line import is_better, same_mark
from tvet_desktop.attendance.rules import Mark, local_day
from tvet_desktop.courses.merged_lines import enrolments_of
from tvet_desktop.courses.models import TrainingSession
from tvet_desktop.people.merged import one_person, people_under
from tvet_desktop.people.models import MergeAct, PersonMerge
from tvet_desktop.people.part_people import PeopleParted, join_again, part_people
from tvet_desktop.shared.known import known
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class MarkPut:
    """A mark that was changed; None is a gap."""

    training_session_id: int
    person_id: int
    before: Mark | None
    after: Mark | None


@dataclass(frozen=True)
class MergedMarkBefore:
    """A row of what merging had written, as it was before taking apart."""

    key: tuple[int, int]
    values: dict[str, Any]


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


@dataclass
class _Work:
    """What is gathered while marks are put back."""

    db: Session
    marks: list[MarkPut] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    remembered: list[MergedMarkBefore] = field(default_factory=list)

    def put(self, session_id: int, person_id: int, mark: Mark | None) -> None:
        """Write a mark and remember what was there."""
        before = write_mark(self.db, session_id, person_id, mark)
        if before != mark:
            self.marks.append(MarkPut(session_id, person_id, before, mark))

    def change(self, row: MergedMark, **values: Any) -> None:  # noqa: ANN401  values of columns
        """Change a row of what merging wrote and remember how it was."""
        key = (row.merge_id, row.training_session_id)
        self.remembered.append(MergedMarkBefore(key, {name: getattr(row, name) for name in values}))
        for name, value in values.items():
            setattr(row, name, value)


def take_apart(
    db: Session, *, person_id: int, reason: str, by: int | None, now: datetime, is_undo: bool
) -> PeopleSeparated:
    """Let a merged person count for itself again, with its own marks; ``is_undo`` forgets the merge altogether.

    Raises:
        NotFound: the person is not, or no longer, here.
        NotMerged: there is nothing to take apart.
    """
    above = MarksAbove.of(db, person_id)
    parted = part_people(
        db, person_id=person_id, reason=reason, by=by, on_date=local_day(now), is_undo=is_undo
    )
    merges = [db.get_one(PersonMerge, merge_id) for merge_id in parted.merge_ids]
    work = _Work(db)
    with db.no_autoflush:
        _put_back(work, merges)
    db.flush()
    for row, mark in above.changed(db):
        _follow_below(work, row, mark)
        db.flush()
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


def _put_back(work: _Work, merges: Sequence[PersonMerge]) -> None:
    """Undo what these merges wrote.

    Several merges may have written to one mark, each over what the one before had given: taking one of them out
    of the middle changes only what the next one remembers.
    """
    parted = {merge.id for merge in merges}
    for kept_id in sorted({merge.kept_id for merge in merges}):
        rows = _written_for(work.db, kept_id)
        for row in rows:
            if row.merge_id not in parted:
                continue
            session_id, given = row.training_session_id, _given(row)
            others = [one for one in rows if one.training_session_id == session_id and one is not row]
            later = next((one for one in others if not one.deleted and same_mark(_before(one), given)), None)
            now = load_mark(work.db, session_id, kept_id)
            if later is not None:
                names = ("status", "minutes_late", "reason", "source")
                work.change(later, **{name: getattr(row, name) for name in names})
            elif same_mark(now, given):
                work.put(session_id, kept_id, _before(row))
            elif not same_mark(now, _before(row)):
                work.left.append(session_id)
            work.change(row, deleted=True)


def _written_for(db: Session, kept_id: int) -> list[MergedMark]:
    """Return what merges wrote to a person's marks, the oldest first."""
    query = (
        select(MergedMark)
        .join(PersonMerge, PersonMerge.id == MergedMark.merge_id)
        .where(
            not_deleted(MergedMark), PersonMerge.kept_id == kept_id, PersonMerge.act == MergeAct.MERGED.value
        )
    )
    return sorted(db.scalars(query), key=lambda row: (row.changed_at, row.changed_by, row.merge_id))


def _follow_below(work: _Work, row: MergedMark, mark: Mark | None) -> None:
    """The person that was given a mark by this merge follows what the other one has now."""
    kept_id = work.db.get_one(PersonMerge, row.merge_id).kept_id
    if not same_mark(load_mark(work.db, row.training_session_id, kept_id), _given(row)):
        return
    before = _before(row)
    better = mark is not None and (before is None or is_better(mark, before))
    work.put(row.training_session_id, kept_id, mark if better else before)
    if better and mark is not None:
        work.change(row, given_status=mark.status.value, given_minutes_late=mark.minutes_late)
    else:
        work.change(row, deleted=True)


def _made_since(work: _Work, parted: PeopleParted, merges: Sequence[PersonMerge]) -> tuple[int, int]:
    """Give the separated person what was marked since in courses of its own; count what stays with the other."""
    db, since = work.db, min((merge.changed_at for merge in merges), default=None)
    if since is None:
        return 0, 0
    own, rest = people_under(db, parted.merged_id), one_person(db, parted.kept_id)
    moved = stayed = 0
    written = {(change.training_session_id, change.person_id) for change in work.marks}
    written |= {(row.training_session_id, one) for one in rest for row in _written_for(db, one)}
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
            not_deleted(AttendanceMark, TrainingSession),
            AttendanceMark.person_id.in_(list(ids)),
            AttendanceMark.changed_at > since,
        )
        .order_by(AttendanceMark.training_session_id, AttendanceMark.person_id)
    )
    return [(row, course_id) for row, course_id in db.execute(query)]


def _before(row: MergedMark) -> Mark | None:
    """Return what the kept person had before merging."""
    if row.status is None:
        return None
    return Mark(
        known(MarkStatus, row.status, MarkStatus.EXCUSED),
        row.minutes_late,
        row.reason or "",
        known(MarkSource, row.source or "", MarkSource.IMPORT),
    )


def _given(row: MergedMark) -> Mark:
    """Return what merging wrote, as far as marks are compared."""
    return Mark(known(MarkStatus, row.given_status, MarkStatus.EXCUSED), row.given_minutes_late)
