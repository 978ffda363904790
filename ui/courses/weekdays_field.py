"""A field for days of the week, each ticked or not."""

from collections.abc import Collection

from PySide6.QtWidgets import QCheckBox

from tvet_desktop.shared.translation import _
from ui.courses.words import weekday_name
from ui.widgets.field import Field
from ui.widgets.flow_row import FlowRow

_DAYS = range(7)


class WeekdaysField(Field[frozenset[int]]):
    """Monday is 0. At least one must be ticked."""

    def __init__(self, text: str) -> None:
        row = FlowRow()
        self.ticks: list[QCheckBox] = []
        for day in _DAYS:
            tick = QCheckBox(weekday_name(day, is_short=True))
            tick.setAccessibleName(weekday_name(day))
            tick.toggled.connect(lambda _on: self.on_edited())
            self.ticks.append(tick)
            row.add(tick)
        super().__init__(text, row, required=True)
        row.setFocusProxy(self.ticks[0])

    def value(self) -> frozenset[int]:
        """The ticked days."""
        return frozenset(day for day, tick in zip(_DAYS, self.ticks, strict=True) if tick.isChecked())

    def set_value(self, value: Collection[int]) -> None:
        """Tick these days."""
        for day, tick in zip(_DAYS, self.ticks, strict=True):
            tick.setChecked(day in value)

    def typed(self) -> str:
        """The days as figures."""
        return "".join(str(day) for day in sorted(self.value()))

    def type_again(self, typed: str) -> None:
        """Tick the days of a draft."""
        self.set_value({int(figure) for figure in typed})

    def problem(self) -> str:
        """Ask for a day."""
        return "" if self.value() else _("Choose at least one day of the week.")
