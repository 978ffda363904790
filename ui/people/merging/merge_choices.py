"""Two people side by side; where both say something else, one of both is chosen."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QRadioButton, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.words import label

FIRST, SECOND = 0, 1
_WIDEST_NAME = 44 * theme.STEP
_LOWER = 3  # a round button has a frame, words beside it begin as much lower
_BESIDE_BUTTON = 9 * theme.STEP
_BREAK = "\N{ZERO WIDTH SPACE}"


class ChoiceCell(QWidget):
    """A round button with words that may need several lines; a click on them chooses as well."""

    def __init__(self, spoken: str, words: str, *, role: str = "") -> None:
        super().__init__()
        self.button = QRadioButton()
        self.button.setAccessibleName(spoken)
        self.words = label(words.replace("@", _BREAK + "@"), role, wraps=True)
        self.words.setContentsMargins(0, _LOWER, 0, _LOWER)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.STEP)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        self.button.click()
        event.accept()


class MergeChoices(QWidget):
    """A grid: what it is, the one, the other. Tab goes from question to question, the arrows choose.

    `kept_changed` is said when the other entry is to be kept; questions that nobody has answered follow it.
    """

    kept_changed = Signal()

    def __init__(self, names: tuple[str, str], kept: int) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, theme.INSIDE, 0)
        self._grid.setHorizontalSpacing(theme.BETWEEN)
        self._grid.setVerticalSpacing(theme.STEP)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        self._groups: dict[str, QButtonGroup] = {}
        self._names: list[QLabel] = []
        self._answered: set[str] = set()
        self.kept = self._add_group(_("Entry that is kept"), names, kept, role="label")
        self.kept.idToggled.connect(self._on_kept)

    @property
    def kept_side(self) -> int:
        """Which entry is kept: FIRST or SECOND."""
        return self.kept.checkedId()

    def taken(self) -> tuple[str, ...]:
        """Return the fields whose value comes from the entry that is not kept."""
        return tuple(field for field, group in self._groups.items() if group.checkedId() != self.kept_side)

    def add_choice(self, field: str, name: str, values: tuple[str, str]) -> None:
        """Add a field of which one value must be chosen."""
        group = self._add_group(name, values, self.kept_side)
        group.idClicked.connect(lambda _side: self._answered.add(field))
        self._groups[field] = group

    def add_line(self, name: str, values: tuple[str, str]) -> None:
        """Add a field that is the same for both, or known of one only."""
        row = self._grid.rowCount()
        self._add_name(name, row)
        for column, value in enumerate(values, start=1):
            self._grid.addWidget(_value(value), row, column, Qt.AlignmentFlag.AlignTop)

    def add_heading(self, name: str) -> None:
        """Add the words above the next lines."""
        heading = label(name, "label")
        heading.setContentsMargins(0, theme.INSIDE, 0, 0)
        self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 3)

    def button_of(self, field: str, side: int) -> QRadioButton:
        """The button that chooses one side of a field; of an empty field, of the entry that is kept."""
        group = self._groups[field] if field else self.kept
        button = group.button(side)
        assert isinstance(button, QRadioButton)
        return button

    def focus(self) -> None:
        """Put the keyboard on the entry that is kept."""
        self.kept.button(self.kept_side).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_name(self, name: str, row: int) -> None:
        """Write the words of a line; all need the same width, and break where it would be too much."""
        words = label(name, "muted", wraps=True)
        words.setContentsMargins(0, _LOWER, 0, _LOWER)
        self._names.append(words)
        needed = max(one.fontMetrics().horizontalAdvance(one.text()) for one in self._names)
        self._grid.setColumnMinimumWidth(0, min(needed + theme.STEP, _WIDEST_NAME))
        self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)

    def _add_group(self, name: str, values: tuple[str, str], chosen: int, *, role: str = "") -> QButtonGroup:
        row = self._grid.rowCount()
        group = QButtonGroup(self)
        self._add_name(name, row)
        for side, value in enumerate(values):
            spoken = _("{question}: {answer}").format(question=name, answer=value)
            cell = ChoiceCell(spoken, value, role=role or "label")
            group.addButton(cell.button, side)
            cell.button.toggled.connect(partial(_take_tab, cell.button))
            _take_tab(cell.button, is_chosen=False)
            self._grid.addWidget(cell, row, side + 1)
        group.button(chosen).setChecked(True)
        return group

    def _on_kept(self, side: int, is_chosen: bool) -> None:  # noqa: FBT001  Qt's signal
        if not is_chosen:
            return
        for field, group in self._groups.items():
            if field not in self._answered:
                group.button(side).setChecked(True)
        self.kept_changed.emit()


def fill(
    choices: MergeChoices,
    fields: Mapping[str, tuple[str, str]],
    words: Mapping[str, str],
    differing: set[str],
) -> None:
    """Add a line or a question for each field."""
    for field, values in fields.items():
        if field in differing:
            choices.add_choice(field, words[field], values)
        else:
            choices.add_line(words[field], values)


def _take_tab(button: QRadioButton, is_chosen: bool) -> None:  # noqa: FBT001  Qt's signal
    """Tab comes to the answer that is chosen; the arrows move on from there."""
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus)


def _value(value: str) -> QLabel:
    made = label(value.replace("@", _BREAK + "@") or "–", "", wraps=True)
    made.setContentsMargins(_BESIDE_BUTTON, _LOWER, 0, _LOWER)
    return made
