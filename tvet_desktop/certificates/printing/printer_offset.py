"""How far a printer of this PC prints beside the place: kept on this PC alone, by the printer's name."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.local_settings import read_setting, write_setting

FURTHEST = 150
"""In tenths of a millimetre. A printer that is off by more needs its paper tray set, not an offset."""
_SETTING = "printer_offsets"


class OffsetTooLarge(UserError):
    """Further than any printer in order is off."""

    def sentence(self) -> str:
        """Say the limit, and what else may be wrong."""
        return _(
            "A page can be moved by at most {limit} mm: set the paper guides of the printer's tray, print the test page"
            " again, then type what you read."
        ).format(limit=FURTHEST // 10)


class PrinterUnnamed(UserError):
    """An offset belongs to a printer."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("Choose the printer that the test page came from, then save.")


@dataclass(frozen=True, slots=True)
class Offset:
    """Tenths of a millimetre by which everything is moved; to the left and up are below zero."""

    right: int = 0
    down: int = 0

    @property
    def right_mm(self) -> float:
        """The same in millimetres."""
        return self.right / 10

    @property
    def down_mm(self) -> float:
        """The same in millimetres."""
        return self.down / 10

    def __bool__(self) -> bool:
        return self != NO_OFFSET


NO_OFFSET = Offset()


@dataclass(frozen=True)
class OffsetSet:
    """What was there before, for undoing."""

    printer: str
    before: Offset


def list_offsets(db: Session) -> dict[str, Offset]:
    """Return the offsets of this PC's printers by the name that the system gives them."""
    kept: Mapping[str, tuple[int, int]] = read_setting(db, _SETTING, {})
    return {printer: Offset(*both) for printer, both in kept.items()}


def offset_of(db: Session, printer: str) -> Offset:
    """Return the offset of one printer; none where nobody has measured it."""
    return list_offsets(db).get(printer, NO_OFFSET)


def set_offset(db: Session, *, printer: str, offset: Offset, by: int | None) -> OffsetSet:
    """Keep the offset of a printer. It holds for every certificate that is printed on it from now on.

    Raises:
        NotAllowed: the role of the user does not include printing certificates.
        PrinterUnnamed: no printer was named.
        OffsetTooLarge: it is further than ``FURTHEST``.
    """
    require_role(db, by, "print_certificates")
    if not printer:
        raise PrinterUnnamed
    if max(abs(offset.right), abs(offset.down)) > FURTHEST:
        raise OffsetTooLarge
    offsets = list_offsets(db)
    before = offsets.pop(printer, NO_OFFSET)
    if offset:
        offsets[printer] = offset
    write_setting(db, _SETTING, {name: [one.right, one.down] for name, one in sorted(offsets.items())})
    return OffsetSet(printer, before)
