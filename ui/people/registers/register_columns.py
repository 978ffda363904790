"""The columns of a register's preview: its rows as they will be read, and its bad cells."""

from dataclasses import dataclass
from enum import Enum, auto

from tvet_desktop.documents.bad_cells import BadCell
from tvet_desktop.documents.workbook import column_letters
from tvet_desktop.people.names import display_name
from tvet_desktop.people.personal_details import masked_id_number
from tvet_desktop.people.register import RegisterRow
from tvet_desktop.shared.translation import _
from ui.people.words import field_word, position_word, sex_letter, shown_birth, shown_phone
from ui.widgets.column import Column


class Fate(Enum):
    """What an import makes of a row."""

    NEW = auto()
    WAITS = auto()
    COMPLETES = auto()
    """A row of an earlier version waited; it becomes a person."""
    CHANGES = auto()
    """Somebody whom an earlier version has brought is corrected."""
    KEPT = auto()
    """Here already, and edited by hand since: what was typed stays."""
    HERE = auto()


@dataclass(frozen=True)
class PreviewLine:
    """A row of the register, what is made of it, and whether it was taken in now."""

    row: RegisterRow
    fate: Fate
    is_done: bool


def row_columns() -> list[Column[PreviewLine]]:
    """Return the columns of the rows."""

    def details(name: str) -> Column[PreviewLine]:
        return Column(
            name, lambda: field_word(name), lambda line: getattr(line.row.details, name) or "", width=18
        )

    return [
        Column("name", lambda: _("Name"), _name, width=24),
        Column(
            "row",
            lambda: _("Row"),
            lambda line: str(line.row.row),
            sort_key=lambda line: line.row.row,
            is_number=True,
            width=7,
        ),
        Column("fate", lambda: _("What happens"), _fate, width=22, tone=_tone),
        Column("sex", lambda: _("Sex"), lambda line: sex_letter(line.row.details.sex), width=6),
        Column("birth", lambda: _("Born"), lambda line: shown_birth(line.row.details), width=10),
        Column(
            "position", lambda: _("Position"), lambda line: position_word(line.row.details.position), width=12
        ),
        Column("phone", lambda: _("Phone"), lambda line: shown_phone(line.row.details.phone), width=15),
        Column(
            "id_number",
            lambda: field_word("id_number"),
            lambda line: masked_id_number(line.row.details.id_document_number),
            width=22,
        ),
        *(details(name) for name in ("department", "email", "district", "sector", "notes")),
    ]


def cell_columns() -> list[Column[BadCell]]:
    """Return the columns of the bad cells."""
    return [
        Column(
            "row",
            lambda: _("Row"),
            lambda cell: str(cell.row),
            sort_key=lambda cell: cell.row,
            is_number=True,
            width=7,
        ),
        Column("column", lambda: _("Column"), _column_of, width=24),
        Column("text", lambda: _("It says"), lambda cell: cell.shown_text or _("nothing"), width=14),
        Column("advice", lambda: _("What to do"), lambda cell: cell.problem.advice(), width=48),
    ]


def _name(line: PreviewLine) -> str:
    return display_name(line.row.details.family_name, line.row.details.given_name) or _("no name")


def _fate(line: PreviewLine) -> str:
    if line.fate is Fate.HERE:
        return _("here already")
    if line.fate is Fate.KEPT:
        return _("edited here: ours stays")
    if line.fate is Fate.WAITS:
        return _("waits")
    if line.fate is Fate.CHANGES:
        return _("was corrected") if line.is_done else _("will be corrected")
    return _("was added") if line.is_done else _("will be added")


def _tone(line: PreviewLine) -> str:
    return {Fate.HERE: "muted", Fate.WAITS: "attention", Fate.KEPT: "attention"}.get(line.fate, "")


def _column_of(cell: BadCell) -> str:
    return f"{column_letters(cell.column)} · {cell.header}" if cell.column else _("not in the file")
