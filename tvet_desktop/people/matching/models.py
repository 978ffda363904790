"""What the national office said of two entries of different colleges, and what each college hears of it."""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from tvet_desktop.storage.base import Base, Id, Synced, primary_id, reference


class MatchAct(StrEnum):
    """What was said of two entries."""

    SAME = "SAME"
    """They are one person."""
    DIFFERENT = "DIFFERENT"
    """They are two people."""


class PersonMatch(Synced, Base):
    """One decision about two entries of different colleges. Only national PCs can read it; the newest holds.

    The rows of a college refer to nobody of another one, so no entry points to the other: both stay as they are.
    """

    __tablename__ = "person_match"
    __national__ = True

    id: Mapped[Id] = primary_id()
    first_id: Mapped[Id] = reference("person.id")
    second_id: Mapped[Id] = reference("person.id")
    """The larger id."""
    act: Mapped[str]
    on_date: Mapped[date]
    said_by: Mapped[int | None]
    reason: Mapped[str]


class PersonElsewhere(Synced, Base):
    """A person of a college is on the list of another college as well. It lies in the scope of the person.

    It tells which college, and which details differ there, never what they are: a college sees its own people only.
    """

    __tablename__ = "person_elsewhere"
    __national__ = True
    __unjudged__ = frozenset({"since", "differing"})

    person_id: Mapped[Id] = reference("person.id", key=True)
    college_id: Mapped[Id] = reference("college.id", key=True)
    since: Mapped[date]
    """The day on which the national office said so."""
    differing: Mapped[str]
    """Names of ``TOLD_FIELDS``, joined by spaces."""
