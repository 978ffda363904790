"""The small field in which points are typed inside a table."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.attendance.course_tests.results_columns import POINTS_COLUMNS, ResultLine
from ui.attendance.course_tests.tests_words import word_for
from ui.widgets.row_table_model import ROW_ROLE
from ui.widgets.words import restyle

_BEGUN, _ENDED = "begun", "ended"
Index = QModelIndex | QPersistentModelIndex
STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
"""Keys that end the typing, with the rows and columns that they go on by."""


class PointsDelegate(QStyledItemDelegate):
    """Opens a field over a cell. What was typed is given to ``take``; it stays open while that refuses.

    Args:
        parent: the view.
        take: is given what was typed and returns whether it can be.
        go_on: is given the rows and columns to go on by, after the field has closed.
    """

    def __init__(
        self, parent: QObject, take: Callable[[str], bool], go_on: Callable[[int, int], None]
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._go_on = go_on

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the field; a screen reader hears whose points it takes."""
        line: ResultLine = index.data(ROW_ROLE)
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setFont(theme.tabular(editor.font()))
        editor.setAccessibleName(f"{word_for(POINTS_COLUMNS[index.column()])}, {line.row.name}")
        editor.textEdited.connect(lambda _text: _mark_wrong(editor, is_wrong=False))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what is there; news of the row does not overwrite what is being typed."""
        assert isinstance(editor, QLineEdit)
        if not editor.property(_BEGUN):
            editor.setProperty(_BEGUN, True)
            editor.setText(index.data())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Fill the whole cell."""
        editor.setGeometry(option.rect)

    def setModelData(self, editor: QWidget, _model: QObject, _index: Index) -> None:
        """Nothing: `take` was given the points when the typing ended."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and the arrows end the typing and go on, Esc drops it, leaving the field ends it."""
        assert isinstance(watched, QLineEdit)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in STEPS:
                self._end(watched, STEPS[Qt.Key(event.key())])
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close(watched)
                return True
        if event.type() == QEvent.Type.FocusOut and not watched.property(_ENDED):
            self._take(watched.text())
            self._close(watched)
            return True
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Frame the current cell: that is where typing goes."""
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.colours_of(option.widget).accent), 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))

    def _end(self, editor: QLineEdit, step: tuple[int, int]) -> None:
        if not self._take(editor.text()):
            _mark_wrong(editor, is_wrong=True)
            editor.selectAll()
            return
        self._close(editor)
        self._go_on(*step)

    def _close(self, editor: QLineEdit) -> None:
        """Take the field away; that it loses the keyboard by this ends no typing a second time."""
        editor.setProperty(_ENDED, True)
        self.closeEditor.emit(editor)


def _mark_wrong(editor: QLineEdit, *, is_wrong: bool) -> None:
    if bool(editor.property("role")) != is_wrong:
        editor.setProperty("role", "wrong" if is_wrong else "")
        restyle(editor)
