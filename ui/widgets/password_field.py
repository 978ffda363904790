"""A field for a password: hidden, shown on request, never kept in a draft."""

from PySide6.QtWidgets import QLineEdit

from tvet_desktop.shared.translation import _
from ui.scanner import TAKES_SCANS
from ui.widgets.field import Field
from ui.widgets.words import Button


class PasswordField(Field[str]):
    """Keeps every character as typed, blanks included.

    Args:
        shortest: a shorter answer is refused; 0 where an existing password is asked.
    """

    def __init__(self, text: str, *, shortest: int = 0, hint: str = "", required: bool = True) -> None:
        self.line = QLineEdit()
        super().__init__(text, self.line, hint=hint, required=required)
        self._shortest = shortest
        self.line.setProperty(TAKES_SCANS, True)  # a key or a password keeper types as fast
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.set_width(32)
        self.line.textEdited.connect(lambda _text: self.on_edited())
        self.reveal = Button(_("Show"), "quiet")
        self.reveal.setCheckable(True)
        self.reveal.setAccessibleName(_("Show: {field}").format(field=text))
        self.reveal.toggled.connect(self._on_reveal)
        self.beside.insertWidget(1, self.reveal)

    def value(self) -> str:
        """The password exactly as typed."""
        return self.line.text()

    def set_value(self, value: str) -> None:
        """Put text in; used to empty it."""
        self.line.setText(value)
        self.reveal.setChecked(False)

    def typed(self) -> str:
        """The password, for the check whether anything was typed."""
        return self.line.text()

    def type_again(self, typed: str) -> None:
        """A draft never holds a password."""

    def problem(self) -> str:
        """Name the least length."""
        general = super().problem()
        if general or len(self.line.text()) >= self._shortest:
            return general
        return _("Use at least {count} characters, for example four words.").format(count=self._shortest)

    def reveal_with(self, second: "PasswordField") -> None:
        """Let one button below show both: Tab goes from one password straight to the other."""
        self.reveal.hide()
        second.reveal.toggled.connect(self.reveal.setChecked)

    def _on_reveal(self, shown: bool) -> None:  # noqa: FBT001  Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.reveal.setText(_("Conceal") if shown else _("Show"))
