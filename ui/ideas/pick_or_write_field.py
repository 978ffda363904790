"""A field where one picks from a long list by typing, or writes what is not in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from tvet_desktop.shared.text import fold_name, name_key, nfc
from ui.widgets.fields import LineField
from ui.widgets.words import label

_MOST_OFFERED = 12
SEPARATOR = " · "
"""Between a name and what tells people of one name apart."""


@dataclass(frozen=True)
class Picked:
    """``id`` of what was picked, None when ``text`` was only written; both empty when nothing."""

    id: int | None
    text: str


class PickOrWriteField(LineField[Picked]):
    """Offers what has every typed word; accents, r and l, and the order of words do not matter.

    Args:
        text: the label.
        picked: said beside the field while it names something of the list.
        written: said beside it while it does not.
    """

    def __init__(self, text: str, *, picked: str, written: str, width: int = 48, hint: str = "") -> None:
        super().__init__(text, width=width, hint=hint)
        self._ids: dict[str, int] = {}
        self._folded: list[tuple[str, str]] = []
        self._words = (picked, written)
        self._note = label("", "muted")
        self.beside.insertWidget(1, self._note)
        self._offered = QStringListModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_MOST_OFFERED)
        completer.activated.connect(self._on_picked)
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self._offer)
        self.line.textChanged.connect(lambda _text: self._show_note())
        self.line.editingFinished.connect(self._pick_the_only_one)

    def set_options(self, options: Sequence[tuple[int, str]]) -> None:
        """Offer these (id, words); words that two of them share get a number."""
        self._ids = {}
        for number, words in options:
            name, again = nfc(words), 2
            while name in self._ids:
                name, again = f"{nfc(words)} ({again})", again + 1
            self._ids[name] = number
        self._folded = [(fold_name(name), name) for name in self._ids]
        self._show_note()

    def value(self) -> Picked:
        """What is picked or written."""
        typed = self.typed()
        return Picked(self._ids.get(typed), typed)

    def set_value(self, value: Picked) -> None:
        """Show something of the list by its id, or a text."""
        name = next((name for name, number in self._ids.items() if number == value.id), None)
        if name is None and value.id is not None:  # no longer offered, but still meant
            name = nfc(value.text)
            self._ids[name] = value.id
        self.line.setText(name or value.text)

    def _offer(self, typed: str) -> None:
        words = fold_name(typed).split()
        found = [name for folded, name in self._folded if words and all(word in folded for word in words)]
        self._offered.setStringList(found[:_MOST_OFFERED])

    def _pick_the_only_one(self) -> None:
        """Take what was written in full for the one of the list that has this name; of two, a person picks."""
        typed = name_key(self.typed())
        if not typed or self.typed() in self._ids:
            return
        found = [name for name in self._ids if name_key(name.partition(SEPARATOR)[0]) == typed]
        if len(found) == 1:
            self._on_picked(found[0])

    def _on_picked(self, name: str) -> None:
        self.line.setText(name)
        self.on_edited()

    def _show_note(self) -> None:
        typed = self.typed()
        picked, written = self._words
        self._note.setText("" if not typed else picked if typed in self._ids else written)
