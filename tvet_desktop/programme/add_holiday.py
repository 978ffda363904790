"""Say that a day is off, or that people work on it in spite of the rules."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.programme.models import Holiday
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


class HolidayNameMissing(UserError):
    """A day off without a name would be a riddle in every timetable."""

    def sentence(self) -> str:
        """Ask for it."""
        return _("The day has no name: write what it is, such as Eid al-Fitr.")


class HolidayThere(UserError):
    """The same was said of the day already."""

    def __init__(self, on_date: date, name: str) -> None:
        super().__init__(on_date, name)
        self.on_date = on_date
        self.name = name

    def sentence(self) -> str:
        """Say what stands there."""
        return _("{day} is in the list already, as “{name}”: choose another day or remove that one.").format(
            day=f"{self.on_date:%d/%m/%Y}", name=self.name
        )


@dataclass(frozen=True)
class HolidayAdded:
    """The new row's id. To undo: ``remove_holiday``."""

    holiday_id: int


def add_holiday(
    db: Session, *, scope: int, on_date: date, name: str, is_working: bool = False, by: int | None
) -> HolidayAdded:
    """Add a day to the list of all colleges (``Scope.SHARED``) or of the college with ``scope``.

    Raises:
        NotAllowed: the role of the user does not include it.
        HolidayNameMissing: it has no name.
        HolidayThere: the list has the day already.
    """
    require_role(db, by, "holidays")
    name = nfc(name)
    if not name:
        raise HolidayNameMissing
    for row in db.scalars(select(Holiday).where(not_deleted(Holiday), Holiday.on_date == on_date)):
        if scope_of(row.id) == scope:
            raise HolidayThere(on_date, row.name)

    row = Holiday(id=new_id(db, scope), on_date=on_date, name=name, is_working=is_working)
    db.add(row)
    return HolidayAdded(row.id)
