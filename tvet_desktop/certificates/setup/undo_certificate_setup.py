"""Take back the last words about the certificates of a course."""

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.models import CertificateSetup


def undo_certificate_setup(db: Session, *, setup_id: int, by: int | None) -> None:
    """Undo ``set_certificate_setup``: the version before, or what follows from the course, holds again.

    Raises:
        NotAllowed: the user is no coordinator.
    """
    require_role(db, by, "set_certificates")
    db.get_one(CertificateSetup, setup_id).deleted = True
