"""Read a register: its people, its rows that must wait, and every cell that is wrong in it."""

from collections.abc import Mapping
from dataclasses import replace

from tvet_desktop.documents.named_college import college_hints
from tvet_desktop.documents.recognise import NAME_FIELDS, NOTHING, ListKind, find_register_table, recognise
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.people.register import Register, RegisterRow
from tvet_desktop.people.registers.read_register_row import RowReader
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.shared.translation import _

_ROWS_BETWEEN_STEPS = 50


class NoNameColumn(UserError):
    """No column of the list holds names."""

    def __init__(self, file_name: str, headings: tuple[str, ...]) -> None:
        super().__init__(file_name, headings)
        self.file_name = file_name
        self.headings = headings

    def sentence(self) -> str:
        """Name the headings that were found."""
        return _(
            "“{file}” has no column of names that we know: choose it among the columns found ({headings}),"
            " or write “Names” above it."
        ).format(file=self.file_name, headings=", ".join(self.headings))


def read_register(
    workbook: Workbook,
    columns: dict[str, int] | None = None,
    sheet: str | None = None,
    chosen: Mapping[str, str] = NOTHING,
    steps: Steps = no_steps,
) -> Register:
    """Return the people of a workbook.

    Args:
        workbook: what ``read_workbook`` gave.
        columns: field -> column (1 is A) as a person chose; without it as the headings say.
        sheet: the name of the sheet to read; without it the one that looks most like a register.
        chosen: what people of the college have chosen for headings earlier (``HeaderWords.chosen``).
        steps: is told how many rows are read; may raise to stop.

    Raises:
        NoNameColumn: no column holds names.
    """
    table = find_register_table(only_sheet(workbook, sheet), chosen)
    if columns is not None:
        table = table.with_columns(columns)
    if not NAME_FIELDS & table.columns.keys():
        raise NoNameColumn(workbook.file_name, tuple(heading.label for heading in table.headings))
    reader = RowReader(table)
    rows: list[RegisterRow] = []
    below = list(table.rows())
    for number, row in enumerate(below):
        if number % _ROWS_BETWEEN_STEPS == 0:
            steps(number, len(below))
        read = reader.read(row)
        if read is not None:
            rows.append(read)
    return Register(
        workbook.file_name,
        workbook.content_hash,
        table,
        tuple(rows),
        tuple(reader.bad_cells),
        tuple(reader.doubts),
        tuple(
            other.name
            for other in workbook.sheets
            if other is not table.sheet and recognise(only_sheet(workbook, other.name)) is ListKind.REGISTER
        ),
        tuple(college_hints(workbook, table)),
    )


def only_sheet(workbook: Workbook, sheet: str | None) -> Workbook:
    """Return a workbook of one sheet, of all if ``sheet`` is None or not there."""
    named = tuple(one for one in workbook.sheets if one.name == sheet)
    return replace(workbook, sheets=named or workbook.sheets)
