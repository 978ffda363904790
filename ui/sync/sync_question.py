"""Asks before anything moves: "Send 84 kB, receive 210 kB?"."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from ui.widgets.question_dialog import QuestionDialog


class SyncQuestion(QuestionDialog):
    """The question, where to, and a tick for scans and certificates if there are any; "" leaves the tick out."""

    def __init__(self, parent: QWidget, *, question: str, places: str, files: str) -> None:
        super().__init__(parent, question=question, explanation=places, verb=_("Sync now"), back=_("Not now"))
        self.files = QCheckBox(files)
        self.files.setAccessibleName(files)
        self.files.setChecked(bool(files))
        self.files.setVisible(bool(files))
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, self.files)

    @property
    def with_files(self) -> bool:
        """Whether scans and certificates are carried too."""
        return self.files.isChecked()
