"""Take back that a template was added."""

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.models import CertificateTemplate


def undo_add_template(db: Session, *, template_id: int, by: int | None) -> None:
    """Undo ``add_template``: the version before, if there was one, holds again.

    Raises:
        NotAllowed: the role of the user does not include it.
    """
    require_role(db, by, "templates")
    db.get_one(CertificateTemplate, template_id).deleted = True
