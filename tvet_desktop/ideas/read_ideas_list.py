"""Read a list of project ideas, one on each line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tvet_desktop.documents.bad_cells import BadCell, CellProblem, Unreadable, problem_of_formula, read_text
from tvet_desktop.documents.named_college import college_hints
from tvet_desktop.documents.recognise import NOTHING, find_ideas_table
from tvet_desktop.documents.table_headers import Table
from tvet_desktop.documents.workbook import CellError, CellValue, Row, Workbook, cell_text
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

T = TypeVar("T")

_LARGEST_BUDGET = 10_000_000_000
_MOST_JOBS = 10_000
_CURRENCY = re.compile(r"\b(?:rwf|frw|francs?|amafaranga)\b|/=", re.IGNORECASE)
_MILLIONS = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)\s*(?:m|millions?|miliyoni)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+|\d{1,3}(?:([ .,'’])\d{3}(?:\1\d{3})*)(?:[.,]0{1,2})?")


class NoTitleColumn(UserError):
    """No column of the list holds the titles of ideas."""

    def __init__(self, file_name: str, headings: tuple[str, ...]) -> None:
        super().__init__(file_name, headings)
        self.file_name = file_name
        self.headings = headings

    def sentence(self) -> str:
        """Name the headings that were found."""
        return _(
            "“{file}” has no column of titles that we know: choose it among the columns found ({headings}),"
            " or write “Title” above it."
        ).format(file=self.file_name, headings=", ".join(self.headings))


@dataclass(frozen=True)
class IdeaLine:
    """One idea as the list has it; None where it says nothing usable. ``budget_rwf`` is in whole francs."""

    row: int
    title: str
    team_leader: str | None
    summary: str | None
    local_need: str | None
    skill_area: str | None
    budget_rwf: int | None
    jobs_men: int | None
    jobs_women: int | None


@dataclass(frozen=True)
class IdeasList:
    """A list of ideas as it was read, before leaders are looked up. ``hints`` may name the college."""

    file_name: str
    content_hash: str
    table: Table
    hints: tuple[str, ...]
    lines: tuple[IdeaLine, ...]
    bad_cells: tuple[BadCell, ...]


def read_ideas(
    workbook: Workbook, columns: dict[str, int] | None = None, chosen: Mapping[str, str] = NOTHING
) -> IdeasList:
    """Return the ideas of a workbook; a row without a title is left out and named among the bad cells.

    Args:
        workbook: what ``read_workbook`` gave.
        columns: field -> column (1 is A) as a person chose; without it as the headings say.
        chosen: what people of the college have chosen for headings earlier (``HeaderWords.chosen``).

    Raises:
        NoTitleColumn: no column holds titles.
    """
    table = find_ideas_table(workbook, chosen)
    if columns is not None:
        table = table.with_columns(columns)
    if "title" not in table.columns:
        raise NoTitleColumn(workbook.file_name, tuple(heading.label for heading in table.headings))
    bad_cells: list[BadCell] = []
    lines = tuple(line for row in table.rows() if (line := _line(table, row, bad_cells)) is not None)
    return IdeasList(
        workbook.file_name,
        workbook.content_hash,
        table,
        tuple(college_hints(workbook, table)),
        lines,
        tuple(bad_cells),
    )


def read_amount(value: CellValue) -> int:
    """Return an amount in whole Rwandan francs: 1700000, "1 700 000 RWF", "1,700,000", "1.7 million".

    Raises:
        Unreadable: BAD_AMOUNT.
    """
    text = _CURRENCY.sub(" ", cell_text(value)).strip().rstrip("/-= ")
    if millions := _MILLIONS.fullmatch(text):
        whole, _dot, part = millions[1].replace(",", ".").partition(".")
        amount = int(whole) * 1_000_000 + int(part.ljust(6, "0"))
    elif _DIGITS.fullmatch(text):
        amount = int(re.sub(r"\D", "", re.sub(r"[.,]0{1,2}$", "", text)))
    else:
        raise Unreadable(CellProblem.BAD_AMOUNT)
    if amount > _LARGEST_BUDGET:
        raise Unreadable(CellProblem.BAD_AMOUNT)
    return amount


def read_jobs(value: CellValue) -> int:
    """Return a number of jobs.

    Raises:
        Unreadable: BAD_COUNT.
    """
    text = cell_text(value)
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII) or int(text) > _MOST_JOBS:
        raise Unreadable(CellProblem.BAD_COUNT)
    return int(text)


def _line(table: Table, row: Row, bad_cells: list[BadCell]) -> IdeaLine | None:
    columns = table.columns

    def read(field: str, reader: Callable[[CellValue], T]) -> T | None:
        value = row.cell(columns.get(field, 0))
        if value is None:
            return None
        try:
            if isinstance(value, CellError):
                raise Unreadable(problem_of_formula(value))  # noqa: TRY301  one place makes the bad cell
            return reader(value)
        except Unreadable as error:
            bad_cells.append(bad(field, error.problem))
            return None

    def bad(field: str, problem: CellProblem) -> BadCell:
        column = columns[field]
        return BadCell(row.number, column, table.label(column), field, cell_text(row.cell(column)), problem)

    if not any(row.cell(column) is not None for field, column in columns.items() if field != "number"):
        return None
    title = read("title", read_text)
    if not title:
        if row.cell(columns["title"]) is None:
            bad_cells.append(bad("title", CellProblem.NO_TITLE))
        return None
    return IdeaLine(
        row=row.number,
        title=title,
        team_leader=read("team_leader", read_text),
        summary=read("summary", read_text),
        local_need=read("local_need", read_text),
        skill_area=read("skill_area", read_text),
        budget_rwf=read("budget_rwf", read_amount),
        jobs_men=read("jobs_men", read_jobs),
        jobs_women=read("jobs_women", read_jobs),
    )
