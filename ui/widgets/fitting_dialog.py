"""A dialog that is as high as its words want it now, whole on the screen and in the middle of its window."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget


class FittingDialog(QDialog):
    """It has a layout; words that wrap, fields that appear and messages make it higher, and what goes lower again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._waits_for_frame = False
        self._least_height = self._taken_height = 0

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


def _bar_height(window: QWidget) -> int:
    """Return how high the title bar of a window is; that of a dialog is as high."""
    return window.geometry().top() - window.frameGeometry().top()
