"""Where a file is dropped or chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.words import Button, label


class ChooseFilePart(QWidget):
    """A roomy place to drop a register, and the button for those who do not drag. `asked` on the button."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose = Button(_("Choose a file"), "primary")
        self.choose.clicked.connect(self.asked)
        place = QFrame()
        place.setObjectName("card")
        inner = QVBoxLayout(place)
        inner.setContentsMargins(2 * theme.AROUND, 2 * theme.AROUND, 2 * theme.AROUND, 2 * theme.AROUND)
        inner.setSpacing(theme.BETWEEN)
        for words, role in (
            (_("Drop the register here"), "heading"),
            (
                _(
                    "Take the file as the college sends it: .xlsx, .xls, .ods or .csv, with titles and blank rows."
                    " Nothing is saved before you have seen how it is read."
                ),
                "muted",
            ),
        ):
            said = label(words, role, wraps=True)
            said.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inner.addWidget(said)
        inner.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(place)
        column.addStretch(2)
