"""The cells of a course's register, read fast: it may have 40,000 marks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import String, case, cast, func, select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.models import AttendanceMark, MarkStatus
from tvet_desktop.attendance.one_line import rank
from tvet_desktop.attendance.rules import credited_half_minutes
from tvet_desktop.courses.models import TrainingSession
from tvet_desktop.courses.queries import EnrolledPerson, TrainingSessionRow
from tvet_desktop.courses.rules import RuleSet
from tvet_desktop.storage.base import not_deleted

_HAS_REASON = "!"


@dataclass(frozen=True, slots=True)
class MarkCell:
    """A mark as the register shows it. Equal marks of one session share one object."""

    status: MarkStatus
    minutes_late: int | None
    reason: str


@dataclass(slots=True)
class RegisterLine:
    """A person's cells while they are filled, and the half minutes that they earn."""

    cells: list[MarkCell | None]
    half_minutes: int = 0


def marks_of_sessions(db: Session, course_id: int, people: Collection[int] | None = None) -> dict[int, str]:
    """Return the marks of each session as one text, "P 123,L20 124,E! 125": status, minutes, "!", person.

    A register may have 40,000 marks. As rows they take three times as long as as texts. ``people``: only
    theirs; they are found by the key, one by one.
    """
    mark = (
        AttendanceMark.status
        + func.coalesce(cast(AttendanceMark.minutes_late, String), "")
        + case((AttendanceMark.reason.is_not(None), _HAS_REASON), else_="")
        + " "
        + cast(AttendanceMark.person_id, String)
    )
    query = (
        select(AttendanceMark.training_session_id, func.aggregate_strings(mark, ","))
        .join(TrainingSession, TrainingSession.id == AttendanceMark.training_session_id)
        .where(not_deleted(AttendanceMark, TrainingSession), TrainingSession.course_id == course_id)
        .group_by(AttendanceMark.training_session_id)
    )
    if people is not None:
        query = query.where(AttendanceMark.person_id.in_(people))
    return dict(db.execute(query).all())


def sessions_with_marks(db: Session, course_id: int) -> set[int]:
    """Return the sessions of a course that have at least one mark, without reading the marks."""
    has_mark = select(AttendanceMark.person_id).where(
        not_deleted(AttendanceMark), AttendanceMark.training_session_id == TrainingSession.id
    )
    query = select(TrainingSession.id).where(TrainingSession.course_id == course_id, has_mark.exists())
    return set(db.scalars(query))


def reasons_of_marks(
    db: Session, course_id: int, marks: dict[int, str], people: Collection[int] | None = None
) -> dict[tuple[int, str], str]:
    """Return the reasons that stand beside marks, by session and person; ``people``: only theirs."""
    if not any(_HAS_REASON in text for text in marks.values()):
        return {}
    query = (
        select(AttendanceMark.training_session_id, AttendanceMark.person_id, AttendanceMark.reason)
        .join(TrainingSession, TrainingSession.id == AttendanceMark.training_session_id)
        .where(AttendanceMark.reason.is_not(None), TrainingSession.course_id == course_id)
    )
    if people is not None:
        query = query.where(AttendanceMark.person_id.in_(people))
    return {(row_id, str(person_id)): reason or "" for row_id, person_id, reason in db.execute(query)}


def fill_lines(
    people: list[EnrolledPerson],
    sessions: Sequence[TrainingSessionRow],
    marks: dict[int, str],
    reasons: dict[tuple[int, str], str],
    rules: RuleSet,
) -> dict[str, RegisterLine]:
    """Return the filled line of each person. Whose enrolment was removed has none; the marks stay stored.

    Of people who were merged the mark of the person that counts holds, else the best of the others.
    """
    lines = {str(person.person_id): RegisterLine([None] * len(sessions)) for person in people}
    behind = {str(other): lines[str(person.person_id)] for person in people for other in person.also}
    for number, session in enumerate(sessions):
        minutes = 0 if session.is_cancelled else session.minutes
        known: dict[str, tuple[MarkCell, int]] = {}
        spare: list[tuple[int, RegisterLine, MarkCell, int]] = []
        for token in marks[session.id].split(",") if session.id in marks else ():
            said, _space, person = token.partition(" ")
            line = lines.get(person)
            if line is None and person not in behind:
                continue
            found = known.get(said)
            if found is None:
                cell = _cell(said, reasons.get((session.id, person), ""))
                earned = credited_half_minutes(minutes, cell.status, cell.minutes_late, rules)
                found = (cell, earned)
                if not cell.reason:
                    known[said] = found
            if line is None:
                spare.append((int(person), behind[person], *found))
                continue
            line.cells[number] = found[0]
            line.half_minutes += found[1]
        if spare:
            _fill_gaps(number, spare)
    return lines


def _fill_gaps(number: int, spare: list[tuple[int, RegisterLine, MarkCell, int]]) -> None:
    """Put the best mark of those behind a person where the person has none."""
    spare.sort(key=lambda one: (rank(one[2].status, one[2].minutes_late), one[0]))
    for _person_id, line, cell, earned in spare:
        if line.cells[number] is None:
            line.cells[number] = cell
            line.half_minutes += earned


def _cell(said: str, reason: str) -> MarkCell:
    late = said[1:].removesuffix(_HAS_REASON)
    return MarkCell(MarkStatus(said[0]), int(late) if late else None, reason)
