"""Asks before what cannot be undone, with verbs on the buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.words import Button, label


class QuestionDialog(QDialog):
    """One question, what will follow, a verb and the way back; the way back has the focus.

    Args:
        question: "Revoke this certificate?"
        explanation: what follows and that it cannot be undone.
        verb: what the button does: "Revoke certificate".
        back: how not to do it; by default "Go back".
    """

    def __init__(
        self, parent: QWidget | None, *, question: str, explanation: str, verb: str, back: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setWindowTitle(question)
        self.setAccessibleName(question)
        self.setAccessibleDescription(explanation)
        self.do = Button(verb, "primary")
        self.back = Button(back or _("Go back"))
        self.do.clicked.connect(self.accept)
        self.back.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.INSIDE)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.do)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.AROUND, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(label(question, "heading", wraps=True))
        column.addWidget(label(explanation, wraps=True))
        column.addLayout(buttons)
        self.setMinimumWidth(110 * theme.STEP)
        self.back.setFocus()


def ask(
    parent: QWidget,
    *,
    question: str,
    explanation: str,
    verb: str,
    then: Callable[[], None],
    back: str = "",
) -> QuestionDialog:
    """Open the question over ``parent`` and return at once; ``then`` runs when the verb is pressed."""
    dialog = QuestionDialog(parent.window(), question=question, explanation=explanation, verb=verb, back=back)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(then)
    dialog.open()
    return dialog
