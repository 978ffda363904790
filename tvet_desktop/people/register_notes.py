"""What to write into the cells of a register that goes back to its college."""

from tvet_desktop.documents.commented_copy import notes_of
from tvet_desktop.people.register import Register
from tvet_desktop.shared.translation import _

Place = tuple[int, int]


def register_notes(register: Register) -> dict[Place, str]:
    """Return the note of each cell to correct or to check, and of the headings where a column is missing."""
    said: dict[Place, str] = {}
    if any(row.waits_for is not None and not row.waits_for.column for row in register.rows):
        last = max(heading.column for heading in register.table.headings)
        said[register.table.header_row, last] = _(
            "This list has no column for the sex: add one with the heading “Sex” and M or F in each row."
        )
    return notes_of([*register.bad_cells, *register.doubts], said)
