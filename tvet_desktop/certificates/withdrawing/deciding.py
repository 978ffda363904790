"""What confirming and declining a revocation have in common: who may answer, and the row of the answer."""

from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.models import RevocationDecision, RevocationRequest
from tvet_desktop.certificates.withdrawing.open_request import load_open_request
from tvet_desktop.certificates.withdrawing.rules import NationalOfficeDecides, NeedsAnotherPerson
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


def request_to_decide(db: Session, request_id: int, *, writes_for_all: bool, by: int) -> RevocationRequest:
    """Return an open request, if this PC and this user may answer it.

    Across PCs it is the PC that protects: others refuse what a college's PC writes for all. That the two are
    different people is checked here alone.

    Raises:
        NationalOfficeDecides: the PC may not write for all.
        NotAllowed: the role of the user does not include it.
        RequestSettled: it was answered or taken back.
        NeedsAnotherPerson: the user has asked for it.
    """
    if not writes_for_all:
        raise NationalOfficeDecides
    require_role(db, by, "decide_revocations")
    request = load_open_request(db, request_id)
    if request.requested_by == by:
        raise NeedsAnotherPerson
    return request


def add_decision(
    db: Session, request: RevocationRequest, *, is_confirmed: bool, note: str, decided_on: date, by: int
) -> int:
    """Add the answer where the college reads it; return its id."""
    decision = RevocationDecision(
        id=new_id(db, scope_of(request.id)),
        request_id=request.id,
        is_confirmed=is_confirmed,
        note=note,
        decided_on=decided_on,
        decided_by=by,
    )
    db.add(decision)
    return decision.id
