"""Lists the certificates of a withdrawn PC that go on being valid, to look through them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.keys.withdraw_pc import WithdrawnPc
from ui import theme
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.words import Button, label

_MOST_LINES = 12


class WithdrawnDialog(FittingDialog):
    """The numbers can be copied; the button closes the dialog."""

    def __init__(self, parent: QWidget, withdrawn: WithdrawnPc) -> None:
        super().__init__(parent.window())
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        count = len(withdrawn.still_valid)
        heading = ngettext(
            "{count} certificate of “{name}” goes on being valid",
            "{count} certificates of “{name}” go on being valid",
            count,
        ).format(count=count, name=withdrawn.name)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        explanation = _(
            "Look through the list: what was issued after the PC was lost must be revoked one by one, for no clock tells"
            " the day of a theft."
        )
        self.numbers = QPlainTextEdit("\n".join(withdrawn.still_valid))
        self.numbers.setReadOnly(True)
        self.numbers.setTabChangesFocus(True)
        self.numbers.setAccessibleName(_("Numbers of the certificates"))
        lines = min(max(count, 3), _MOST_LINES)
        self.numbers.setMinimumHeight(lines * self.numbers.fontMetrics().lineSpacing() + 20)
        self.close_it = Button(_("Close the list"), "primary")
        self.close_it.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.AROUND, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(label(heading, "heading", wraps=True))
        column.addWidget(label(explanation, wraps=True))
        column.addWidget(self.numbers, 1)
        column.addLayout(buttons)
        self.setMinimumWidth(130 * theme.STEP)
        self.close_it.setFocus()
