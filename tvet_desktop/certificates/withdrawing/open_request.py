"""A request that nobody has answered."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import RevocationDecision, RevocationRequest
from tvet_desktop.certificates.withdrawing.rules import RequestSettled
from tvet_desktop.storage.base import not_deleted


def load_open_request(db: Session, request_id: int) -> RevocationRequest:
    """Return a request that waits for its answer.

    Raises:
        RequestSettled: it was answered or taken back.
    """
    request = db.get(RevocationRequest, request_id)
    answers = select(RevocationDecision.id).where(
        not_deleted(RevocationDecision), RevocationDecision.request_id == request_id
    )
    if request is None or request.deleted or db.scalar(answers.limit(1)) is not None:
        raise RequestSettled
    return request
