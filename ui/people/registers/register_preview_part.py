"""A register before it is taken in: its columns, its rows as they will be read, and its bad cells."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from tvet_desktop.documents.bad_cells import BadCell
from tvet_desktop.people.registers.preview_register import RegisterPreview
from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.shared.translation import _
from ui import theme
from ui.people.registers.register_columns import Fate, PreviewLine, cell_columns, row_columns
from ui.people.words import field_word
from ui.remembered import Remembered
from ui.widgets.column_choices import ColumnChoices
from ui.widgets.row_table import RowTable
from ui.widgets.words import label

FIELDS = (
    "full_name",
    "family_name",
    "given_name",
    "sex",
    "birth_year",
    "birth_date",
    "position",
    "phone",
    "email",
    "id_number",
    "department",
    "district",
    "sector",
    "notes",
)


class RegisterPreviewPart(QWidget):
    """`changed` when other columns, another sheet or another college were chosen.

    `forgotten` when what was chosen earlier for the college's headings is to be forgotten.
    `cell_opened` gives the number of a row whose bad cell was opened with Enter.
    """

    changed = Signal()
    forgotten = Signal()
    cell_opened = Signal(object)

    def __init__(self, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colleges: list[CollegeRow] = []
        self.columns = ColumnChoices({field: field_word(field) for field in FIELDS})
        self.columns.changed.connect(self.changed)
        self.columns.forgotten.connect(self.forgotten)
        self.sheet, self.college = _choice(_("Sheet")), _choice(_("College"))
        for box in (self.sheet, self.college):
            box.activated.connect(lambda _index: self.changed.emit())
        self.rows: RowTable[PreviewLine] = RowTable(
            "register_rows",
            row_columns(),
            title=_("Rows as they will be read"),
            key=lambda line: line.row.row,
            remembered=remembered,
            type_to_filter=False,
        )
        self.rows.set_empty(_("No row can be read before the column of names is chosen."))
        self.cells: RowTable[BadCell] = RowTable(
            "register_cells",
            cell_columns(),
            title=_("Bad cells"),
            key=lambda cell: (cell.row, cell.column, cell.problem),
            remembered=remembered,
            type_to_filter=False,
        )
        self.cells.set_empty(_("Every cell can be read."))
        self.cells.opened.connect(lambda cell: self.cell_opened.emit(cell.row))
        self.sentence = label("", "muted", wraps=True)
        self.cells.selection_changed.connect(self._say_whole_sentence)
        self._heading = label("", "heading")
        self._lay_out()

    def show_preview(self, preview: RegisterPreview, colleges: list[CollegeRow]) -> None:
        """Show a register as it would be taken in."""
        self._colleges = colleges
        self.columns.show_columns(preview.headings, preview.columns, preview.remembered)
        _offer(self.sheet, list(preview.sheets), preview.sheet)
        _offer(self.college, [college.official_name for college in colleges], preview.college.official_name)
        register = preview.register
        rows = () if register is None else register.rows
        fates = dict.fromkeys(preview.kept, Fate.KEPT)
        fates |= {row.row: Fate.WAITS if row.waits_for else Fate.NEW for row in preview.new_rows}
        for row, known in preview.corrected:
            completes = known.waiting_row_id is not None and row.waits_for is None
            fates[row.row] = Fate.COMPLETES if completes else Fate.CHANGES
        lines = [PreviewLine(row, fates.get(row.row, Fate.HERE), is_done=False) for row in rows]
        lines.sort(key=lambda line: line.fate is Fate.HERE)  # what an import changes is seen first
        self.rows.set_rows(lines)
        self._set_done(done=False)
        cells = [] if register is None else [*register.bad_cells, *register.doubts]
        cells.sort(key=lambda cell: (cell.row, cell.column))
        self.cells.set_rows(cells)
        for table in (self.rows, self.cells):
            if table.model.rows and not table.selected_rows():
                table.view.selectRow(0)
        self._say_whole_sentence()

    def forget_rows(self) -> None:
        """Show no rows, so that those of the next file begin at its first one."""
        self.rows.set_rows([])
        self.cells.set_rows([])

    @property
    def chosen_college(self) -> CollegeRow | None:
        """The college that is chosen."""
        index = self.college.currentIndex()
        return self._colleges[index] if 0 <= index < len(self._colleges) else None

    def show_done(self) -> None:
        """Say of each row what became of it; the choices cannot be changed any more."""
        self.rows.set_rows([replace(line, is_done=True) for line in self.rows.model.rows])
        self._set_done(done=True)
        (self.cells if self.cells.model.rows else self.rows).view.setFocus()

    def _set_done(self, *, done: bool) -> None:
        for widget in (self.columns, self.sheet, self.college):
            widget.setEnabled(not done)
        self._heading.setText(_("Rows as they were read") if done else _("Rows as they will be read"))

    def _say_whole_sentence(self) -> None:
        """Say below the table what a narrow column cuts off."""
        cell = self.cells.current_row()
        self.sentence.setText("" if cell is None else cell.sentence())

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(theme.INSIDE)
        for words, box in ((_("College"), self.college), (_("Sheet"), self.sheet)):
            choices.addWidget(label(words, "label"))
            choices.addWidget(box)
            choices.addSpacing(theme.INSIDE)
        choices.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(theme.INSIDE)
        right.addLayout(choices)
        right.addWidget(self._heading)
        right.addWidget(self.rows, 3)
        right.addWidget(label(_("Bad cells"), "heading"))
        right.addWidget(self.cells, 2)
        right.addWidget(self.sentence)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(theme.AROUND)
        both.addWidget(self.columns)
        both.addLayout(right, 1)


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _offer(box: QComboBox, words: list[str], chosen: str) -> None:
    with QSignalBlocker(box):
        box.clear()
        box.addItems(words)
        box.setCurrentText(chosen)
