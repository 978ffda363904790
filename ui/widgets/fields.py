"""The fields that forms are made of: text, number, choice, several lines, tick."""

import re
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _
from ui.widgets.field import Field

C = TypeVar("C")


class LineField(Field[C], Generic[C]):
    """What fields of one line share: ``width`` is the expected length in characters."""

    def __init__(self, text: str, *, width: int, hint: str = "", required: bool = False) -> None:
        self.line = QLineEdit()
        super().__init__(text, self.line, hint=hint, required=required)
        self.set_width(width)
        self.line.textEdited.connect(lambda _text: self.on_edited())
        self.line.editingFinished.connect(self.tidy)

    def typed(self) -> str:
        """The text without blanks around it."""
        return nfc(self.line.text())

    def type_again(self, typed: str) -> None:
        """Show a draft's text."""
        self.line.setText(typed)

    def tidy(self) -> None:
        """The field was left: show the tidied answer."""
        self.line.setText(self.typed())


class TextField(LineField[str]):
    """One line of text.

    Args:
        width: expected length in characters.
        tidied: called when the field is left, returns how the answer is written (phone, ID); the core's rule.
        problem_with: returns one sentence about a non-empty answer, or "".
    """

    def __init__(
        self,
        text: str,
        *,
        width: int = 32,
        hint: str = "",
        required: bool = False,
        tidied: Callable[[str], str] | None = None,
        problem_with: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(text, width=width, hint=hint, required=required)
        self._tidied = tidied
        self._problem_with = problem_with

    def value(self) -> str:
        """The tidied text."""
        typed = self.typed()
        return self._tidied(typed) if self._tidied is not None and typed else typed

    def set_value(self, value: str) -> None:
        """Show a text."""
        self.line.setText(value)

    def tidy(self) -> None:
        """Show the answer as it will be kept."""
        self.line.setText(self.value())

    def problem(self) -> str:
        """Ask the given rule about the answer."""
        general = super().problem()
        if general or not self.typed() or self._problem_with is None:
            return general
        return self._problem_with(self.value())


class NumberField(LineField[int | None]):
    """A whole number between two limits; None when left empty."""

    def __init__(
        self, text: str, *, lowest: int, highest: int, hint: str = "", required: bool = False
    ) -> None:
        super().__init__(text, width=len(f"{highest:,}") + 3, hint=hint, required=required)
        self._lowest = lowest
        self._highest = highest

    def value(self) -> int | None:
        """The number; None when empty or not a number within the limits."""
        digits = re.sub(r"[\s,]", "", self.typed())
        if not re.fullmatch(r"-?\d+", digits):
            return None
        number = int(digits)
        return number if self._lowest <= number <= self._highest else None

    def set_value(self, value: int | None) -> None:
        """Show a number or nothing."""
        self.line.setText("" if value is None else str(value))

    def problem(self) -> str:
        """Name the limits."""
        general = super().problem()
        if general or not self.typed() or self.value() is not None:
            return general
        return _("Enter a whole number from {lowest} to {highest}.").format(
            lowest=self._lowest, highest=self._highest
        )


class ChoiceField(Field[C | None], Generic[C]):
    """One of a few values, each with its words; None while nothing is chosen.

    Args:
        choices: (value, words) in the order shown.
        placeholder: shown while nothing is chosen; without it the first choice is chosen.
    """

    def __init__(
        self,
        text: str,
        choices: Sequence[tuple[C, str]],
        *,
        placeholder: str = "",
        hint: str = "",
        required: bool = False,
    ) -> None:
        self.box = QComboBox()
        super().__init__(text, self.box, hint=hint, required=required)
        self._values: list[C] = []
        self.box.setPlaceholderText(placeholder)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_choices(choices)
        if placeholder:
            self.box.setCurrentIndex(-1)
        self.box.activated.connect(lambda _index: self.on_edited())

    def set_choices(self, choices: Sequence[tuple[C, str]]) -> None:
        """Offer other values."""
        self.box.clear()
        self._values = [value for value, _words in choices]
        self.box.addItems([words for _value, words in choices])

    def value(self) -> C | None:
        """The chosen value."""
        index = self.box.currentIndex()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: C | None) -> None:
        """Choose a value; None or one that is not offered chooses nothing."""
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def typed(self) -> str:
        """The words of the chosen value."""
        return self.box.currentText() if self.box.currentIndex() >= 0 else ""

    def type_again(self, typed: str) -> None:
        """Choose by words."""
        self.box.setCurrentIndex(self.box.findText(typed))


class LongTextField(Field[str]):
    """Several lines of text. Enter makes a new line, Tab leaves the field."""

    def __init__(
        self, text: str, *, lines: int = 4, width: int = 72, hint: str = "", required: bool = False
    ) -> None:
        self.area = QPlainTextEdit()
        super().__init__(text, self.area, hint=hint, required=required)
        self.area.setTabChangesFocus(True)
        self.set_width(width)
        self.area.setFixedHeight(lines * self.area.fontMetrics().lineSpacing() + 20)
        self.area.textChanged.connect(self.on_edited)

    def value(self) -> str:
        """The text, its line breaks kept, without blanks at the ends of lines."""
        return "\n".join(nfc(line) for line in self.area.toPlainText().strip().splitlines())

    def set_value(self, value: str) -> None:
        """Show a text."""
        self.area.setPlainText(value)

    def typed(self) -> str:
        """The same as the value."""
        return self.value()

    def type_again(self, typed: str) -> None:
        """Show a draft's text."""
        self.area.setPlainText(typed)


class TickField(Field[bool]):
    """A sentence that is ticked or not ("I agree that …"). A required one must be ticked."""

    def __init__(self, text: str, sentence: str, *, hint: str = "", required: bool = False) -> None:
        self.tick = QCheckBox(sentence)
        super().__init__(text, self.tick, hint=hint, required=required)
        self.tick.setAccessibleName(sentence)
        self.tick.toggled.connect(lambda _on: self.on_edited())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.tick.isChecked()

    def set_value(self, value: bool) -> None:  # noqa: FBT001  a field of truth values
        """Tick it or not."""
        self.tick.setChecked(value)

    def typed(self) -> str:
        """Its sentence when ticked."""
        return self.tick.text() if self.tick.isChecked() else ""

    def type_again(self, typed: str) -> None:
        """Tick it again."""
        self.tick.setChecked(bool(typed))
