"""One thing to do, as a wide button."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from ui import theme
from ui.home.task import Task
from ui.icons import picture
from ui.widgets.words import label


class TaskRow(QPushButton):
    """Enter, Space or a click opens the place; Up and Down move between the rows."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.task = task
        self.setProperty("role", "task")
        self.setAutoDefault(False)
        self.setAccessibleName(task.words)
        self.setAccessibleDescription(task.detail)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        colours = theme.colours_of(self)
        sign = QLabel()
        sign.setPixmap(picture(task.icon, colours.attention if task.is_urgent else colours.accent))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(task.words, "label" if task.is_urgent else ""))
        if task.detail:
            words.addWidget(label(task.detail, "muted"))
        arrow = QLabel("›")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.BETWEEN, theme.INSIDE, theme.BETWEEN, theme.INSIDE)
        row.setSpacing(theme.BETWEEN)
        row.addWidget(sign)
        row.addLayout(words, 1)
        row.addWidget(arrow)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As high as its words."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Up and Down move."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)
