"""The reason of one mark, written below the register."""

from PySide6.QtCore import QEvent, QObject, Signal

from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _
from ui.attendance.foot_line import FootLine
from ui.attendance.register_line import RegisterLine
from ui.attendance.words import status_word


class ReasonLine(FootLine):
    """`written` (person id, reason) when Enter is pressed or the keyboard goes elsewhere; Esc writes nothing."""

    written = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(_("Reason"))
        self._whose: RegisterLine | None = None

    def ask(self, whose: RegisterLine) -> None:
        """Open the line for somebody who has a mark."""
        assert whose.status is not None
        self._whose = whose
        self.say(_("Enter saves, Esc leaves it as it was."))
        question = _("Reason of {name}, {mark}")
        self.begin(question.format(name=whose.name, mark=status_word(whose.status)), whose.reason)

    def accept(self) -> None:
        """Save what is new, and close."""
        whose, self._whose = self._whose, None
        reason = nfc(self.line.text())
        if whose is not None and reason != whose.reason:
            self.written.emit(whose.person_id, reason)
        self.end()

    def drop(self) -> None:
        """Nothing is written."""
        self._whose = None
        self.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What was typed is not lost by going elsewhere."""
        if watched is self.line and event.type() == QEvent.Type.FocusOut and self.is_open:
            self.accept()
        return super().eventFilter(watched, event)
