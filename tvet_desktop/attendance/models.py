"""Marks, waivers, marks of sheets that wait for a person's decision, and what an import made."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from tvet_desktop.storage.base import Base, BigInt, Id, Synced, primary_id, reference


class MarkStatus(StrEnum):
    """What a mark says, as one letter that sheets use as well."""

    PRESENT = "P"
    ABSENT = "A"
    LATE = "L"
    """Counts fully within the grace, beyond it half."""
    EXCUSED = "E"
    """Earns no hours, but is no unexcused absence."""


class MarkSource(StrEnum):
    """Where a mark came from."""

    KEYBOARD = "KEYBOARD"
    SHEET = "SHEET"
    """Typed from, or read from, a signed paper sheet."""
    IMPORT = "IMPORT"
    """Taken from a spreadsheet."""
    BADGE = "BADGE"
    """The person's badge was scanned."""


class WaitingReason(StrEnum):
    """Why a name of a sheet links to nobody by itself."""

    PARTIAL = "PARTIAL"
    """Only a part of the name is the same as somebody's."""
    AMBIGUOUS = "AMBIGUOUS"
    """Several people, or several lines of the sheet, have the name."""
    UNKNOWN = "UNKNOWN"
    """Nobody has it."""


class WaitingState(StrEnum):
    """What a person decided."""

    WAITING = "WAITING"
    LINKED = "LINKED"
    DISMISSED = "DISMISSED"


class AttendanceMark(Synced, Base):
    """One person's presence at one training session.

    Keyed by nature: two PCs that mark the same person mean the same mark. No mark is a gap, not an absence.
    """

    __tablename__ = "attendance_mark"
    __unjudged__ = frozenset({"source"})
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  SQLAlchemy reads it; rows lie in the key's order

    training_session_id: Mapped[Id] = reference("training_session.id", key=True)
    person_id: Mapped[Id] = reference("person.id", key=True)
    status: Mapped[str]
    minutes_late: Mapped[int | None]
    reason: Mapped[str | None]
    source: Mapped[str]


class WaitingMark(Synced, Base):
    """A mark of a sheet whose name does not lead to exactly one person, kept until somebody decides."""

    __tablename__ = "waiting_mark"

    id: Mapped[Id] = primary_id()
    training_session_id: Mapped[Id] = reference("training_session.id")
    name: Mapped[str]
    """As the sheet has it."""
    status: Mapped[str]
    minutes_late: Mapped[int | None]
    waiting_for: Mapped[str]
    state: Mapped[str]
    person_id: Mapped[Id | None] = reference("person.id", optional=True)


class Waiver(Synced, Base):
    """A coordinator lets somebody's rate count higher; never changed afterwards, the newest of a person holds.

    ``points`` of a hundred are added to the rate; 0 takes an earlier waiver back.
    """

    __tablename__ = "waiver"

    id: Mapped[Id] = primary_id()
    course_id: Mapped[Id] = reference("course.id")
    person_id: Mapped[Id] = reference("person.id")
    points: Mapped[int]
    reason: Mapped[str]
    on_date: Mapped[date]
    said_by: Mapped[int | None]


class MergedMark(Synced, Base):
    """What the kept person had at a session before merging gave them the other's mark, for taking it apart again."""

    __tablename__ = "merged_mark"

    merge_id: Mapped[Id] = reference("person_merge.id", key=True)
    training_session_id: Mapped[Id] = reference("training_session.id", key=True)
    status: Mapped[str | None]
    """None where there was a gap."""
    minutes_late: Mapped[int | None]
    reason: Mapped[str | None]
    source: Mapped[str | None]
    given_status: Mapped[str]
    """What merging wrote: a mark that differs from it now was changed since, and stays."""
    given_minutes_late: Mapped[int | None]


class MarkImport(Base):
    """What one import of a sheet made on this PC, and which marks it replaced, so that it can be undone later."""

    __tablename__ = "mark_import"

    id: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=True)
    course_id: Mapped[int]
    content_hash: Mapped[str]
    said_at: Mapped[int]
    made: Mapped[dict[str, Any]] = mapped_column(JSON)
    undone: Mapped[bool] = mapped_column(default=False)
