"""All that a look at one certificate shows: its sheet, where its prints went, whether it still holds."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.printing.prints import PrintRow, prints_of
from tvet_desktop.certificates.printing.sheet import PrintedSheet, sheet_of
from tvet_desktop.certificates.withdrawing.states import CertificateState, state_of
from tvet_desktop.storage.files import FileStore


@dataclass(frozen=True)
class CertificateLook:
    """One certificate. ``prints`` are the oldest first."""

    certificate_id: int
    number: str
    sheet: PrintedSheet
    prints: tuple[PrintRow, ...]
    state: CertificateState


def look_at(db: Session, certificate_id: int, files: FileStore) -> CertificateLook:
    """Return what is known of a certificate; its page is drawn again where its file is not here."""
    row = db.get_one(Certificate, certificate_id)
    return CertificateLook(
        certificate_id,
        row.number,
        sheet_of(db, certificate_id, files, is_duplicate=False),
        tuple(prints_of(db, [certificate_id]).get(certificate_id, ())),
        state_of(db, row),
    )
