"""Put the marks back that merges wrote."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import load_mark, write_mark
from tvet_desktop.attendance.merging.marks_above import MarksAbove
from tvet_desktop.attendance.models import MarkSource, MarkStatus, MergedMark
from tvet_desktop.attendance.one_line import is_better, same_mark
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.people.models import MergeAct, PersonMerge
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


@dataclass
class MarksBack:
    """What is gathered while marks are put back. ``left`` are sessions whose mark somebody changed since."""

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


def put_marks_back(db: Session, merges: Sequence[PersonMerge], above: MarksAbove) -> MarksBack:
    """Undo what these merges wrote, also where it was handed on further up a chain of merges.

    Several merges may have written to one mark, each over what the one before had given: taking one of them out
    of the middle changes only what the next one remembers.
    """
    work = MarksBack(db)
    with db.no_autoflush:
        _put_back(work, merges)
    db.flush()
    for row, mark in above.changed(db):
        _follow_below(work, row, mark)
        db.flush()
    return work


def _put_back(work: MarksBack, merges: Sequence[PersonMerge]) -> None:
    parted = {merge.id for merge in merges}
    for kept_id in sorted({merge.kept_id for merge in merges}):
        rows = written_for(work.db, kept_id)
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


def written_for(db: Session, kept_id: int) -> list[MergedMark]:
    """Return what merges wrote to a person's marks, the oldest first."""
    query = (
        select(MergedMark)
        .join(PersonMerge, PersonMerge.id == MergedMark.merge_id)
        .where(
            not_deleted(MergedMark), PersonMerge.kept_id == kept_id, PersonMerge.act == MergeAct.MERGED.value
        )
    )
    return sorted(db.scalars(query), key=lambda row: (row.changed_at, row.changed_by, row.merge_id))


def _follow_below(work: MarksBack, row: MergedMark, mark: Mark | None) -> None:
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
