"""A local table: it never travels."""

from sqlalchemy import JSON, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tvet_desktop.storage.base import Base, BigInt


class HeldRemoval(Base):
    """Bundles of one PC that remove so much that a coordinator must agree first.

    ``bundles`` holds their hashes in hex, ``removed`` for each table and scope the keys of the rows that would go
    and how many were there. It stays after the decision: the bundles are not asked about again.
    """

    __tablename__ = "held_removal"

    id: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=True)
    device: Mapped[bytes] = mapped_column(LargeBinary)
    bundles: Mapped[list[str]] = mapped_column(JSON)
    removed: Mapped[list[dict[str, object]]] = mapped_column(JSON)
    decided_by: Mapped[int | None] = mapped_column(default=None)
    decided_at: Mapped[int | None] = mapped_column(default=None)
    put_back: Mapped[bool] = mapped_column(default=False)
