"""The first thing that a trainee sees: the question in three languages."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.evaluation.questionnaires import Form
from tvet_desktop.shared.translation import LANGUAGES
from ui import theme
from ui.status_line import OWN_NAMES
from ui.widgets.words import Button, label

_BUTTON_WIDTH = 60 * theme.STEP
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class WelcomeScreen(QWidget):
    """A button for each language, each below the form's title in that language; `chosen` gives its code."""

    chosen = Signal(str)

    def __init__(self, form: Form, course: str) -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setSpacing(theme.INSIDE)
        column.addStretch(2)
        name = label(course, "heading", wraps=True)
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(name)
        column.addSpacing(theme.AROUND)
        for code in LANGUAGES:
            title = label(form.title[code], "title", wraps=True)
            title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            button = Button(OWN_NAMES[code])
            button.setAccessibleDescription(form.title[code])
            button.setMinimumWidth(_BUTTON_WIDTH)
            button.clicked.connect(partial(self.chosen.emit, code))
            self.buttons[code] = button
            column.addWidget(title)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(theme.AROUND)
        column.addStretch(3)

    def focus_first(self) -> None:
        """Put the keyboard on the first language."""
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go from one language to the next."""
        buttons = list(self.buttons.values())
        step = _STEPS.get(Qt.Key(event.key()))
        here = [number for number, button in enumerate(buttons) if button.hasFocus()]
        if step is not None and here:
            buttons[(here[0] + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
