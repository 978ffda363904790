"""A coordinator approves certificates; whoever prints them later prints only these."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.models import CertificateApproval
from tvet_desktop.certificates.rules import NamesNotConfirmed, NotQualified
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class CertificatesApproved:
    """How many approvals are new."""

    count: int


def approve_certificates(
    db: Session, *, course_id: int, person_ids: Sequence[int], approved_on: date, by: int | None
) -> CertificatesApproved:
    """Approve for each person the kind that they qualify for today; approving twice changes nothing.

    Who holds a completion already gets no participation beside it. Who is trained and trains others gets what
    either gives.

    Raises:
        NotAllowed: the user is no coordinator.
        NotQualified: somebody misses hours or the pass mark, or has sessions that are not marked.
        NamesNotConfirmed: somebody's name was not checked.
    """
    require_role(db, by, "approve_certificates")
    chosen = set(person_ids)
    rows = [row for row in candidates(db, course_id) if row.person_id in chosen]
    qualified = {row.person_id for row in rows if row.kind is not None}
    unqualified = [row.name for row in rows if row.person_id not in qualified]
    if unqualified:
        raise NotQualified(unqualified)
    unconfirmed = [row.name for row in rows if not row.is_name_confirmed]
    if unconfirmed:
        raise NamesNotConfirmed(unconfirmed)

    new = [row for row in rows if row.is_waiting and not row.is_approved]
    for row in new:
        assert row.kind is not None  # otherwise it would not wait
        db.add(
            CertificateApproval(
                id=new_id(db, scope_of(course_id)),
                course_id=course_id,
                person_id=row.person_id,
                kind=row.kind.value,
                approved_on=approved_on,
                approved_by=by,
            )
        )
    db.flush()
    return CertificatesApproved(len(new))
