"""Checks that everything can be reached by Tab, shows where the focus is, and has a name for screen readers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def nameless(widget: QWidget) -> list[str]:
    """Return every visible control that takes the keyboard but has no name in the accessibility tree."""
    return [describe(control) for control in controls(widget) if not accessible_name(control)]


def accessible_name(control: QWidget) -> str:
    """The name that a screen reader speaks."""
    interface = QAccessible.queryAccessibleInterface(control)
    spoken: str = interface.text(QAccessible.Text.Name)
    return spoken.strip()


def controls(widget: QWidget) -> list[QWidget]:
    """Visible, enabled widgets that Tab stops at."""
    return [
        child
        for child in [widget, *widget.findChildren(QWidget)]
        if child.isVisible()
        and child.isEnabled()
        and bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and child.focusProxy() is None
    ]


def walk_by_tab(widget: QWidget) -> list[QWidget]:
    """Press Tab from the first control until the round is closed; return the stops in their order."""
    window = widget.window()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    everything = controls(widget)
    if not everything:
        return []
    everything[0].setFocus(Qt.FocusReason.TabFocusReason)
    stops: list[QWidget] = []
    for _step in range(4 * len(everything) + 8):
        at = QApplication.focusWidget()
        if at is None or at in stops:
            break
        stops.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    return stops


def unreachable(widget: QWidget) -> list[str]:
    """Return the controls that the walk by Tab never comes to.

    Buttons of one exclusive group count as one stop: arrow keys move inside it.
    """
    stops = walk_by_tab(widget)
    return [describe(c) for c in controls(widget) if c not in stops and not _is_grouped(c)]


def _is_grouped(control: QWidget) -> bool:
    group = getattr(control, "group", None)
    exclusive = getattr(control, "autoExclusive", None)
    return (group is not None and group() is not None) or (exclusive is not None and bool(exclusive()))


def describe(control: QWidget) -> str:
    """Name a control in a failing test."""
    text = getattr(control, "text", None)
    words = text() if callable(text) else ""
    return f"{type(control).__name__} {control.objectName()} {words}".strip()
