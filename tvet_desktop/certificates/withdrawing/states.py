"""What has become of certificates since they were issued: computed from rows that are only ever added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.checking.trust_list import Withdrawn
from tvet_desktop.certificates.models import Certificate, RevocationDecision, RevocationRequest
from tvet_desktop.certificates.withdrawing.withdrawn_statements import withdrawn_statements
from tvet_desktop.storage.base import not_deleted


class Standing(StrEnum):
    """Whether a certificate holds."""

    HOLDS = "holds"
    REPLACED = "replaced"
    REVOKED = "revoked"


@dataclass(frozen=True)
class CertificateState:
    """Where a certificate stands.

    ``withdrawn`` tells why it does not hold any more, None while it holds. ``asked`` is the open request to revoke
    it (id and day), ``declined_on`` the day of the last answer that let it hold, None where there is none.
    ``replaces_revoked`` is the number of the certificate that it replaces, if another PC had that one revoked.
    """

    certificate_id: int
    number: str
    withdrawn: Withdrawn | None = None
    asked: tuple[int, date] | None = None
    declined_on: date | None = None
    replaces_revoked: str = ""

    @property
    def standing(self) -> Standing:
        """What it is now."""
        if self.withdrawn is None:
            return Standing.HOLDS
        return Standing.REPLACED if self.withdrawn.replaced_by else Standing.REVOKED

    @property
    def holds(self) -> bool:
        """Tell whether it still holds."""
        return self.withdrawn is None


def states_of(db: Session, certificates: Sequence[Certificate]) -> dict[int, CertificateState]:
    """Return where each of these certificates stands, by its id."""
    withdrawn = withdrawn_statements(db, _only_course(certificates))
    open_requests, declined = _answers(db)
    replaced = _replaced_by(db, certificates)
    return {
        one.id: CertificateState(
            one.id,
            one.number,
            withdrawn.get(one.statement_hash),
            None if one.statement_hash in withdrawn else open_requests.get(one.id),
            declined.get(one.id),
            _if_revoked(replaced.get(one.id), withdrawn),
        )
        for one in certificates
    }


def state_of(db: Session, certificate: Certificate) -> CertificateState:
    """Return where one certificate stands."""
    return states_of(db, [certificate])[certificate.id]


def holding(db: Session, certificates: Sequence[Certificate]) -> list[Certificate]:
    """Return those that still hold, in the same order."""
    withdrawn = withdrawn_statements(db, _only_course(certificates))
    return [one for one in certificates if one.statement_hash not in withdrawn]


def _only_course(certificates: Sequence[Certificate]) -> int | None:
    """Return the course of all these certificates, None if they are of several."""
    courses = {one.course_id for one in certificates}
    return courses.pop() if len(courses) == 1 else None


def _replaced_by(db: Session, certificates: Sequence[Certificate]) -> dict[int, Certificate]:
    """Return what some of these replace, by the id of the new one."""
    new = {one.id: one.replaces_id for one in certificates if one.replaces_id is not None}
    old = {one.id: one for one in db.scalars(select(Certificate).where(Certificate.id.in_(new.values())))}
    return {new_id: old[old_id] for new_id, old_id in new.items()}


def _if_revoked(replaced: Certificate | None, withdrawn: Mapping[str, Withdrawn]) -> str:
    """Return the number of a replaced certificate that was revoked as well, else nothing."""
    known = None if replaced is None else withdrawn.get(replaced.statement_hash)
    return replaced.number if replaced is not None and known is not None and not known.replaced_by else ""


def _answers(db: Session) -> tuple[dict[int, tuple[int, date]], dict[int, date]]:
    """Return the first open request, and the day of the last refusal, by certificate."""
    answered = {
        one.request_id: one
        for one in db.scalars(
            select(RevocationDecision)
            .where(not_deleted(RevocationDecision))
            .order_by(RevocationDecision.is_confirmed, RevocationDecision.id)
        )
    }
    requests = select(RevocationRequest).where(not_deleted(RevocationRequest))
    open_requests: dict[int, tuple[int, date]] = {}
    declined: dict[int, date] = {}
    for request in db.scalars(requests.order_by(RevocationRequest.requested_on, RevocationRequest.id)):
        decision = answered.get(request.id)
        if decision is None:
            open_requests.setdefault(request.certificate_id, (request.id, request.requested_on))
        elif not decision.is_confirmed:
            last = declined.get(request.certificate_id, decision.decided_on)
            declined[request.certificate_id] = max(last, decision.decided_on)
    return open_requests, declined
