"""Which certificates were printed, when and by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.certificates.models import CertificatePrint
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class PrintRow:
    """One sheet. ``user_name`` is empty where the user is unknown on this PC."""

    printed_on: date
    user_name: str
    is_duplicate: bool


def prints_of(db: Session, certificate_ids: Sequence[int]) -> dict[int, list[PrintRow]]:
    """Return the prints of certificates by their id, the oldest first; those never printed are absent."""
    rows: dict[int, list[PrintRow]] = {}
    query = (
        select(CertificatePrint, User.display_name)
        .outerjoin(User, User.id == CertificatePrint.printed_by)
        .where(not_deleted(CertificatePrint))
        .order_by(CertificatePrint.printed_on, CertificatePrint.changed_at, CertificatePrint.id)
    )
    for some in _portions(certificate_ids):
        for row, name in db.execute(query.where(CertificatePrint.certificate_id.in_(some))):
            rows.setdefault(row.certificate_id, []).append(
                PrintRow(row.printed_on, name or "", row.is_duplicate)
            )
    return rows


def _portions(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    """Return the ids in portions that a statement takes."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
