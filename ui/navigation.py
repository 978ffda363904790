"""The menu at the left: one entry per feature, in the order of the work."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tvet_desktop.shared.translation import _
from ui import theme
from ui.icons import SIZE, icon
from ui.pages import PageEntry
from ui.widgets.words import EntryButton, label

WIDE, NARROW = 200, 56
MOST_SHORTCUTS = 9


class Navigation(QFrame):
    """Says `chosen` with a page's name. Up and Down move between entries, Ctrl+1 to Ctrl+9 jump."""

    chosen = Signal(str)

    def __init__(self, pages: Mapping[str, PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(_("Pages"))
        self.entries: dict[str, QToolButton] = {}
        self._product = label(_("TVET Desktop"), "heading")
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.INSIDE, theme.AROUND, theme.INSIDE, theme.BETWEEN)
        self._column.setSpacing(theme.STEP)
        head = QHBoxLayout()
        head.setContentsMargins(theme.INSIDE + theme.STEP, 0, 0, 0)
        head.addWidget(self._product)
        self._column.addLayout(head)
        self._column.addSpacing(theme.BETWEEN)
        for name, entry in pages.items():
            if entry.icon:
                self._add(name, entry)
        self._column.addStretch(1)
        self.setFixedWidth(WIDE)

    def show_current(self, name: str) -> None:
        """Mark the entry of the page that is shown."""
        if name in self.entries:
            self.entries[name].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  a switch like Qt's own
        """Show icons only, the words as tool tips, or icons and words."""
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in self.entries.values():
            button.setToolButtonStyle(style)
        self._product.setVisible(not narrow)
        self.setFixedWidth(NARROW if narrow else self._wide())

    def _wide(self) -> int:
        """200 pixels, or what the longest word of this language needs."""
        longest = max((button.sizeHint().width() for button in self.entries.values()), default=0)
        return max(WIDE, longest + 2 * theme.INSIDE)

    def _add(self, name: str, entry: PageEntry) -> None:
        button = EntryButton()
        button.setText(entry.word())
        button.setIcon(icon(entry.icon, theme.colours_of(self)))
        button.setIconSize(QSize(SIZE, SIZE))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setAccessibleName(entry.word())
        number = len(self.entries) + 1
        tip = f"{entry.word()} (Ctrl+{number})" if number <= MOST_SHORTCUTS else entry.word()
        button.setToolTip(tip)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(name))
        self._group.addButton(button)
        self._column.addWidget(button)
        self.entries[name] = button
