"""The national office lets a certificate hold that a college wanted revoked."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.withdrawing.deciding import add_decision, request_to_decide
from tvet_desktop.certificates.withdrawing.rules import short_note
from tvet_desktop.courses.rules import require_reason


@dataclass(frozen=True)
class RevocationDeclined:
    """Which certificate goes on holding. The college may ask again."""

    decision_id: int
    number: str


def decline_revocation(
    db: Session, *, request_id: int, note: str, decided_on: date, writes_for_all: bool, by: int
) -> RevocationDeclined:
    """Answer the college that the certificate holds, and why; ``note`` may name people.

    Raises:
        NationalOfficeDecides, NotAllowed, RequestSettled, NeedsAnotherPerson: see ``request_to_decide``.
        ReasonMissing, NoteTooLong: the college could not tell why.
    """
    request = request_to_decide(db, request_id, writes_for_all=writes_for_all, by=by)
    decision_id = add_decision(
        db, request, is_confirmed=False, note=require_reason(short_note(note)), decided_on=decided_on, by=by
    )
    db.flush()
    return RevocationDeclined(decision_id, db.get_one(Certificate, request.certificate_id).number)
