"""Messages at the top of a page: what happened, what to do, and Undo in words."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.icons import picture
from ui.widgets.words import Button, label, restyle

_KEPT = 50
_SIGNS = {"good": "check", "attention": "warning", "bad": "wrong"}


@dataclass(frozen=True)
class Undoable:
    """Something that was done and how to take it back."""

    sentence: str
    undo: Callable[[], None]


class MessageStrip(QFrame):
    """One message at a time; hidden when there is none.

    `undone` is said after something was taken back, `left` after one of its buttons went away under the keyboard.
    """

    undone = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageStrip")
        self._undoables: list[Undoable] = []
        self._colours: theme.Colours | None = None
        self._sign = QLabel()
        self._words = label("", wraps=True)
        self._undo = Button(_("Undo"), "quiet")
        self._undo.setAccessibleDescription(_("Takes back the change that is named before it. Ctrl+Z"))
        self._undo.clicked.connect(self.undo_last)
        self._hide = Button(_("Hide"), "quiet")
        self._hide.setAccessibleDescription(_("Hides this message"))
        self._hide.clicked.connect(self.clear)
        for button in (self._undo, self._hide):
            button.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.INSIDE + theme.STEP, theme.STEP, theme.INSIDE, theme.STEP)
        row.setSpacing(theme.INSIDE)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._hide)
        self.setMinimumHeight(10 * theme.STEP)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown; empty when hidden."""
        return "" if self.isHidden() else self._words.text()

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._undoables)

    def show_success(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done; with ``undo`` the word Undo stands beside it and Ctrl+Z takes it back."""
        if undo is not None:
            self._undoables.append(Undoable(sentence, undo))
            del self._undoables[:-_KEPT]
        self._show("good", sentence, can_undo=undo is not None)

    def show_attention(self, sentence: str) -> None:
        """Say something that the user should know; nothing failed."""
        self._show("attention", sentence, can_undo=False)

    def show_error(self, sentence: str) -> None:
        """Say what went wrong and what to do."""
        self._show("bad", sentence, can_undo=False)

    def clear(self) -> None:
        """Take the message away; what can be undone stays so by Ctrl+Z."""
        self.hide()

    def forget_undo(self) -> None:
        """Nothing done so far can be taken back any more."""
        self._undoables.clear()
        self._undo.hide()

    def undo_last(self) -> None:
        """Take the latest change back and offer the one before it."""
        if not self._undoables:
            return
        latest = self._undoables.pop()
        latest.undo()
        self._show("good", _("Undone: {change}").format(change=latest.sentence), can_undo=False)
        self.undone.emit()

    def _show(self, tone: str, sentence: str, *, can_undo: bool) -> None:
        colours = theme.colours_of(self)
        if self.property("tone") != tone or self._colours != colours:
            self._colours = colours
            self.setProperty("tone", tone)
            restyle(self)
            self._sign.setPixmap(picture(_SIGNS[tone], getattr(colours, tone)))
        self._words.setText(sentence)
        self._undo.setVisible(can_undo)
        self.setAccessibleName(sentence)
        self.show()
