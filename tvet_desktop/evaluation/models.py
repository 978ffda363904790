"""Rounds of evaluation, the answers that were given out, and those that still wait.

While answers wait, nothing may tell when, where or by whom one was given. They are one local blob that is
shuffled and rewritten with every answer, because a table gives the order of arrival away by the places of
its pages, even with random ids. A PC that dies in the middle of a round loses that round.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tvet_desktop.storage.base import Base, BigInt, Id, Synced, primary_id, reference


class RoundState(StrEnum):
    """Every state of a round, in its order."""

    OPEN = "OPEN"
    """Answers come in and wait."""
    CLOSED = "CLOSED"
    """Results are shown; a late answer waits until there are five of them."""


class EvaluationRound(Synced, Base):
    """One time that a course is evaluated, with one form. Every PC of the college may take answers to it."""

    __tablename__ = "evaluation_round"
    __wide__ = True

    id: Mapped[Id] = primary_id()
    course_id: Mapped[Id] = reference("course.id")
    form_id: Mapped[str]
    form_version: Mapped[int]
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    handed_out: Mapped[int | None]
    """How many forms or codes were given to trainees, for the response rate."""

    @property
    def state(self) -> RoundState:
        """Return the state, which only the closing date decides."""
        return RoundState.OPEN if self.closed_on is None else RoundState.CLOSED


class EvaluationResponse(Synced, Base):
    """The ratings of somebody. The id is random, the stamp is that of the closing, shared by five or more."""

    __tablename__ = "evaluation_response"
    __anonymous__ = True

    id: Mapped[Id] = primary_id()
    round_id: Mapped[Id] = reference("evaluation_round.id")
    language: Mapped[str]
    """Of the form that was filled in."""
    ratings: Mapped[str]
    """One sign for each item of the form, in its order: 1 to 5, "-" not applicable, "." left out."""


class EvaluationComment(Synced, Base):
    """The words of somebody to one open question, apart from the ratings: a style known does not show marks."""

    __tablename__ = "evaluation_comment"
    __anonymous__ = True

    id: Mapped[Id] = primary_id()
    round_id: Mapped[Id] = reference("evaluation_round.id")
    question: Mapped[str]
    text: Mapped[str]


class WaitingAnswers(Base):
    """The answers to a round that wait on this PC: local, in no history, no sync file and no backup.

    Two backups made before and after an answer would tell whose it is: whoever copies the file leaves the
    tables out whose ``info`` says ``{"backup": False}``.
    """

    __tablename__ = "open_round"
    __table_args__ = ({"info": {"backup": False}},)

    round_id: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=False)
    """No foreign key: rebuilding the synced tables must not lose what waits here."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
