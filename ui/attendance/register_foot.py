"""What stands below the register: the keys, or one of the lines that keys open."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.find_line import FindLine
from ui.attendance.foot_line import FootLine
from ui.attendance.reason_line import ReasonLine
from ui.attendance.walk_in_line import WalkInLine
from ui.widgets.words import label


class RegisterFoot(QWidget):
    """One line at a time; without any, the hint."""

    def __init__(self) -> None:
        super().__init__()
        self.hint = label(keys_in_words(), "muted", wraps=True)
        self.finding, self.reason, self.walk_in = FindLine(), ReasonLine(), WalkInLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.hint)
        for line in self.lines:
            column.addWidget(line)
        self.setMinimumHeight(8 * theme.STEP)

    @property
    def lines(self) -> tuple[FootLine, ...]:
        """The lines that keys open."""
        return self.finding, self.reason, self.walk_in

    def make_room(self) -> None:
        """Another line is about to open: the hint goes, and so does a line that is open."""
        for line in self.lines:
            line.end()
        self.hint.hide()

    def show_hint(self, words: str = "") -> None:
        """Say something else than the keys; "" says the keys."""
        self.hint.setText(words or keys_in_words())
        self.hint.show()


def keys_in_words() -> str:
    """Name every key of the register."""
    return _(
        "P present · L late, then the minutes · A absent · E excused · Delete clears · F find · R reason · "
        "Ctrl+N walk-in · Ctrl+R the rest · Ctrl+Z undo · Enter history · Alt+← Alt+→ sessions"
    )
