"""Put a removed holiday back into the list."""

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.programme.models import Holiday


def put_back_holiday(db: Session, *, holiday_id: int, by: int | None) -> None:
    """Undo ``remove_holiday``.

    Raises:
        NotAllowed: the role of the user does not include it.
    """
    require_role(db, by, "holidays")
    db.get_one(Holiday, holiday_id).deleted = False
