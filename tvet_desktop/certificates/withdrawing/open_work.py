"""What is left to do about certificates that were wrong."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.certificates.withdrawing.doubles import DoubleRow, doubles
from tvet_desktop.certificates.withdrawing.queries import count_answered, count_waiting


@dataclass(frozen=True)
class WithdrawalWork:
    """Requests that wait, those that were answered lately, and who was certified twice."""

    waiting: int
    answered: int
    doubles: tuple[DoubleRow, ...]


def withdrawal_work(db: Session, today: date) -> WithdrawalWork:
    """Return what the start page says; ``today`` is the day in Rwanda."""
    return WithdrawalWork(count_waiting(db), count_answered(db, today), tuple(doubles(db)))
