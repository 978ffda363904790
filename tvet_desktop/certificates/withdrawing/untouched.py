"""Refuse to withdraw what does not hold any more, or what somebody else is being asked about."""

from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.withdrawing.own_statement import college_codes, is_own_statement
from tvet_desktop.certificates.withdrawing.rules import (
    DayBeforeIssue,
    ForeignStatement,
    HoldsNoMore,
    RevocationWaits,
)
from tvet_desktop.certificates.withdrawing.states import state_of


def require_untouched(db: Session, certificate: Certificate) -> None:
    """Do nothing if the certificate holds and nobody has asked for its revocation.

    Raises:
        HoldsNoMore, RevocationWaits: it was replaced, revoked or asked for before.
        ForeignStatement: the row does not fit its code.
    """
    require_own_statement(db, certificate)
    state = state_of(db, certificate)
    if not state.holds:
        raise HoldsNoMore(state)
    if state.asked is not None:
        raise RevocationWaits(state.number, state.asked[1])


def require_own_statement(db: Session, certificate: Certificate) -> None:
    """Do nothing if the row fits its code and its college.

    Raises:
        ForeignStatement: it does not.
    """
    if not is_own_statement(certificate, college_codes(db)):
        raise ForeignStatement(certificate.number)


def require_day(certificate: Certificate, day: date) -> date:
    """Return the day, if the certificate was issued by then.

    Raises:
        DayBeforeIssue: it was not.
    """
    if day < certificate.issued_on:
        raise DayBeforeIssue(certificate.number, day, certificate.issued_on)
    return day
