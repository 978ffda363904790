"""Tables of this PC only: they never sync, and are not part of a dump."""

from sqlalchemy import JSON, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import Index

from tvet_desktop.storage.base import Base, BigInt
from tvet_desktop.storage.server.sealed import Sealed


class LocalSetting(Base):
    """One value that belongs to this PC: its keys, its college, its clock."""

    __tablename__ = "local_setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[bytes] = mapped_column(Sealed)


class Change(Base):
    """One change of one row that was made here and is in no bundle yet: the outbox.

    ``said_at`` is the time as the PC of the change believed it, in seconds since 1970; ``user_id`` is that
    PC's claim. ``before`` is empty when the row was new.
    """

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_row", "table_name", "key_a", "key_b"),)

    seq: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=True)
    table_name: Mapped[str]
    key_a: Mapped[int]
    key_b: Mapped[int]
    changed_at: Mapped[int]
    changed_by: Mapped[int]
    user_id: Mapped[int | None]
    said_at: Mapped[int | None]
    before: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, object]] = mapped_column(JSON)


class HistorySection(Base):
    """The changes of one section of a bundle, received or sent, packed as they travelled: the history.

    A row for each change would cost sixty times the bytes, and merging ten times the time.
    """

    __tablename__ = "history_section"
    __table_args__ = (Index("ix_history_section_bundle", "bundle_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=True)
    bundle_id: Mapped[int]
    """The bundle that carries it, numbered as this PC received or wrote them."""
    content: Mapped[bytes] = mapped_column(LargeBinary)


class HistoryPart(Base):
    """Which rows a section speaks of: those of ``table_name`` whose first key is from ``least`` to ``most``.

    All of them have one ``block``: scope and writer of the id, without its counter. ``said_most`` is the latest
    ``said_at`` among their changes.
    """

    __tablename__ = "history_part"
    __table_args__ = (Index("ix_history_part_block", "table_name", "block"),)

    id: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=True)
    section_id: Mapped[int]
    table_name: Mapped[str]
    block: Mapped[int]
    least: Mapped[int]
    most: Mapped[int]
    said_most: Mapped[int | None]


class HistoryWriter(Base):
    """From which to which stamp a bundle holds changes of one writer: it tells in which bundle a change came."""

    __tablename__ = "history_writer"
    __table_args__ = (Index("ix_history_writer_stamps", "writer", "first"),)

    id: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=True)
    writer: Mapped[int]
    first: Mapped[int]
    last: Mapped[int]
    bundle_id: Mapped[int]


class Conflict(Base):
    """Two PCs changed the same thing without knowing of each other; the value that lost is kept for a person."""

    __tablename__ = "conflict"

    seq: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=True)
    table_name: Mapped[str]
    key_a: Mapped[int]
    key_b: Mapped[int]
    lost: Mapped[dict[str, object]] = mapped_column(JSON)
    kept: Mapped[dict[str, object]] = mapped_column(JSON)
    lost_at: Mapped[int]
    lost_by: Mapped[int]
    lost_user_id: Mapped[int | None]
    kept_at: Mapped[int] = mapped_column(default=0)
    kept_by: Mapped[int] = mapped_column(default=0)
    """The stamp of what held when this was found: another one there tells that somebody has changed it again."""
    settled: Mapped[bool] = mapped_column(default=False)
    choice: Mapped[str | None] = mapped_column(default=None)
    decided_by: Mapped[int | None] = mapped_column(default=None)
    decided_at: Mapped[int | None] = mapped_column(default=None)
    written: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True), default=None)
    before: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True), default=None)
    """What the decision wrote, and over what: to take it back."""
