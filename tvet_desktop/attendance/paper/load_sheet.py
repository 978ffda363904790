"""The sheet that a scanned code names."""

from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.models import SignInSheet
from tvet_desktop.attendance.paper.paper_code import SheetCode, programme_tag, read_code
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class SheetUnknown(UserError):
    """A sheet of this programme that this PC has no record of."""

    def sentence(self) -> str:
        """Say what helps."""
        return _(
            "This sheet was printed on another PC and is not known here yet: bring it in by a sync, or mark in the register."
        )


class NotASheet(UserError):
    """A badge where a sheet is wanted."""

    def sentence(self) -> str:
        """Say what to scan."""
        return _("This is the code of a badge: scan the code at the top of a sign-in sheet.")


def sheet_of_text(db: Session, text: str) -> SheetCode:
    """Return the page that a scanned code names.

    Raises:
        NotOurCode, CodeDamaged, CodeOfOtherProgramme: see ``read_code``.
        NotASheet: it is a badge.
    """
    code = read_code(text, programme_tag(db))
    if not isinstance(code, SheetCode):
        raise NotASheet
    return code


def load_sheet(db: Session, sheet_id: int, page: int) -> SignInSheet:
    """Return a sheet that has this page.

    Raises:
        SheetUnknown: this PC does not know it.
    """
    sheet = db.get(SignInSheet, sheet_id)
    if sheet is None or sheet.deleted or not 1 <= page <= sheet.pages:
        raise SheetUnknown
    return sheet
