"""Take everything out again that the import of a sheet brought in."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import load_mark, write_mark
from tvet_desktop.attendance.models import (
    AttendanceMark,
    MarkImport,
    MarkSource,
    MarkStatus,
    WaitingMark,
    WaitingState,
)
from tvet_desktop.attendance.remove_sessions import has_marks
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.loading import is_training_session_closed, load_open_course
from tvet_desktop.courses.models import Enrolment, Slot, TrainingSession
from tvet_desktop.courses.rules import TrainingSessionClosed
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class MarksImportUndone:
    """How much went, and how many replaced marks are as before. ``marks_kept`` were changed by somebody since, and stay with their sessions."""

    marks_removed: int
    marks_restored: int
    marks_kept: int
    waiting_removed: int
    sessions_removed: int
    people_removed: int


def undo_import_marks(db: Session, *, import_id: int) -> MarksImportUndone:
    """Remove the marks of an import as they came, also those that were linked by hand since.

    Sessions and enrolments that it made go with them, unless marks of somebody else hang on them.

    Raises:
        NotFound: this PC made no such import, or it was undone already.
        CourseNotOpen, TrainingSessionClosed: what it brought in cannot change any more.
    """
    record = db.get(MarkImport, import_id)
    if record is None or record.undone:
        raise NotFound(_("import"), import_id)
    load_open_course(db, record.course_id)
    made: dict[str, Any] = record.made
    waiting = [db.get_one(WaitingMark, row_id) for row_id in made["waiting"]]
    linked = [
        (row.training_session_id, row.person_id)
        for row in waiting
        if row.state == WaitingState.LINKED and row.person_id is not None
    ]
    keys = dict.fromkeys([*map(tuple, made["marks"]), *linked])
    replaced = {(one[0], one[1]): _before(one) for one in made.get("replaced", ())}
    _refuse_closed(db, {session_id for session_id, _person_id in (*keys, *replaced)})

    removed = _remove_marks(db, list(keys))
    restored = _restore_marks(db, replaced)
    for row in waiting:
        row.deleted = True
    people = dict.fromkeys([*made["people"], *(person_id for _session_id, person_id in linked)])
    people_removed = _remove_people(db, record.course_id, list(people))
    sessions_removed = _remove_empty_sessions(db, made["sessions"])
    record.undone = True
    kept = len(keys) + len(replaced) - removed - restored
    return MarksImportUndone(removed, restored, kept, len(waiting), sessions_removed, people_removed)


def _refuse_closed(db: Session, session_ids: set[int]) -> None:
    for session_id in sorted(session_ids):
        if is_training_session_closed(db, session_id):
            row = db.get_one(TrainingSession, session_id)
            raise TrainingSessionClosed(row.held_on, Slot(row.slot))


def _remove_marks(db: Session, keys: list[tuple[int, int]]) -> int:
    removed = 0
    with db.no_autoflush:
        for key in keys:
            row = db.get(AttendanceMark, key)
            if row is not None and not row.deleted and row.source == MarkSource.IMPORT:
                row.deleted = True
                removed += 1
    return removed


def _before(replaced: list[Any]) -> Mark:
    _session_id, _person_id, status, minutes, reason, source = replaced
    return Mark(MarkStatus(status), minutes, reason, MarkSource(source))


def _restore_marks(db: Session, replaced: dict[tuple[int, int], Mark]) -> int:
    """Put back what the sheet's marks have replaced, where nobody has marked since."""
    restored = 0
    with db.no_autoflush:
        for (session_id, person_id), before in replaced.items():
            now = load_mark(db, session_id, person_id)
            if now is not None and now.source == MarkSource.IMPORT:
                write_mark(db, session_id, person_id, before)
                restored += 1
    return restored


def _remove_people(db: Session, course_id: int, person_ids: list[int]) -> int:
    query = (
        select(AttendanceMark.person_id)
        .join(TrainingSession, TrainingSession.id == AttendanceMark.training_session_id)
        .where(not_deleted(AttendanceMark, TrainingSession), TrainingSession.course_id == course_id)
        .group_by(AttendanceMark.person_id)
        .having(func.count() > 0)
    )
    marked = set(db.scalars(query))
    removed = 0
    with db.no_autoflush:
        for person_id in person_ids:
            row = db.get(Enrolment, (course_id, person_id))
            if row is not None and not row.deleted and person_id not in marked:
                row.deleted = True
                removed += 1
    return removed


def _remove_empty_sessions(db: Session, session_ids: list[int]) -> int:
    empty = [session_id for session_id in session_ids if not has_marks(db, session_id)]
    for session_id in empty:
        db.get_one(TrainingSession, session_id).deleted = True
    return len(empty)
