"""Take a template away for later certificates."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.models import CertificateTemplate
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class TemplateRetired:
    """To undo: ``put_back_template``."""

    name: str
    template_ids: tuple[int, ...]


def retire_template(db: Session, *, name: str, by: int | None) -> TemplateRetired:
    """Remove all versions of an added template. Issued certificates keep theirs; a packaged one holds again.

    Raises:
        NotAllowed: the role of the user does not include it.
        NotFound: no such template was added, or it was retired before.
    """
    require_role(db, by, "templates")
    query = select(CertificateTemplate).where(
        not_deleted(CertificateTemplate), CertificateTemplate.name == name
    )
    rows = list(db.scalars(query.order_by(CertificateTemplate.id)))
    if not rows:
        raise NotFound(_("template"), name)
    for row in rows:
        row.deleted = True
    return TemplateRetired(name, tuple(row.id for row in rows))
