"""The page on which a certificate is checked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop.shared.translation import _
from ui.certificates.checking.check_page_file import CheckPageFile
from ui.certificates.checking.verify_view import VerifyView
from ui.scanned_certificate import ScannedCertificate
from ui.widgets.page import Page


class VerifyPage(Page):
    """Opened from the certificates; Esc goes back there."""

    def build(self) -> None:
        """Put the view into the page."""
        self.set_title(_("Verify a certificate"))
        self.set_state(_("No network is needed: the signature in the code proves what the paper says."))
        self.add_quiet(_("Back to the certificates"), self._back, "certificates")
        self.check_page = CheckPageFile(self)
        app = self.context.app
        self.view = VerifyView(app.data_dir, app.clock, self.context.background, self.context.remembered)
        self.body.addWidget(self.view, 1)

    def go_to(self, target: object) -> None:
        """Check what a scanner read on another page."""
        self.on_code(target)

    def on_code(self, code: object) -> bool:
        """Check a certificate that was scanned here, whatever has the keyboard."""
        if not isinstance(code, ScannedCertificate):
            return False
        self.view.check_scanned(code.text)
        return True

    def focus(self) -> None:
        """Paste at once."""
        self.view.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def _back(self) -> None:
        self.context.open_page("certificates", None)
