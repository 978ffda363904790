"""The newest word of each other PC: a local table, it never travels as rows."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tvet_desktop.storage.base import Base, BigInt


class PcWord(Base):
    """What a PC said last of itself, signed by it, and when it came here."""

    __tablename__ = "pc_word"

    device: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    number: Mapped[int] = mapped_column(BigInt)
    """A later word of the same PC has a higher one."""
    came_at: Mapped[int] = mapped_column(BigInt)
    """When this PC first read it, in seconds since 1970 by its own clock; 0 if that clock was not believable."""
