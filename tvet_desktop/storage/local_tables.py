"""Tables of this PC only: they never sync, and are not part of a dump."""

from sqlalchemy import JSON, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import Index

from tvet_desktop.storage.base import Base, BigInt


class LocalSetting(Base):
    """One value that belongs to this PC: its keys, its college, its clock."""

    __tablename__ = "local_setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary)


class Change(Base):
    """One change of one row, made here or received: the history, and while ``bundle_id`` is empty the outbox.

    ``said_at`` is the time as the PC of the change believed it, in seconds since 1970; ``user_id`` is that
    PC's claim. ``before`` is empty when the row was new.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_row", "table_name", "key_a", "key_b"),
        Index("ix_change_bundle", "bundle_id"),
    )

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
    bundle_id: Mapped[int | None]
    """The bundle that carries it, numbered as this PC received or wrote them."""


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
    settled: Mapped[bool] = mapped_column(default=False)
