"""A form in a column that is no wider than one reads with ease."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme


def in_column(form: QWidget) -> QWidget:
    """Return a widget for a scroll area, with the form at its left."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, theme.BETWEEN, theme.BETWEEN)
    form.setMaximumWidth(190 * theme.STEP)
    column.addWidget(form)
    return holder
