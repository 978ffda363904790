"""Find somebody in the register by three letters, and go on marking there."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from tvet_desktop.attendance.find_in_register import FoundInRegister, find_in_register
from tvet_desktop.shared.translation import _, ngettext
from ui.attendance.foot_line import FootLine
from ui.attendance.mark_keys import STATUS_KEYS
from ui.attendance.register_line import RegisterLine

SETTLES_MS = 600
"""So long the letters after a sure match are still letters of the name: nobody stops typing at the third."""
_NOBODY = FoundInRegister((), is_sure=False)


class FindLine(FootLine):
    """Typing looks for a person, `looking_at` (person id) moves the register there.

    Once one person only can be meant, the keyboard goes back to the register after a moment; a mark key that is
    no further letter of the name marks at once: `mark_typed` (MarkStatus). `settled` comes when the line closes
    by itself: an Enter that was meant for it may still come.
    """

    looking_at = Signal(object)
    settled = Signal()
    mark_typed = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Find in the register"))
        self._lines: Sequence[RegisterLine] = ()
        self._from: int | None = None
        self._found = _NOBODY
        self._at = 0
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLES_MS)
        self._settling.timeout.connect(self._on_settled)
        self.line.textEdited.connect(self._look)

    def ask(self, lines: Sequence[RegisterLine], current: RegisterLine | None) -> None:
        """Open the line; Esc goes back to ``current``."""
        self._lines = lines
        self._from = None if current is None else current.person_id
        self._found = _NOBODY
        self.say(_("Three letters of any name, or a number. Esc goes back."))
        self.begin(_("Find"))

    def end(self) -> None:
        """The register has the keyboard again."""
        self._settling.stop()
        super().end()

    def drop(self) -> None:
        """Back to where one was."""
        if self._from is not None:
            self.looking_at.emit(self._from)
        self.end()

    def takes(self, event: QKeyEvent) -> bool:
        """Up and Down choose among several; a mark key after a sure match marks."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        status = STATUS_KEYS.get(event.key())
        if status is None or not self._found.is_sure or self._continues(event.text()):
            return False
        self.end()
        self.mark_typed.emit(status)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who goes elsewhere has found what they looked for."""
        if watched is self.line and event.type() == QEvent.Type.FocusOut and self.is_open:
            self.end()
        return super().eventFilter(watched, event)

    def _on_settled(self) -> None:
        self.end()
        self.settled.emit()

    def _continues(self, letter: str) -> bool:
        return bool(self._search(self.line.text() + letter).positions)

    def _search(self, typed: str) -> FoundInRegister:
        return find_in_register([(line.seat, line.name) for line in self._lines], typed)

    def _look(self, typed: str) -> None:
        self._settling.stop()
        self._found, self._at = self._search(typed), 0
        self._show()
        if self._found.is_sure:
            self._settling.start()

    def _step(self, by: int) -> None:
        if self._found.positions:
            self._settling.stop()
            self._at = (self._at + by) % len(self._found.positions)
            self._show()

    def _show(self) -> None:
        count = len(self._found.positions)
        if not count:
            self.say(
                _("Nobody here is called like that: take letters away, or Ctrl+N for a walk-in.")
                if self.line.text().strip()
                else _("Three letters of any name, or a number. Esc goes back.")
            )
            return
        line = self._lines[self._found.positions[self._at]]
        self.looking_at.emit(line.person_id)
        if count == 1:
            self.say(_("{name}: Enter, then mark.").format(name=line.name))
        else:
            words = ngettext(
                "{name}, {number} of {count}: ↑ ↓ choose, Enter goes there.",
                "{name}, {number} of {count}: ↑ ↓ choose, Enter goes there.",
                count,
            )
            self.say(words.format(name=line.name, number=self._at + 1, count=count))
