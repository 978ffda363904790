"""The logo that an action is about."""

from sqlalchemy.orm import Session

from tvet_desktop.programme.models import Logo
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _


def load_logo(db: Session, logo_id: int) -> Logo:
    """Return a logo.

    Raises:
        NotFound: it is not, or no longer, there.
    """
    logo = db.get(Logo, logo_id)
    if logo is None or logo.deleted:
        raise NotFound(_("logo"), logo_id)
    return logo
