"""Qt's table, moved through row by row."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

_TO_AN_END = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)


class RowsView(QTableView):
    """Home and End go to the first and last row; in Qt's table they go to the ends of a row, which say nothing here."""

    def moveCursor(
        self, cursor_action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Take Home for Ctrl+Home, End for Ctrl+End; Shift still selects all rows in between."""
        if cursor_action in _TO_AN_END:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(cursor_action, modifiers)
