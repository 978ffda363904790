"""A short form over a page: what is asked, the fields, and the errors of the use case that it feeds."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.shared.errors import UserError
from ui import theme
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.form import Form
from ui.widgets.message_strip import MessageStrip
from ui.widgets.page import Page
from ui.widgets.words import label

T = TypeVar("T")


class FormDialog(FittingDialog):
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

    def show_user_error(self, error: UserError) -> None:
        """Say why the answer was refused; what was typed stays."""
        self.form.set_busy(False)
        self.messages.show_error(error.sentence())
