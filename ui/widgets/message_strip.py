"""Messages at the top of a page: what happened, what to do, and Undo and Redo in words."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.icons import picture
from ui.widgets.words import Button, label, restyle

_KEPT = 50
_SIGNS = {"good": "check", "attention": "warning", "bad": "wrong"}


@dataclass(eq=False)
class Undoable:
    """Something that was done, how to take it back, and how to do it again where that can be.

    The sentence may change once it is known what came of it.
    """

    sentence: str
    undo: Callable[[], None]
    redo: Callable[[], None] | None = None


@dataclass
class _Steps:
    """What can be taken back at one place of the page, and what was taken back; the latest last."""

    done: list[Undoable] = field(default_factory=list)
    undone: list[Undoable] = field(default_factory=list)


class MessageStrip(QFrame):
    """One message at a time; hidden when there is none.

    `undone` is said after something was taken back, `left` after one of its buttons went away under the keyboard.
    """

    undone = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageStrip")
        self._places: dict[Hashable, _Steps] = {}
        self._steps = self._places.setdefault(None, _Steps())
        self._colours: theme.Colours | None = None
        self._sign = QLabel()
        self._words = label("", wraps=True)
        self._undo = Button(_("Undo"), "quiet")
        self._undo.setAccessibleDescription(_("Takes back the change that is named before it. Ctrl+Z"))
        self._undo.clicked.connect(self.undo_last)
        self._redo = Button(_("Redo"), "quiet")
        self._redo.setAccessibleDescription(_("Does again what was taken back. Ctrl+Y"))
        self._redo.clicked.connect(self.redo_last)
        self._hide = Button(_("Hide"), "quiet")
        self._hide.setAccessibleDescription(_("Hides this message"))
        self._hide.clicked.connect(self.clear)
        for button in (self._undo, self._redo, self._hide):
            button.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.INSIDE + theme.STEP, theme.STEP, theme.INSIDE, theme.STEP)
        row.setSpacing(theme.INSIDE)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._redo)
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
        return bool(self._steps.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is something that was taken back and can be done again."""
        return bool(self._steps.undone)

    def show_success(
        self, sentence: str, undo: Callable[[], None] | None = None, redo: Callable[[], None] | None = None
    ) -> None:
        """Say what was done; with ``undo`` the word Undo stands beside it and Ctrl+Z takes it back."""
        if undo is not None:
            self.remember(Undoable(sentence, undo, redo))
        self._show("good", sentence, can_undo=undo is not None)

    def remember(self, step: Undoable) -> None:
        """Ctrl+Z takes this step back from now on; `show_step` says it once it is saved."""
        self._steps.done.append(step)
        del self._steps.done[:-_KEPT]
        self._steps.undone.clear()

    def show_step(self, step: Undoable) -> None:
        """Say a remembered step, unless it was taken back meanwhile."""
        if step in self._steps.done:
            self._show("good", step.sentence, can_undo=step is self._steps.done[-1])

    def forget_step(self, step: Undoable) -> None:
        """A remembered step was refused: there is nothing to take back."""
        for steps in self._places.values():
            for some in (steps.done, steps.undone):
                if step in some:
                    some.remove(step)

    def show_attention(self, sentence: str) -> None:
        """Say something that the user should know; nothing failed."""
        self._show("attention", sentence)

    def show_error(self, sentence: str) -> None:
        """Say what went wrong and what to do."""
        self._show("bad", sentence)

    def clear(self) -> None:
        """Take the message away; what can be undone stays so by Ctrl+Z."""
        self.hide()

    def forget_undo(self) -> None:
        """Nothing done so far can be taken back any more."""
        self._places = {}
        self.go_to_place(None)

    def go_to_place(self, place: Hashable) -> None:
        """Undo and redo what was done at one place of the page (a session) and not what is out of sight."""
        self._steps = self._places.setdefault(place, _Steps())
        self._undo.hide()
        self._redo.hide()

    def undo_last(self) -> None:
        """Take the latest change back and offer the one before it."""
        if not self._steps.done:
            return
        latest = self._steps.done.pop()
        if latest.redo is None:
            self._steps.undone.clear()  # what came after it does not fit what is there now
        else:
            self._steps.undone.append(latest)
        self._show("good", _("Undone: {change}").format(change=latest.sentence), can_redo=self.can_redo)
        latest.undo()  # what comes of it may have its own message
        self.undone.emit()

    def redo_last(self) -> None:
        """Do again what was taken back last."""
        if not self._steps.undone:
            return
        latest = self._steps.undone.pop()
        assert latest.redo is not None
        self._steps.done.append(latest)
        self._show("good", _("Done again: {change}").format(change=latest.sentence), can_undo=True)
        latest.redo()

    def _show(self, tone: str, sentence: str, *, can_undo: bool = False, can_redo: bool = False) -> None:
        colours = theme.colours_of(self)
        if self.property("tone") != tone or self._colours != colours:
            self._colours = colours
            self.setProperty("tone", tone)
            restyle(self)
            self._sign.setPixmap(picture(_SIGNS[tone], getattr(colours, tone)))
        self._words.setText(sentence)
        self._undo.setVisible(can_undo)
        self._redo.setVisible(can_redo)
        self.setAccessibleName(sentence)
        self.show()
