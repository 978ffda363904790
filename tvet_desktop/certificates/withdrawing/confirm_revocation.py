"""The national office revokes a certificate, as a college has asked."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate, WithdrawnStatement
from tvet_desktop.certificates.withdrawing.deciding import add_decision, request_to_decide
from tvet_desktop.certificates.withdrawing.reasons import WithdrawalReason
from tvet_desktop.certificates.withdrawing.rules import short_note
from tvet_desktop.certificates.withdrawing.untouched import require_day, require_own_statement
from tvet_desktop.shared.known import known
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope


@dataclass(frozen=True)
class RevocationConfirmed:
    """Which certificate holds no more. It cannot be undone: papers may have been refused because of it."""

    decision_id: int
    number: str


def confirm_revocation(
    db: Session, *, request_id: int, note: str, decided_on: date, writes_for_all: bool, by: int
) -> RevocationConfirmed:
    """Answer the college, and put the statement on the list that everybody has: its reason, and no name.

    Args:
        db: an open transaction.
        request_id: what the college asked.
        note: for the college; may be empty, may name people.
        decided_on: the day from which it is revoked.
        writes_for_all: whether this PC is the national office's.
        by: the user's id.

    Raises:
        NationalOfficeDecides, NotAllowed, RequestSettled, NeedsAnotherPerson: see ``request_to_decide``.
        ForeignStatement: the row does not fit its code.
        NoteTooLong, DayBeforeIssue: see there.
    """
    request = request_to_decide(db, request_id, writes_for_all=writes_for_all, by=by)
    certificate = db.get_one(Certificate, request.certificate_id)
    require_own_statement(db, certificate)
    require_day(certificate, decided_on)
    db.add(
        WithdrawnStatement(
            id=new_id(db, Scope.SHARED),
            statement_hash=certificate.statement_hash,
            reason=known(WithdrawalReason, request.reason, WithdrawalReason.OTHER).value,
            replaced_by="",
            on_date=decided_on,
        )
    )
    decision_id = add_decision(
        db, request, is_confirmed=True, note=short_note(note), decided_on=decided_on, by=by
    )
    db.flush()
    return RevocationConfirmed(decision_id, certificate.number)
