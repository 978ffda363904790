"""One row of a register: each cell is read on its own, and a bad one only leaves its field empty."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from tvet_desktop.documents.bad_cells import BadCell, CellProblem, Unreadable, problem_of_formula, read_text
from tvet_desktop.documents.table_headers import Table
from tvet_desktop.documents.workbook import CellError, CellValue, Row, cell_text
from tvet_desktop.people import personal_details
from tvet_desktop.people.names import split_name, usable_name, without_fillers
from tvet_desktop.people.register import Details, RegisterRow
from tvet_desktop.shared.text import fold_name

_NAMES = ("full_name", "family_name", "given_name")
_SPREAD = ("position", "department", "district", "sector")
"""Columns in which a cell merged over several rows means all of them."""
_SEX_COLUMNS = {"female": personal_details.Sex.FEMALE, "male": personal_details.Sex.MALE}
"""Two columns, one of which is ticked, instead of one with letters."""
_NOT_TICKED = frozenset({"-", "–", "0", "no", "non", "oya"})
_TOTALS = frozenset(
    map(fold_name, ("total", "totals", "totaux", "grand total", "total général", "igiteranyo"))
)
_LONGEST_TOTAL = max(map(len, _TOTALS)) + 1
_LONGEST_NAME = 200

T = TypeVar("T")


class RowReader:
    """Reads the rows of one list, and collects its bad cells and its doubts on the way."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns = table.columns
        self.spread = _spread_cells(table)
        self.bad_cells: list[BadCell] = []
        self.doubts: list[BadCell] = []

    def read(self, row: Row) -> RegisterRow | None:
        """Return what a row says, None if nothing is filled in that is its own."""
        filled = {name for name, column in self.columns.items() if row.cell(column) is not None}
        if not filled.difference(_SPREAD, ("number",)) or self._is_total(row):
            return None
        family, given, no_name = self._name(row)
        sex, no_sex = self._sex(row)
        year, day = self._birth(row)
        kind, number = self._read(row, "id_number", personal_details.read_id_number) or (None, None)
        details = Details(
            family_name=family,
            given_name=given,
            sex=sex,
            birth_year=year,
            birth_date=day,
            position=self._read(row, "position", personal_details.read_position),
            phone=self._read(row, "phone", personal_details.read_phone),
            email=self._read(row, "email", personal_details.read_email),
            id_document_type=kind,
            id_document_number=number,
            department=self._read(row, "department", read_text),
            district=self._read(row, "district", read_text),
            sector=self._read(row, "sector", read_text),
            notes=self._read(row, "notes", read_text),
        )
        self._doubt(row, details)
        return RegisterRow(row.number, details, no_name or no_sex)

    def _name(self, row: Row) -> tuple[str, str, BadCell | None]:
        full, family, given = (without_fillers(self._name_text(row, name)) for name in _NAMES)
        if full or not (family and given):
            family, given = split_name(full or family or given)
        columns = [name for name in _NAMES if name in self.columns]
        if len(f"{family} {given}") > _LONGEST_NAME:
            return "", "", self._bad(row, columns[0], CellProblem.TOO_LONG)
        if usable_name(f"{family} {given}"):
            return family, given, None
        for name in columns:
            value = self._value(row, name)
            if isinstance(value, CellError):
                return "", "", self._bad(row, name, problem_of_formula(value))
        return "", "", self._bad(row, columns[0], CellProblem.NO_NAME)

    def _name_text(self, row: Row, name: str) -> str:
        value = self._value(row, name)
        return "" if isinstance(value, CellError) else cell_text(value)

    def _is_total(self, row: Row) -> bool:
        words = " ".join(self._name_text(row, name) for name in _NAMES).strip()
        return len(words) <= _LONGEST_TOTAL and fold_name(words) in _TOTALS

    def _sex(self, row: Row) -> tuple[str | None, BadCell | None]:
        ticked = [name for name in _SEX_COLUMNS if self._is_ticked(row, name)]
        if "sex" not in self.columns and len(ticked) == 1:
            return _SEX_COLUMNS[ticked[0]].value, None
        if "sex" not in self.columns and (names := [n for n in _SEX_COLUMNS if n in self.columns]):
            return None, self._bad(row, names[0], CellProblem.BAD_SEX if ticked else CellProblem.NO_SEX)
        if "sex" not in self.columns:
            return None, BadCell(row.number, 0, "", "sex", "", CellProblem.NO_SEX)
        try:
            return personal_details.read_sex(self._value(row, "sex")).value, None
        except Unreadable as error:
            return None, self._bad(row, "sex", error.problem)

    def _is_ticked(self, row: Row, name: str) -> bool:
        """Tell whether something stands in a column for one sex that does not deny it."""
        value = row.cell(self.columns.get(name, 0))
        return value not in (None, 0, False) and cell_text(value) not in _NOT_TICKED

    def _birth(self, row: Row) -> tuple[int | None, date | None]:
        for name in ("birth_date", "birth_year"):
            read = self._read(row, name, personal_details.read_birth)
            if read is not None:
                return read
        return None, None

    def _doubt(self, row: Row, details: Details) -> None:
        for problem in personal_details.id_number_doubts(
            details.id_document_type, details.id_document_number, details.sex, details.birth_year
        ):
            self.doubts.append(self._cell(row, "id_number", problem))
        if details.phone and personal_details.has_several_phones(self._value(row, "phone")):
            self.doubts.append(self._cell(row, "phone", CellProblem.SEVERAL_PHONES))

    def _read(self, row: Row, name: str, reader: Callable[[CellValue], T]) -> T | None:
        """Return what ``reader`` makes of a cell; None if it is empty, or bad, which is noted."""
        value = self._value(row, name)
        if value is None:
            return None
        if isinstance(value, CellError):
            self._bad(row, name, problem_of_formula(value))
            return None
        try:
            return reader(value)
        except Unreadable as error:
            self._bad(row, name, error.problem)
            return None

    def _value(self, row: Row, name: str) -> CellValue:
        column = self.columns.get(name, 0)
        value = row.cell(column)
        return self.spread.get((row.number, column)) if value is None else value

    def _bad(self, row: Row, name: str, problem: CellProblem) -> BadCell:
        bad = self._cell(row, name, problem)
        self.bad_cells.append(bad)
        return bad

    def _cell(self, row: Row, name: str, problem: CellProblem) -> BadCell:
        column = self.columns[name]
        text = cell_text(self._value(row, name))
        return BadCell(row.number, column, self.table.label(column), name, text, problem)


def _spread_cells(table: Table) -> dict[tuple[int, int], CellValue]:
    """Return the value of each cell that lies below the first one of a merge, in columns where that counts."""
    rows = {row.number: row for row in table.sheet.rows}
    columns = {table.columns[name] for name in _SPREAD if name in table.columns}
    return {
        (number, merge.left): rows[merge.top].cell(merge.left)
        for merge in table.sheet.merges
        if merge.left in columns and merge.top in rows
        for number in range(merge.top, merge.bottom + 1)
    }
