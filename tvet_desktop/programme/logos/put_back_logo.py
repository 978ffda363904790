"""Put a removed logo back where it stood."""

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.programme.models import Logo


def put_back_logo(db: Session, *, logo_id: int, by: int | None) -> None:
    """Undo ``remove_logo``.

    Raises:
        NotAllowed: the role of the user does not include it.
    """
    require_role(db, by, "logos")
    db.get_one(Logo, logo_id).deleted = False
