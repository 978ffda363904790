"""What the register has to do with paper: print a sheet, type a signed one, see the signed pages beside."""

from functools import partial

from PySide6.QtWidgets import QWidget

from tvet_desktop.attendance.paper.scans import scans_of_session
from tvet_desktop.shared.translation import _
from ui.attendance.choice import Chosen
from ui.attendance.paper.evidence_side import EvidenceSide
from ui.attendance.paper.paper_dialog import PaperDialog, open_paper_dialog
from ui.widgets.page import Page
from ui.widgets.why_not import role_lacks
from ui.widgets.words import permit


class PaperActs:
    """Three buttons of a page; ``splitter`` holds the register with the signed pages at its right.

    ``dialog`` is the print dialog that was opened last.
    """

    def __init__(self, page: Page, beside: QWidget) -> None:
        self._page = page
        self._chosen: Chosen | None = None
        self.dialog: PaperDialog | None = None
        self.print = page.add_quiet(_("Print a sheet"), self._on_print, "print")
        self.type = page.add_quiet(
            _("Type a signed page"), lambda: page.context.open_page("marks_from_sheet", None), "edit"
        )
        self.evidence = EvidenceSide(page, beside, is_open=False)
        self.splitter = self.evidence.splitter

    def follow(self, chosen: Chosen) -> None:
        """Show what the session has, and offer what course and role allow."""
        self._chosen = chosen
        why = role_lacks(self._page.context.user.role, "mark")
        no_course = _("There is no course yet: add the first one.")
        permit(self.print, why or ("" if chosen.course is not None else no_course))
        permit(self.type, why)
        session = None if chosen.register is None else chosen.register.column.session
        self.evidence.toggle.setEnabled(session is not None)
        if session is None:
            self.evidence.follow(None)
        else:
            query = partial(scans_of_session, training_session_id=session.id)
            self.evidence.follow(query, session_id=session.id)

    def _on_print(self) -> None:
        chosen = self._chosen
        if chosen is not None and chosen.course is not None:
            session = None if chosen.register is None else chosen.register.column.session.id
            self.dialog = open_paper_dialog(self._page, course_id=chosen.course.id, session_id=session)
