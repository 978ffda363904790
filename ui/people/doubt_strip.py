"""What does not agree and should be compared with the card; it never keeps anybody from saving."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tvet_desktop.documents.bad_cells import CellProblem
from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.words import label


class DoubtStrip(QFrame):
    """Hidden while all agrees."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageStrip")
        self.setProperty("tone", "attention")
        self._words = label("", wraps=True)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(theme.INSIDE + theme.STEP, theme.STEP, theme.INSIDE, theme.STEP)
        inner.addWidget(self._words)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; "" when all agrees."""
        return "" if self.isHidden() else self._words.text()

    def show_doubts(self, doubts: Sequence[CellProblem]) -> None:
        """Say each in one sentence."""
        said = " ".join(_("Check: {advice}.").format(advice=doubt.advice()) for doubt in doubts)
        self._words.setText(said)
        self.setVisible(bool(said))
