"""Write down that certificates went to a printer, or into a print file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.models import Certificate, CertificatePrint
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class PrintsLogged:
    """How many sheets."""

    count: int


def log_prints(
    db: Session,
    *,
    certificate_ids: Collection[int],
    printed_on: date,
    by: int | None,
    duplicates: Collection[int] = (),
    copies: int = 1,
) -> PrintsLogged:
    """Add a row for each sheet; those of ``duplicates`` say on the paper that they are one.

    Raises:
        NotAllowed: the role of the user does not include printing certificates.
        ValueError: fewer than one copy.
    """
    require_role(db, by, "print_certificates")
    if copies < 1:
        raise ValueError(copies)
    for certificate_id in certificate_ids:
        certificate = db.get_one(Certificate, certificate_id)
        for _copy in range(copies):
            db.add(
                CertificatePrint(
                    id=new_id(db, scope_of(certificate.id)),
                    certificate_id=certificate.id,
                    printed_on=printed_on,
                    printed_by=by,
                    is_duplicate=certificate_id in duplicates,
                )
            )
    db.flush()
    return PrintsLogged(len(certificate_ids) * copies)
