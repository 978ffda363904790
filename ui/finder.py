"""Ctrl+K: finds pages, actions, and whatever registered providers know (people, courses)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tvet_desktop.attendance.paper.paper_code import looks_like_code
from tvet_desktop.shared.text import fold_name
from tvet_desktop.shared.translation import _
from ui import theme
from ui.icons import tinted
from ui.widgets.words import label

MOST_SHOWN = 12


@dataclass(frozen=True)
class Found:
    """One line of the finder.

    Args:
        words: what it is called.
        kind: what it is, in the reader's language ("Page", "Person").
        open: goes there or does it.
        icon: name in resources/icons.
    """

    words: str
    kind: str
    open: Callable[[], object]
    icon: str = ""


Provider = Callable[[str, Callable[[Sequence[Found]], None]], None]
"""Is given the folded words typed so far and a function for its answer; it may answer later (in the background)."""


class Finder(QDialog):
    """A line to type into and what was found below it. Down and Up move, Enter opens, Esc leaves.

    ``take_code`` is given the text of a badge or a sheet that was pasted into the line.
    """

    def __init__(
        self,
        parent: QWidget,
        fixed: Sequence[Found],
        providers: Sequence[Provider],
        take_code: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("finder")
        self.setWindowTitle(_("Find"))
        self.setAccessibleName(_("Find"))
        self._fixed = fixed
        self._providers = providers
        self._take_code = take_code
        self._asked = 0
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Find a page, a person, a course or an action"))
        self.line.setAccessibleName(_("What to find"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Found"))
        self._nothing = label(_("Nothing is called like that here: try fewer letters."), "muted")
        self._nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.BETWEEN, theme.BETWEEN, theme.BETWEEN, theme.BETWEEN)
        column.setSpacing(theme.INSIDE)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        self.resize(140 * theme.STEP, 100 * theme.STEP)
        self.line.textChanged.connect(self.look_for)
        self.line.installEventFilter(self)
        self.list.itemActivated.connect(self._open)
        self.look_for("")

    def look_for(self, typed: str) -> None:
        """Show what fits, and add what providers answer while the words stay the same."""
        self._asked += 1
        asked = self._asked
        self.list.clear()
        if looks_like_code(typed):
            code = Found(
                _("Code of a badge or a sheet"), _("Action"), lambda: self._take_code(typed), "check"
            )
            self._add([code])
            return
        words = fold_name(typed)
        self._add([found for found in self._fixed if _fits(found.words, words)])
        if not words:
            return

        def take(answer: Sequence[Found]) -> None:
            if asked == self._asked:
                self._add(answer)

        for provider in self._providers:
            provider(words, take)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list although the line has the keyboard; Enter opens."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.list.currentRow()
            if event.key() == Qt.Key.Key_Down:
                self.list.setCurrentRow(min(row + 1, self.list.count() - 1))
                return True
            if event.key() == Qt.Key.Key_Up:
                self.list.setCurrentRow(max(row - 1, 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _add(self, answer: Sequence[Found]) -> None:
        colours = theme.colours_of(self)
        for found in answer[: MOST_SHOWN - self.list.count()]:
            item = QListWidgetItem(f"{found.words}   ·   {found.kind}")
            item.setData(Qt.ItemDataRole.UserRole, found)
            if found.icon:
                item.setIcon(tinted(found.icon, colours.muted))
            self.list.addItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._nothing.setVisible(self.list.count() == 0)

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        found: Found = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        found.open()


def _fits(words: str, folded: str) -> bool:
    return all(part in fold_name(words) for part in folded.split())
