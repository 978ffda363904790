"""What somebody should know about a file before its list is taken in."""

from tvet_desktop.documents.table_headers import Table
from tvet_desktop.documents.workbook import Workbook, cell_text
from tvet_desktop.shared.translation import _, ngettext

_SHOWN = 40


def file_remarks(workbook: Workbook, table: Table) -> list[str]:
    """Return sentences on macros, hidden sheets and rows, and what stands below the list; mostly none."""
    said = []
    if workbook.has_macros:
        said.append(_("This file has macros: they were not run, only the cells are read."))
    if workbook.hidden_sheets:
        words = ngettext(
            "{count} hidden sheet is not read: {names}.",
            "{count} hidden sheets are not read: {names}.",
            len(workbook.hidden_sheets),
        )
        said.append(words.format(count=len(workbook.hidden_sheets), names=", ".join(workbook.hidden_sheets)))
    hidden = sum(number > table.header_row for number in table.sheet.hidden_rows)
    if hidden:
        words = ngettext(
            "{count} row is hidden in the file and is read as well.",
            "{count} rows are hidden in the file and are read as well.",
            hidden,
        )
        said.append(words.format(count=hidden))
    said += [
        _("Row {row}, “{text}”, stands below the list and is not read.").format(row=row.number, text=text)
        for row in table.notes_below()
        for text in [" ".join(filter(None, map(cell_text, row.cells)))[:_SHOWN]]
    ]
    return said
