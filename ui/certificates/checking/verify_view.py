"""Checks a certificate from a PDF, a picture or the text of its code. Needs no account and no network."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.certificates.checking.verdict import Verified
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.documents.page_images import read_page_file
from tvet_desktop.shared.clock import Clock
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui import theme
from ui.background import Background, Progress
from ui.certificates.checking.code_text import CodeText
from ui.certificates.checking.found_list import FoundList
from ui.certificates.checking.verdict_card import VerdictCard
from ui.remembered import Remembered
from ui.scanner import TAKES_SCANS
from ui.widgets.choose_path import choose_files
from ui.widgets.drop_place import DropPlace
from ui.widgets.message_strip import MessageStrip
from ui.widgets.scrolling import Scrolling
from ui.widgets.words import Button, label

_LEFT_WIDTH = 90 * theme.STEP


class VerifyView(QWidget):
    """At the left what is checked, at the right what was found. `checked` gives the answer.

    Args:
        folder: the data folder, beside whose database the list of keys lies.
    """

    checked = Signal(object)

    def __init__(self, folder: Path, clock: Clock, background: Background, remembered: Remembered) -> None:
        super().__init__()
        self._folder, self._clock, self._background = folder, clock, background
        self._remembered = remembered
        self.dialog: QFileDialog | None = None
        self.card: VerdictCard | None = None
        self.list: FoundList | None = None
        self.messages = MessageStrip()
        self.place = DropPlace(
            _("Drop a certificate here"),
            _("The PDF as it was issued, a scan, or a photo of the square code."),
            _("Choose a PDF or a picture…"),
        )
        self.place.asked.connect(self._on_choose)
        self.place.dropped.connect(self.check_file)
        self.text = CodeText()
        self.text.setProperty(TAKES_SCANS, True)
        self.text.submitted.connect(self.check_text)
        self.text.pictured.connect(self._check_picture)
        self.text.given.connect(self.check_file)
        self.check = Button(_("Check the text"), "primary")
        self.check.clicked.connect(self.check_text)
        self._lay_out()

    def check_file(self, file: Path) -> None:
        """Check a PDF or a picture."""
        self._run(lambda: read_page_file(file))

    def check_text(self) -> None:
        """Check the text of a code."""
        typed = self.text.toPlainText()
        if not typed.strip():
            self.messages.show_attention(_("Paste the text of a certificate’s code first."))
            self.text.setFocus()
            return
        self._run(lambda: typed)

    def check_scanned(self, text: str) -> None:
        """Check what a scanner read, wherever the keyboard was."""
        self.text.clear()  # what the keys of another keyboard typed is nothing to read
        self._run(lambda: text)

    def _check_picture(self, picture: bytes) -> None:
        self._run(lambda: picture)

    def _run(self, given: Callable[[], bytes | str]) -> None:
        self.messages.clear()
        self._take_away()

        def work(progress: Progress) -> Verified:
            return verify(given(), read_trust_list(self._folder), progress.step)

        self._background.run_with_progress(
            work, name=_("Checking the certificate"), done=self._show, failed=self._on_refused, owner=self
        )

    def _show(self, verified: Verified) -> None:
        self._take_away()
        self._hint.hide()
        if verified.others:
            self.list = FoundList(verified, self._remembered)
            self.list.chosen.connect(self._show_card)
            self._found.insertWidget(0, self.list)
        self._show_card(verified)
        assert self.card is not None
        QAccessible.updateAccessibility(QAccessibleEvent(self.card, QAccessible.Event.Alert))
        self.checked.emit(verified)

    def _show_card(self, verified: Verified) -> None:
        self._take_card_away()
        self.card = VerdictCard(verified, self._clock.now())
        self._found.insertWidget(self._found.count() - 1, self.card)

    def _on_refused(self, error: UserError) -> None:
        self._take_away()
        self._hint.show()
        self.messages.show_error(error.sentence())

    def _take_away(self) -> None:
        """An old verdict must not stand beside a new question."""
        self._take_card_away()
        if self.list is not None:
            self.list.hide()
            self.list.deleteLater()
            self.list = None

    def _take_card_away(self) -> None:
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card = None

    def _on_choose(self) -> None:
        self.dialog = choose_files(
            self,
            _("Choose a certificate"),
            "",
            f"{_('PDF and pictures')} (*.pdf *.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp *.gif)",
            self._on_chosen,
        )

    def _on_chosen(self, files: list[Path]) -> None:
        """Check one file; a verdict on the first of several would be taken for that on all."""
        if len(files) == 1:
            self.check_file(files[0])
        else:
            self._take_away()
            self.messages.show_attention(_("Choose one file at a time: nothing was checked."))

    def _lay_out(self) -> None:
        self._hint = label(
            _("What the certificate says will stand here, line by line, to be compared with the paper."),
            "muted",
            wraps=True,
        )
        inside = QWidget()
        self._found = QVBoxLayout(inside)
        self._found.setContentsMargins(0, 0, theme.INSIDE, 0)
        self._found.setSpacing(theme.BETWEEN)
        self._found.addWidget(self._hint)
        self._found.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.AROUND)
        row.addWidget(self._left())
        row.addWidget(Scrolling(inside), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(self.messages)
        column.addLayout(row, 1)

    def _left(self) -> Scrolling:
        name = label(_("Or paste the text of the code, or a picture of it"), "label", wraps=True)
        name.setBuddy(self.text)
        scans = label(_("A USB scanner may read the code at any time."), "muted", wraps=True)
        inside = QWidget()
        left = QVBoxLayout(inside)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.BETWEEN)
        left.addWidget(self.place)
        left.addWidget(name)
        left.addWidget(self.text)
        left.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(scans)
        left.addStretch(1)
        side = Scrolling(inside)
        side.setFixedWidth(_LEFT_WIDTH)
        return side
