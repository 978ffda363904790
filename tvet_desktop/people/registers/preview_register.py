"""What taking a register in would bring, before anything is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.documents.header_words import choices_of
from tvet_desktop.documents.named_college import college_hints
from tvet_desktop.documents.recognise import ListKind, find_register_table
from tvet_desktop.documents.table_headers import Heading, Table
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.people.register import Register, RegisterRow
from tvet_desktop.people.registers.earlier_version import KnownRow
from tvet_desktop.people.registers.known_rows import sort_rows
from tvet_desktop.people.registers.read_register import NoNameColumn, only_sheet, read_register
from tvet_desktop.people.registers.recognise_college import recognise_college
from tvet_desktop.programme.chosen_columns import chosen_columns
from tvet_desktop.programme.queries import CollegeRow, list_colleges
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.shared.text import fold_name


@dataclass(frozen=True)
class RegisterPreview:
    """A register as it would be taken in.

    ``register`` is None while no column holds names. ``named_college`` is the one that titles or file name
    tell, whether or not it is among those to choose from. ``headings`` have the columns of the list.
    """

    workbook: Workbook
    sheet: str
    sheets: tuple[str, ...]
    headings: tuple[Heading, ...]
    columns: Mapping[str, int]
    college: CollegeRow
    named_college: CollegeRow | None
    register: Register | None
    new_rows: tuple[RegisterRow, ...]
    chosen: Mapping[str, str]
    """What the user has chosen otherwise than the headings tell, to be remembered for the college."""
    remembered: tuple[Heading, ...]
    """The headings that are read as somebody has chosen earlier."""
    table: Table
    corrected: tuple[tuple[RegisterRow, KnownRow], ...] = ()
    """Rows that would change somebody, or complete a row, whom an earlier version of the list has brought."""
    kept: frozenset[int] = frozenset()
    """Numbers of rows that say otherwise than what somebody has typed since: that stays."""

    @property
    def new_people(self) -> int:
        """How many people would be added."""
        return sum(row.waits_for is None for row in self.new_rows) + sum(
            known.waiting_row_id is not None and row.waits_for is None for row, known in self.corrected
        )

    @property
    def changed(self) -> int:
        """How many people, or rows that go on waiting, would be corrected."""
        return sum(known.waiting_row_id is None or row.waits_for is not None for row, known in self.corrected)

    @property
    def new_waiting(self) -> int:
        """How many rows would wait for a name or a sex."""
        return sum(row.waits_for is not None for row in self.new_rows)

    @property
    def already_here(self) -> int:
        """How many rows would be passed over."""
        return (
            0
            if self.register is None
            else (len(self.register.rows) - len(self.new_rows) - len(self.corrected))
        )


def preview_register(
    db: Session,
    *,
    workbook: Workbook,
    colleges: Sequence[CollegeRow],
    college: CollegeRow | None = None,
    columns: dict[str, int] | None = None,
    sheet: str | None = None,
    steps: Steps = no_steps,
) -> RegisterPreview:
    """Read a workbook as ``import_people`` would take it in.

    Args:
        db: an open session.
        workbook: what ``read_workbook`` gave.
        colleges: those that may be chosen, the usual one first; at least one.
        college: the one that a person chose; without it the one that the list names, else the usual one.
        columns: field -> column (1 is A) as a person chose; without it as the headings say.
        sheet: the sheet that a person chose; without it the one that looks most like a register.
        steps: is told how many rows are read; may raise to stop.
    """
    table = find_register_table(only_sheet(workbook, sheet))
    named = recognise_college(list_colleges(db), college_hints(workbook, table))
    chosen = college or next((own for own in colleges if named and own.scope == named.scope), colleges[0])
    remembered = chosen_columns(db, college_scope=chosen.scope, kind=ListKind.REGISTER)
    table = find_register_table(only_sheet(workbook, sheet), remembered)
    register = _register(workbook, columns, table, remembered, steps)
    labels = {heading.column: heading.label for heading in table.headings}
    rows = None if register is None else sort_rows(db, register=register, college_scope=chosen.scope)
    return RegisterPreview(
        workbook=workbook,
        sheet=table.sheet.name,
        sheets=tuple(one.name for one in workbook.sheets),
        headings=table.headings,
        columns=table.columns if columns is None else columns,
        college=chosen,
        named_college=named,
        register=register,
        chosen={} if columns is None else choices_of(labels, table.columns, columns),
        remembered=tuple(heading for heading in table.headings if fold_name(heading.label) in remembered),
        table=table,
        new_rows=() if rows is None else rows.new,
        corrected=() if rows is None else rows.corrected,
        kept=frozenset() if rows is None else rows.kept,
    )


def _register(
    workbook: Workbook,
    columns: dict[str, int] | None,
    table: Table,
    remembered: Mapping[str, str],
    steps: Steps,
) -> Register | None:
    try:
        return read_register(workbook, columns, table.sheet.name, remembered, steps)
    except NoNameColumn:
        return None
