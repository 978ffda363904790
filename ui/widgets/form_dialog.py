"""A short form over a page: what is asked, the fields, and the errors of the use case that it feeds."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tvet_desktop.shared.errors import UserError
from ui import theme
from ui.widgets.form import Form
from ui.widgets.message_strip import MessageStrip
from ui.widgets.page import Page
from ui.widgets.words import label

T = TypeVar("T")


class FormDialog(QDialog):
    """Closes when the use case that it feeds has succeeded: a refused answer is shown here and kept.

    Args:
        parent: the page; the dialog stands over its window.
        heading: what is asked.
        form: its ``submitted`` is the page's business; its ``left`` closes the dialog.
        explanation: one sentence below the heading.
        above: shown between the explanation and the form (a list to choose from, a history).
    """

    def __init__(
        self,
        parent: QWidget,
        *,
        heading: str,
        form: Form,
        explanation: str = "",
        above: QWidget | None = None,
    ) -> None:
        super().__init__(parent.window())
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(explanation)
        self.form = form
        self._waits_for_frame = False
        self._least_height = self._taken_height = 0
        self.messages = MessageStrip()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.AROUND, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(label(heading, "heading", wraps=True))
        if explanation:
            column.addWidget(label(explanation, "muted", wraps=True))
        column.addWidget(self.messages)
        if above is not None:
            column.addWidget(above, 1)
        column.addWidget(form)
        self.setMinimumWidth(140 * theme.STEP)
        form.left.connect(self.reject)

    def ask(self, page: Page, prepare: Callable[[], Callable[[Any], T]], done: Callable[[T], None]) -> None:
        """Open the dialog for a page.

        Args:
            page: runs the use case in its transaction.
            prepare: reads the fields, once all are right, and returns the use case; it is given the
                database session.
            done: receives the result after the commit, when the dialog has gone.
        """

        def submit() -> None:
            self.form.set_busy(True)
            page.act(prepare(), finished, failed=self.show_user_error)

        def finished(result: T) -> None:
            self.accept()
            done(result)

        self.form.submitted.connect(submit)
        self.open()

    def open(self) -> None:
        """Show the dialog; the first field has the keyboard."""
        super().open()
        if self.form.fields:
            self.form.fields[0].focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the middle of the window, whole on the screen: some window managers would use a corner."""
        super().showEvent(event)
        if not event.spontaneous():
            self._waits_for_frame = True
            self.stand_in_the_middle()

    def want_height(self, height: int) -> None:
        """Be at least so high (pixels) from now on, as far as the screen allows."""
        self._least_height = height
        self._take_height()
        self.stand_in_the_middle()

    def stand_in_the_middle(self) -> None:
        """Move to the middle of the window, as far as the screen allows."""
        parent = self.parentWidget()
        if parent is not None:
            place = self.rect()
            place.moveCenter(parent.mapToGlobal(parent.rect().center()))
            self._move_within_screen(place.left(), place.top() - _bar_height(parent))

    def event(self, event: QEvent) -> bool:
        """Be as high as messages, more fields or long words want it now."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._keep_drawn_height()
        done = super().event(event)  # the layout first: words that have no place yet say any height
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._take_height()
        elif event.type() == QEvent.Type.WindowActivate and self._waits_for_frame:
            self._waits_for_frame = False  # before it had its frame, a window manager may have moved it
            self._take_height()
            self.stand_in_the_middle()
        return done

    def _keep_drawn_height(self) -> None:
        if self.height() not in (
            self._taken_height,
            self.minimumHeight(),
        ):  # the least is no choice of anybody
            self._least_height = self.height()  # as it opened, or as somebody drew it

    def _take_height(self) -> None:
        layout, parent = self.layout(), self.parentWidget()
        if layout is None or parent is None:
            return
        width = max(self.width(), layout.totalMinimumSize().width())
        highest = parent.screen().availableGeometry().height() - _bar_height(parent)
        height = min(max(self._least_height, layout.totalHeightForWidth(width)), highest)
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)
            place = self.frameGeometry()
            self._move_within_screen(place.left(), place.top())
        self._taken_height = self.height()

    def _move_within_screen(self, left: int, top: int) -> None:
        """Move as near to this place as the screen allows; what it has no room for is cut at the lower right."""
        parent = self.parentWidget() or self
        screen = parent.screen().availableGeometry()
        rightmost = screen.right() + 1 - self.width()
        lowest = screen.bottom() + 1 - self.height() - _bar_height(parent)
        self.move(max(min(left, rightmost), screen.left()), max(min(top, lowest), screen.top()))

    def show_user_error(self, error: UserError) -> None:
        """Say why the answer was refused; what was typed stays."""
        self.form.set_busy(False)
        self.messages.show_error(error.sentence())


def _bar_height(window: QWidget) -> int:
    """Return how high the title bar of a window is; that of a dialog is as high."""
    return window.geometry().top() - window.frameGeometry().top()
