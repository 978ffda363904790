"""Signing in: two fields and a button; the recovery code for whoever forgot the password."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tvet_desktop.accounts.key_slots import KeysUnreadable
from tvet_desktop.accounts.new_database import DatabaseMissing
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.engine import DatabaseUnreadable
from ui import theme
from ui.accounts.gate import SHORTEST_PASSWORD, Gate, Opened
from ui.accounts.language_choice import LanguageChoice
from ui.background import Background
from ui.backups.backup_words import damaged_words
from ui.widgets.fields import TextField
from ui.widgets.form import Form
from ui.widgets.message_strip import MessageStrip
from ui.widgets.password_field import PasswordField
from ui.widgets.words import Button, centred, label

_CARD_WIDTH = 120 * theme.STEP


class SignInPage(QWidget):
    """Says `opened` with what the gate gave, `language_requested` with a code, `verify_requested`, `put_back_requested`.

    Args:
        locked_for: the username to show when the PC was locked and the same person comes back.
    """

    opened = Signal(object)
    language_requested = Signal(str)
    verify_requested = Signal()
    put_back_requested = Signal()

    def __init__(self, gate: Gate, background: Background, *, locked_for: str = "") -> None:
        super().__init__()
        self._gate = gate
        self._background = background
        self.messages = MessageStrip()
        self.form = Form(_("Sign in"))
        self.username = self.form.add(TextField(_("User name"), width=32, required=True))
        self.password = self.form.add(PasswordField(_("Password")))
        self.recovery = Form(_("Set the new password"), back=_("Back to sign-in"))
        self.recovery_username = self.recovery.add(TextField(_("User name"), width=32, required=True))
        self.code = self.recovery.add(
            TextField(
                _("Recovery code"),
                width=40,
                required=True,
                hint=_("Six groups of five letters and digits, written down on the first day."),
            )
        )
        self.new_password = self.recovery.add(PasswordField(_("New password"), shortest=SHORTEST_PASSWORD))
        self.forgot = Button(_("I forgot my password"), "quiet")
        self.verify = Button(_("Verify a certificate"), "quiet")
        self.put_back = Button(_("Put a backup back"), "quiet")
        self.put_back.hide()
        self._heading = label("", "title", wraps=True)
        self._lay_out()
        self._connect()
        self.username.set_value(locked_for)
        self._show_recovery(shown=False)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(_CARD_WIDTH)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(2 * theme.BETWEEN, theme.AROUND, 2 * theme.BETWEEN, theme.AROUND)
        inner.setSpacing(theme.BETWEEN)
        inner.addWidget(self._heading)
        inner.addWidget(self.messages)
        inner.addWidget(self.put_back, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self.form)
        inner.addWidget(self.recovery)
        inner.addWidget(self.forgot, 0, Qt.AlignmentFlag.AlignLeft)
        languages = LanguageChoice()
        languages.chosen.connect(self.language_requested)
        foot = QWidget()
        foot.setFixedWidth(_CARD_WIDTH)
        below = QVBoxLayout(foot)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(languages)
        below.addWidget(self.verify, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setSpacing(theme.BETWEEN)
        column.addStretch(2)
        column.addWidget(label(_("TVET Desktop"), "heading"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(centred(card))
        column.addLayout(centred(foot))
        column.addStretch(3)

    def _connect(self) -> None:
        self.form.submitted.connect(self._sign_in)
        self.recovery.submitted.connect(self._recover)
        self.recovery.left.connect(self._back_to_sign_in)
        self.forgot.clicked.connect(self._to_recovery)
        self.verify.clicked.connect(self.verify_requested)
        self.put_back.clicked.connect(self.put_back_requested)

    def _to_recovery(self) -> None:
        self.recovery_username.set_value(self.username.value())
        self._show_recovery(shown=True)

    def _back_to_sign_in(self) -> None:
        self._show_recovery(shown=False)

    def _show_recovery(self, *, shown: bool) -> None:
        self.messages.clear()
        self.form.setVisible(not shown)
        self.forgot.setVisible(not shown)
        self.recovery.setVisible(shown)
        self._heading.setText(_("Use the recovery code") if shown else _("Sign in"))
        self.setAccessibleName(self._heading.text())
        field = self.recovery_username if shown else self.username
        self.setFocusProxy(self.password if not shown and self.username.value() else field)
        self.setFocus()

    def _sign_in(self) -> None:
        username, password = self.username.value(), self.password.value()
        self._ask(self.form, lambda: self._gate.sign_in(username=username, password=password))

    def _recover(self) -> None:
        username, code, password = (
            self.recovery_username.value(),
            self.code.value(),
            self.new_password.value(),
        )
        self._ask(
            self.recovery,
            lambda: self._gate.sign_in_with_recovery_code(
                username=username, recovery_code=code, new_password=password
            ),
        )

    def _ask(self, form: Form, work: Callable[[], Opened]) -> None:
        form.set_busy(True)
        self.messages.clear()
        form.primary.setText(_("Opening the data"))
        self._background.run(
            work,
            done=self.opened.emit,
            failed=lambda error: self._on_refused(form, error),
            name=_("Opening the data"),
            owner=self,
        )

    def _on_refused(self, form: Form, error: UserError) -> None:
        form.set_busy(False)
        form.primary.setText(_("Sign in") if form is self.form else _("Set the new password"))
        is_damaged = isinstance(error, DatabaseUnreadable | DatabaseMissing | KeysUnreadable)
        self.messages.show_error(damaged_words() if is_damaged else error.sentence())
        self.put_back.setVisible(is_damaged)
        self.password.set_value("")
        (self.password if form is self.form else self.code).focus()
