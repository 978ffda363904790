"""Thanks, and nothing of what was answered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.shared.translation import translation_for
from ui import theme
from ui.widgets.words import Button, label


class ThanksScreen(QWidget):
    """Said in the language of the form. The button, or some seconds of waiting, lead to the next person."""

    def __init__(self, language: str) -> None:
        super().__init__()
        _ = translation_for(language)
        self.next_person = Button(_("Next person"), "primary")
        column = QVBoxLayout(self)
        column.setSpacing(theme.BETWEEN)
        column.addStretch(2)
        for words, role in (
            (_("Thank you. Your answers are in, and nobody can see who gave them."), "title"),
            (_("Please leave the PC to the next person."), ""),
        ):
            line = label(words, role, wraps=True)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        column.addWidget(self.next_person, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
