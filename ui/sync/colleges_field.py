"""Several colleges, each ticked or not."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from tvet_desktop.programme.queries import CollegeRow
from ui import theme
from ui.widgets.field import Field

_COLUMNS = 2


class CollegesField(Field[list[int]]):
    """The scopes of the ticked colleges, in the order shown."""

    def __init__(self, text: str, colleges: Sequence[CollegeRow], *, hint: str = "") -> None:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.AROUND)
        grid.setVerticalSpacing(theme.STEP)
        self.ticks: dict[int, QCheckBox] = {}
        for number, college in enumerate(colleges):
            tick = QCheckBox(college.official_name)
            tick.toggled.connect(lambda _on: self.on_edited())
            self.ticks[college.scope] = tick
            grid.addWidget(tick, number // _COLUMNS, number % _COLUMNS)
        if self.ticks:
            holder.setFocusProxy(next(iter(self.ticks.values())))
        super().__init__(text, holder, hint=hint)

    def value(self) -> list[int]:
        """The ticked ones."""
        return [scope for scope, tick in self.ticks.items() if tick.isChecked()]

    def set_value(self, value: list[int]) -> None:
        """Tick these and no others."""
        for scope, tick in self.ticks.items():
            tick.setChecked(scope in value)

    def typed(self) -> str:
        """The scopes, for a draft."""
        return " ".join(map(str, self.value()))

    def type_again(self, typed: str) -> None:
        """Tick those of a draft."""
        self.set_value([int(scope) for scope in typed.split()])
