"""What is chosen of a marked sheet by hand: the sheet, the columns of the names, and what an X means."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from tvet_desktop.attendance.marked_sheets.read_sheet import SheetRead
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.marked_sheets.sheet_work import Choices
from ui.widgets.column_choices import ColumnChoices
from ui.widgets.words import label


class SheetChoices(QWidget):
    """`changed` when another sheet, column or meaning was chosen; `forgotten` when earlier choices are to go."""

    changed = Signal()
    forgotten = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._read: SheetRead | None = None
        self.columns = ColumnChoices(
            {
                "full_name": _("Names"),
                "family_name": _("Family name"),
                "given_name": _("Given names"),
            }
        )
        self.columns.changed.connect(self.changed)
        self.columns.forgotten.connect(self.forgotten)
        self.sheet, self._sheet_label = self._choice(_("Sheet"))
        self.cross, self._cross_label = self._choice(_("X means"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.INSIDE)
        grid.setVerticalSpacing(theme.STEP)
        for row, (box, words) in enumerate(
            ((self.sheet, self._sheet_label), (self.cross, self._cross_label))
        ):
            grid.addWidget(words, row, 0)
            grid.addWidget(box, row, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        column.addLayout(grid)
        column.addWidget(self.columns, 1)

    @property
    def chosen(self) -> Choices:
        """What is chosen now."""
        read = self._read
        if read is None:
            return Choices()
        sheet = self.sheet.currentText()
        is_same = sheet == read.table.sheet.name
        return Choices(sheet, self.columns.columns if is_same else None, self.cross.currentData())

    def show_read(self, read: SheetRead) -> None:
        """Show what was found or chosen; what leaves no choice is not shown."""
        self._read = read
        sheets = list(dict.fromkeys([*read.sheets, read.table.sheet.name]))
        _offer(self.sheet, [(name, name) for name in sheets], read.table.sheet.name)
        crosses = [(_("not said"), None), (_("present"), "P"), (_("absent"), "A")]
        _offer(self.cross, crosses, read.cross)
        self.columns.show_columns(read.table.headings, read.columns, read.remembered)
        has_crosses = read.preview is not None and read.preview.sheet.has_crosses
        for widgets, shown in (
            ((self.sheet, self._sheet_label), len(sheets) > 1),
            ((self.cross, self._cross_label), has_crosses),
        ):
            for widget in widgets:
                widget.setVisible(shown)

    def _choice(self, name: str) -> tuple[QComboBox, QLabel]:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.activated.connect(lambda _index: self.changed.emit())
        return box, label(name)


def _offer(box: QComboBox, choices: Sequence[tuple[str, str | None]], chosen: str | None) -> None:
    with QSignalBlocker(box):
        box.clear()
        for words, value in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
