"""Take a typed holiday, or working day, out of the list."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.programme.models import Holiday
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _


@dataclass(frozen=True)
class HolidayRemoved:
    """To undo: ``put_back_holiday``."""

    holiday_id: int


def remove_holiday(db: Session, *, holiday_id: int, by: int | None) -> HolidayRemoved:
    """Remove a day that somebody typed; what the rules name is not stored and stays.

    Raises:
        NotAllowed: the role of the user does not include it.
        NotFound: it is not, or no longer, there.
    """
    require_role(db, by, "holidays")
    row = db.get(Holiday, holiday_id)
    if row is None or row.deleted:
        raise NotFound(_("holiday"), holiday_id)
    row.deleted = True
    return HolidayRemoved(holiday_id)
