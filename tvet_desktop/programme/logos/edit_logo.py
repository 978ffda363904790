"""Change whose a logo is, or whether it is a partner's."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.programme.logos.loading import load_logo
from tvet_desktop.programme.logos.rules import LogoOwnerMissing
from tvet_desktop.shared.text import nfc


@dataclass(frozen=True)
class LogoEdited:
    """To undo: edit again with what was said earlier."""

    logo_id: int
    earlier_owner: str
    earlier_is_partner: bool


def edit_logo(db: Session, *, logo_id: int, owner: str, is_partner: bool, by: int | None) -> LogoEdited:
    """Change the words of a logo; another picture is another logo.

    Raises:
        NotAllowed: the role of the user does not include it.
        NotFound: it is not, or no longer, there.
        LogoOwnerMissing: nobody said whose it is.
    """
    require_role(db, by, "logos")
    logo = load_logo(db, logo_id)
    owner = nfc(owner)
    if not owner:
        raise LogoOwnerMissing
    done = LogoEdited(logo_id, logo.owner, logo.is_partner)
    logo.owner, logo.is_partner = owner, is_partner
    return done
