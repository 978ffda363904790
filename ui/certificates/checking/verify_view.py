"""Checks a certificate from a PDF, a picture or the text of its code. Needs no account and no network."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.certificates.checking.verdict import Verified
from tvet_desktop.certificates.checking.verify import NoCodeFound, verify
from tvet_desktop.shared.clock import Clock
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui import theme
from ui.background import Background
from ui.certificates.checking.verdict_card import VerdictCard
from ui.scanner import TAKES_SCANS
from ui.widgets.choose_path import choose_files
from ui.widgets.drop_place import DropPlace
from ui.widgets.message_strip import MessageStrip
from ui.widgets.words import Button, label

_LEFT_WIDTH = 100 * theme.STEP


class VerifyView(QWidget):
    """At the left what is checked, at the right what was found.

    Args:
        folder: the data folder, beside whose database the list of keys lies.
    """

    checked = Signal(object)

    def __init__(self, folder: Path, clock: Clock, background: Background) -> None:
        super().__init__()
        self._folder, self._clock, self._background = folder, clock, background
        self.dialog: QFileDialog | None = None
        self.card: VerdictCard | None = None
        self.messages = MessageStrip()
        self.place = DropPlace(
            _("Drop a certificate here"),
            _("The PDF as it was issued, or a sharp, straight picture of the square code."),
            _("Choose a PDF or a picture…"),
        )
        self.place.asked.connect(self._on_choose)
        self.place.dropped.connect(self.check_file)
        self.text = _CodeText()
        self.text.setProperty(TAKES_SCANS, True)
        self.text.submitted.connect(self.check_text)
        self.check = Button(_("Check the text"), "primary")
        self.check.clicked.connect(self.check_text)
        self._lay_out()

    def check_file(self, file: Path) -> None:
        """Check a PDF or a picture."""

        def work() -> Verified:
            try:
                content = file.read_bytes()
            except OSError as error:
                raise NoCodeFound from error
            return verify(content, read_trust_list(self._folder))

        self._run(work)

    def check_text(self) -> None:
        """Check the text of a code."""
        typed = self.text.toPlainText().strip()
        if not typed:
            self.messages.show_attention(_("Paste the text of a certificate’s code first."))
            self.text.setFocus()
            return
        self._run(lambda: verify(typed, read_trust_list(self._folder)))

    def _run(self, work: Callable[[], Verified]) -> None:
        self.messages.clear()
        self._background.run(
            work,
            done=self._show,
            failed=self._on_refused,
            name=_("Checking the certificate"),
            owner=self,
        )

    def _show(self, verified: Verified) -> None:
        self._take_card_away()
        self.card = VerdictCard(verified, self._clock.now())
        self._found.insertWidget(0, self.card)
        self._hint.hide()
        self.checked.emit(verified)

    def _on_refused(self, error: UserError) -> None:
        self._take_card_away()
        self._hint.show()
        self.messages.show_error(error.sentence())

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
            f"{_('PDF and pictures')} (*.pdf *.png *.jpg *.jpeg)",
            lambda files: self.check_file(files[0]),
        )

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.BETWEEN)
        left.addWidget(self.place)
        name = label(_("Or paste the text of the code"), "label", wraps=True)
        name.setBuddy(self.text)
        left.addWidget(name)
        left.addWidget(self.text)
        left.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        side = QWidget()
        side.setFixedWidth(_LEFT_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        side.setLayout(left)
        self._hint = label(
            _("What the certificate says will stand here, line by line, to be compared with the paper."),
            "muted",
            wraps=True,
        )
        inside = QWidget()
        self._found = QVBoxLayout(inside)
        self._found.setContentsMargins(0, 0, 0, 0)
        self._found.addWidget(self._hint)
        self._found.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        row = QHBoxLayout()
        row.setSpacing(theme.AROUND)
        row.addWidget(side)
        row.addWidget(area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(self.messages)
        column.addLayout(row, 1)


class _CodeText(QPlainTextEdit):
    """The text of a code has no line breaks: Enter checks it. `submitted` on Enter."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Text of the code"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(6 * self.fontMetrics().lineSpacing() + 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter checks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)
