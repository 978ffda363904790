"""Decides who gets a scan: the page in hand, the page of the person, the page of the sheet, or nobody.

A page that can use a code takes it (`Page.on_code`): the register marks the person of a badge. From everywhere else
a badge opens the page of its person and a sheet its sessions; nothing is marked that is not on the screen. A
certificate is checked.
"""

from collections.abc import Callable, Container
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tvet_desktop.attendance.badges.badge_holder import BadgeHolder, badge_holder
from tvet_desktop.attendance.paper.paper_code import (
    BadgeCode,
    SheetCode,
    programme_tag,
    read_code,
)
from tvet_desktop.certificates.statements.code_form import begins_like_code
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui.context import Context
from ui.finder import Finder
from ui.scan_banner import Said, announce, beep
from ui.scanned_certificate import ScannedCertificate
from ui.widgets.page import Page

SHEET_PAGE = "marks_from_sheet"
"""The page whose `go_to` takes a `SheetCode`."""


VERIFY_PAGE = "verify"
"""The page whose `go_to` takes a `ScannedCertificate`."""


class DialogInTheWay(UserError):
    """A scan would change the page under an open dialog."""

    def sentence(self) -> str:
        """Say what comes first."""
        return _("A window is open in front: close it first, then scan again.")


class ScanDesk(QObject):
    """Reads what was scanned and hands it on.

    Args:
        frame: the main window, over which the band is shown.
        context: what the pages are given.
        page: gives the page in hand.
        pages: the names of the pages that this user may open.
    """

    def __init__(
        self, frame: QWidget, context: Context, page: Callable[[], Page | None], pages: Container[str]
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._context = context
        self._page = page
        self._pages = pages
        self._tag = ""

    def take(self, text: str) -> None:
        """Read a scanned or pasted text and act on it, or say why it is none of ours."""
        front = QApplication.activeModalWidget()
        if isinstance(front, Finder):
            front.reject()
        if begins_like_code(text):
            self._on_certificate(ScannedCertificate(text))
            return
        self._context.background.run(
            partial(self._read, text), done=self._on_code, failed=self._refuse, owner=self
        )

    def _read(self, text: str) -> BadgeCode | SheetCode:
        if not self._tag:  # a programme keeps its tag
            with self._context.app.database.reading() as db:
                self._tag = programme_tag(db)
        return read_code(text, self._tag)

    def _on_certificate(self, scanned: ScannedCertificate) -> None:
        """A certificate is checked, whatever page is in hand."""
        page = self._page()
        if page is not None and page.on_code(scanned):
            return
        if isinstance(QApplication.activeModalWidget(), QDialog):
            self._refuse(DialogInTheWay())
        elif VERIFY_PAGE in self._pages:
            self._context.open_page(VERIFY_PAGE, scanned)

    def _on_code(self, code: BadgeCode | SheetCode) -> None:
        if isinstance(code, SheetCode):
            beep("good", self._context.remembered)  # it was read; what its page says comes later
        page = self._page()
        if page is not None and page.on_code(code):
            return
        front = QApplication.activeModalWidget()
        if isinstance(front, QDialog):
            self._refuse(DialogInTheWay())
        elif isinstance(code, SheetCode):
            self._open_sheet(code)
        else:
            self._find_holder(code)

    def _open_sheet(self, code: SheetCode) -> None:
        if SHEET_PAGE in self._pages:
            self._context.open_page(SHEET_PAGE, code)
        else:
            self._context.open_page("attendance", code.training_session_ids[0])

    def _find_holder(self, code: BadgeCode) -> None:
        def work() -> BadgeHolder:
            with self._context.app.database.reading() as db:
                return badge_holder(db, code)

        self._context.background.run(work, done=self._open_person, failed=self._refuse, owner=self)

    def _open_person(self, holder: BadgeHolder) -> None:
        self._context.open_page("person", holder.person_id)
        words = _("Badge of course {code}. To mark, open the register under Attendance and scan there.")
        if not holder.course_code:
            words = _("To mark, open the register under Attendance and scan there.")
        self._say(Said("attention", holder.name, words.format(code=holder.course_code)))

    def _refuse(self, error: UserError) -> None:
        page = self._page()
        if page is None or not page.on_refused_scan(error):
            self._say(Said("bad", "", error.sentence()))

    def _say(self, said: Said) -> None:
        announce(self._page() or self._frame, said, self._context.remembered)
