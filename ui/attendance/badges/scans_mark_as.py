"""What the next scans mark: present, or late with the minutes that the person in charge types."""

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QWidget

from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.words import status_word
from ui.widgets.words import Button, label

_MOST_DIGITS_WIDE = 18 * theme.STEP


class ScansMarkAs(QWidget):
    """Two buttons of which one is down, and the minutes while it is "Late".

    Args:
        longest: minutes of the session; nobody is later.
    """

    def __init__(self, longest: int) -> None:
        super().__init__()
        self.buttons = {status: Button(status_word(status), "choice") for status in _STATUSES}
        self._group = QButtonGroup(self)
        for status, button in self.buttons.items():
            button.setCheckable(True)
            button.setAccessibleName(_("Scans mark as: {mark}").format(mark=status_word(status)))
            self._group.addButton(button)
        self.buttons[MarkStatus.PRESENT].setChecked(True)
        self.minutes = QLineEdit()
        self.minutes.setValidator(QIntValidator(1, longest, self.minutes))
        self.minutes.setAccessibleName(_("Minutes late; empty if nobody knows"))
        self.minutes.setFixedWidth(_MOST_DIGITS_WIDE)
        self._after = label(_("minutes late; empty if nobody knows"), "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.INSIDE)
        row.addWidget(label(_("Scans mark as"), "label"))
        for button in self.buttons.values():
            row.addWidget(button)
        row.addSpacing(theme.INSIDE)
        row.addWidget(self.minutes)
        row.addWidget(self._after)
        row.addStretch(1)
        self.buttons[MarkStatus.LATE].toggled.connect(self._on_late)
        self._on_late(False)

    @property
    def status(self) -> MarkStatus:
        """What the next scan marks."""
        return next(status for status, button in self.buttons.items() if button.isChecked())

    @property
    def minutes_late(self) -> int | None:
        """The minutes that were typed; None for present, or where nobody knows."""
        digits = self.minutes.text().strip()
        return int(digits) if self.status == MarkStatus.LATE and digits else None

    def _on_late(self, is_late: bool) -> None:  # noqa: FBT001  Qt's signal
        self.minutes.setVisible(is_late)
        self._after.setVisible(is_late)
        if is_late:
            self.minutes.setFocus()


_STATUSES = (MarkStatus.PRESENT, MarkStatus.LATE)
