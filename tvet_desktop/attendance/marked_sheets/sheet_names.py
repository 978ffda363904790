"""Whom the lines of a marked sheet name, and the marks of those lines that leave it open."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.marked_sheets.read_marks_sheet import MarksSheet, SheetLine
from tvet_desktop.attendance.marked_sheets.sheet_sessions import SheetSessions
from tvet_desktop.attendance.models import WaitingMark, WaitingReason, WaitingState
from tvet_desktop.people.match_names import Ambiguous, Match, NameIndex, NameMatch, Partial
from tvet_desktop.shared.text import name_key, nfc
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class SheetNames:
    """The lines that name exactly one person each, and the others with the reason why they wait."""

    known: tuple[tuple[SheetLine, int], ...]
    others: tuple[tuple[SheetLine, WaitingReason], ...]


@dataclass(frozen=True)
class NewlyWaiting:
    """The rows that were kept for a decision, counted by reason."""

    waiting_mark_ids: tuple[int, ...]
    reasons: Counter[WaitingReason]


def names_of_sheet(sheet: MarksSheet, index: NameIndex) -> SheetNames:
    """Look every line up. Two lines with the name of one person cannot be told apart: both wait."""
    found = [(line, index.match(line.name)) for line in sheet.lines]
    named = Counter(match.person_id for _line, match in found if isinstance(match, Match))
    known = [
        (line, match.person_id)
        for line, match in found
        if isinstance(match, Match) and named[match.person_id] == 1
    ]
    others = [
        (line, _why_waiting(match))
        for line, match in found
        if not isinstance(match, Match) or named[match.person_id] > 1
    ]
    return SheetNames(tuple(known), tuple(others))


def let_wait(db: Session, course_id: int, sessions: SheetSessions, names: SheetNames) -> NewlyWaiting:
    """Keep the marks of names that link to nobody, unless an earlier import of the sheet kept them."""
    query = select(WaitingMark).where(
        not_deleted(WaitingMark), WaitingMark.training_session_id.in_(sessions.ids.values())
    )
    kept = Counter((row.training_session_id, name_key(row.name)) for row in db.scalars(query))
    ids: list[int] = []
    reasons: Counter[WaitingReason] = Counter()
    for line, reason in names.others:
        for said in line.marks:
            session_id = sessions.ids[said.session]
            key = (session_id, name_key(line.name))
            if kept[key]:
                kept[key] -= 1
                continue
            row = WaitingMark(
                id=new_id(db, scope_of(course_id)),
                training_session_id=session_id,
                name=nfc(line.name),
                status=said.status,
                minutes_late=said.minutes_late,
                waiting_for=reason.value,
                state=WaitingState.WAITING.value,
                person_id=None,
            )
            db.add(row)
            ids.append(row.id)
            reasons[reason] += 1
    return NewlyWaiting(tuple(ids), reasons)


def end_waiting(db: Session, sessions: SheetSessions, names: SheetNames) -> None:
    """End the waiting of names that have become clear, for example because the person was added since."""
    people = {name_key(line.name): person_id for line, person_id in names.known}
    query = select(WaitingMark).where(
        not_deleted(WaitingMark),
        WaitingMark.state == WaitingState.WAITING.value,
        WaitingMark.training_session_id.in_(sessions.ids.values()),
    )
    for row in db.scalars(query):
        person_id = people.get(name_key(row.name))
        if person_id is not None:
            row.state, row.person_id = WaitingState.LINKED.value, person_id


def _why_waiting(match: NameMatch) -> WaitingReason:
    if isinstance(match, Match | Ambiguous):
        return WaitingReason.AMBIGUOUS
    return WaitingReason.PARTIAL if isinstance(match, Partial) else WaitingReason.UNKNOWN
