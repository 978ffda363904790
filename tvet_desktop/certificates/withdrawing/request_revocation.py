"""A coordinator asks the national office to revoke a certificate."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.models import Certificate, RevocationRequest
from tvet_desktop.certificates.withdrawing.rules import (
    REASONS_TO_REVOKE,
    require_reason_code,
    short_note,
)
from tvet_desktop.certificates.withdrawing.untouched import require_day, require_untouched
from tvet_desktop.courses.rules import require_reason
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class RevocationRequested:
    """The request, and which certificate it is about. To undo: ``take_back_request``."""

    request_id: int
    number: str


def request_revocation(
    db: Session, *, certificate_id: int, reason: str, note: str, requested_on: date, by: int | None
) -> RevocationRequested:
    """Ask for a revocation. The certificate holds until another person, at the national office, confirms it.

    Args:
        db: an open transaction.
        certificate_id: what is to be revoked.
        reason: a ``WithdrawalReason``; it becomes public.
        note: for the national office only; it may name people.
        requested_on: the day.
        by: the user's id.

    Raises:
        NotAllowed: the role of the user does not include it.
        HoldsNoMore, RevocationWaits: it was replaced, revoked or asked for before.
        ForeignStatement: the row does not fit its code.
        DayBeforeIssue: the day is wrong.
        ReasonUnknown, ReasonMissing, NoteTooLong: nobody could tell later why.
    """
    require_role(db, by, "withdraw_certificates")
    certificate = db.get_one(Certificate, certificate_id)
    require_untouched(db, certificate)
    request = RevocationRequest(
        id=new_id(db, scope_of(certificate_id)),
        certificate_id=certificate_id,
        reason=require_reason_code(reason, REASONS_TO_REVOKE).value,
        note=require_reason(short_note(note)),
        requested_on=require_day(certificate, requested_on),
        requested_by=by,
    )
    db.add(request)
    db.flush()
    return RevocationRequested(request.id, certificate.number)
