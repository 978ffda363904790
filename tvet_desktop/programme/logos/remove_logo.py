"""Take a logo off the papers that will be printed."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.programme.logos.loading import load_logo


@dataclass(frozen=True)
class LogoRemoved:
    """To undo: ``put_back_logo``."""

    logo_id: int


def remove_logo(db: Session, *, logo_id: int, by: int | None) -> LogoRemoved:
    """Remove a logo from the list; certificates that were issued with it keep it.

    Raises:
        NotAllowed: the role of the user does not include it.
        NotFound: it is not, or no longer, there.
    """
    require_role(db, by, "logos")
    load_logo(db, logo_id).deleted = True
    return LogoRemoved(logo_id)
