"""Put a retired template back."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.models import CertificateTemplate


def put_back_template(db: Session, *, template_ids: Collection[int], by: int | None) -> None:
    """Undo ``retire_template``.

    Raises:
        NotAllowed: the role of the user does not include it.
    """
    require_role(db, by, "templates")
    for template_id in template_ids:
        db.get_one(CertificateTemplate, template_id).deleted = False
