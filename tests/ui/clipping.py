"""Finds words that do not fit: every visible label, button, field and table heading of a widget.

Use it in a page's test: `assert clipped(page) == []`, in English, French, Kinyarwanda and the pseudo-language.
"""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

WIDTH, HEIGHT = 1366, 768
_TOLERANCE = 1  # pixels, for rounding


def at_full_size(widget: QWidget, width: int = WIDTH, height: int = HEIGHT) -> None:
    """Show a widget on a screen of 1366 by 768 and let all layouts settle."""
    widget.resize(width, height)
    widget.show()
    for _round in range(3):
        QApplication.processEvents()


def clipped(widget: QWidget) -> list[str]:
    """Return one line for each place where words are cut, or a control lies outside; [] when all is well."""
    found = []
    least = widget.minimumSizeHint()
    if widget.isWindow() and (least.width() > WIDTH or least.height() > HEIGHT):
        found.append(
            f"needs a window of {least.width()} x {least.height()}: put the long part into `Scrolling`"
        )
    for child in [widget, *widget.findChildren(QWidget)]:
        if child.isVisible() and child.visibleRegion().isEmpty() is False:
            reason = _problem(child)
            if reason:
                found.append(f"{type(child).__name__} {_words(child)!r}: {reason}")
    return found


def _words(child: QWidget) -> str:
    if isinstance(child, QLabel | QAbstractButton | QLineEdit):
        return child.text()
    return child.accessibleName()


def _problem(child: QWidget) -> str:
    reason = ""
    if isinstance(child, QLabel):
        reason = _label_problem(child)
    elif (isinstance(child, QAbstractButton) and child.text() and _shows_text(child)) or isinstance(
        child, QComboBox
    ):
        reason = _too_small(child)
    elif isinstance(child, QLineEdit):
        reason = _line_problem(child)
    elif isinstance(child, QTableView):
        reason = _header_problem(child.horizontalHeader())
    return reason or _outside(child)


def _shows_text(button: QAbstractButton) -> bool:
    style = getattr(button, "toolButtonStyle", None)
    return style is None or style() != Qt.ToolButtonStyle.ToolButtonIconOnly


def _label_problem(label: QLabel) -> str:
    if not label.text():
        return ""
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        return f"needs height {needed}, has {label.height()}" if needed > label.height() + _TOLERANCE else ""
    return _too_small(label)


def _too_small(child: QWidget) -> str:
    hint = child.sizeHint()
    if hint.width() > child.width() + _TOLERANCE:
        return f"needs width {hint.width()}, has {child.width()}"
    if hint.height() > child.height() + _TOLERANCE:
        return f"needs height {hint.height()}, has {child.height()}"
    return ""


def _line_problem(line: QLineEdit) -> str:
    placeholder = line.placeholderText()
    needed = line.fontMetrics().horizontalAdvance(placeholder) + 16
    return f"placeholder needs width {needed}, has {line.width()}" if needed > line.width() else ""


def _header_problem(header: QHeaderView) -> str:
    model = header.model()
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        words = str(model.headerData(section, Qt.Orientation.Horizontal))
        needed = max(header.fontMetrics().horizontalAdvance(line) for line in words.split("\n")) + 16
        if not header.isSectionHidden(section) and needed > header.sectionSize(section):
            return f"heading {words!r} needs {needed}, has {header.sectionSize(section)}"
    return ""


def _outside(child: QWidget) -> str:
    """A control whose edge lies outside its window, unless it can be scrolled to."""
    parent = child.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QScrollArea | QTableView):
            return ""
        parent = parent.parentWidget()
    window = child.window()
    place = QRect(child.mapTo(window, QPoint(0, 0)), child.size())
    if child is window or window.rect().contains(place):
        return ""
    return f"lies outside the window: {place.getRect()}"
