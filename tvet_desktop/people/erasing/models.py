"""That somebody was erased. It names nobody, and stays, so that what comes later is blanked as well."""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from tvet_desktop.storage.base import Base, Id, Synced, primary_id, reference


class ErasingReason(StrEnum):
    """Why somebody is erased."""

    ASKED = "ASKED"
    """The person asked for it."""
    PERIOD = "PERIOD"
    """The time for which the programme may keep it is over."""
    NEVER = "NEVER"
    """It should never have been written down."""


class Erasure(Synced, Base):
    """One act of erasing; never changed and never taken back.

    What belongs to the person by links that never change is blank on every PC that has this row, whatever arrives.
    """

    __tablename__ = "erasure"

    id: Mapped[Id] = primary_id()
    person_id: Mapped[Id] = reference("person.id")
    rows: Mapped[str]
    """Further rows that are blank since, whose links may change: JSON [[table, key, second key or 0], …]."""
    reason: Mapped[str]
    on_date: Mapped[date]
    said_by: Mapped[int | None] = mapped_column()
    """The user's id, as the PC claims it."""
