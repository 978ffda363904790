"""A coordinator does not want a revocation any more."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.withdrawing.open_request import load_open_request


@dataclass(frozen=True)
class RequestTakenBack:
    """Which certificate holds without a question again."""

    request_id: int
    number: str


def take_back_request(db: Session, *, request_id: int, by: int | None) -> RequestTakenBack:
    """Take a request back, as long as nobody has answered it.

    Raises:
        NotAllowed: the role of the user does not include it.
        RequestSettled: it was answered or taken back before.
    """
    require_role(db, by, "withdraw_certificates")
    request = load_open_request(db, request_id)
    request.deleted = True
    db.flush()
    return RequestTakenBack(request_id, db.get_one(Certificate, request.certificate_id).number)
