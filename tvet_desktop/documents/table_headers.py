"""Finding the row that heads a list: below titles and blank rows, in any order, with merged cells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tvet_desktop.documents.header_words import HeaderWords, assign_columns
from tvet_desktop.documents.workbook import Row, Sheet, Workbook, cell_text

_ROWS_LOOKED_AT = 50
_WORTH_TWO_ROWS = 2
"""So many more columns must become known before a second row is taken for headings and not for data; one is
enough where cells are merged, or where the second row holds nothing but headings that we know."""

_COLUMNS_OF_A_LIST = 2
"""A list of one column has rows with one cell only."""


@dataclass(frozen=True)
class Heading:
    """The head of one column (counted from 1). ``field`` is None where we do not know what it holds."""

    column: int
    label: str
    field: str | None


@dataclass(frozen=True)
class Table:
    """A list in a sheet. ``header_row`` is the number of its last heading row."""

    sheet: Sheet
    header_row: int
    headings: tuple[Heading, ...]
    titles: tuple[str, ...]
    """What stands above the headings."""

    @property
    def columns(self) -> dict[str, int]:
        """The column of each field found."""
        return {heading.field: heading.column for heading in self.headings if heading.field}

    @property
    def unknown(self) -> tuple[Heading, ...]:
        """The headings that we do not know."""
        return tuple(heading for heading in self.headings if heading.field is None)

    def label(self, column: int) -> str:
        """Return the heading of a column, empty if it has none."""
        return next((heading.label for heading in self.headings if heading.column == column), "")

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the headings, without headings that are repeated on a later page and notes below."""
        below = list(self._below())
        yield from below[: len(below) - len(self._notes(below))]

    def notes_below(self) -> list[Row]:
        """Return what stands below the list and is no part of it, such as "Prepared by".

        Those are rows with one filled cell, after a blank row, with nothing but such rows below them.
        """
        return self._notes(list(self._below()))

    def _notes(self, below: list[Row]) -> list[Row]:
        if len(self.headings) < _COLUMNS_OF_A_LIST:
            return []
        first = len(below)
        for index in range(len(below) - 1, 0, -1):
            if sum(value is not None for value in below[index].cells) > 1:
                break
            if below[index].number > below[index - 1].number + 1:
                first = index
        return below[first:]

    def _below(self) -> Iterator[Row]:
        labels = {heading.column: heading.label for heading in self.headings}
        for row in self.sheet.rows:
            if row.number <= self.header_row:
                continue
            same = sum(cell_text(row.cell(column)) == label for column, label in labels.items())
            if same < max(2, len(labels) // 2):
                yield row

    def with_columns(self, columns: dict[str, int]) -> "Table":
        """Return the same list with the columns that a person chose (field -> column), and no others."""
        fields = {column: field for field, column in columns.items()}
        labels = {heading.column: heading.label for heading in self.headings}
        headings = (
            Heading(c, labels.get(c, ""), fields.get(c)) for c in sorted(labels.keys() | fields.keys())
        )
        return replace(self, headings=tuple(headings))


def find_table(
    workbook: Workbook, words: HeaderWords, is_heading: Callable[[str], bool] = lambda _text: False
) -> Table:
    """Return the list whose headings fit the vocabulary best; without any, the first row with two cells.

    Args:
        workbook: has at least one row.
        words: the vocabulary of the kind of list that is looked for.
        is_heading: recognises headings that no vocabulary can list, such as dates.
    """
    attempts = _attempts(workbook, words, is_heading)
    best = max(attempts, key=lambda attempt: (attempt.score, attempt.top == attempt.bottom), default=None)
    if best is None or best.score == 0:
        sheet, row = _first_row_of_a_list(workbook)
        best = _Attempt(sheet, row.number, row.number, _one_row(row), 0)
    fields = {column: field for field, column in assign_columns(best.texts, words).items()}
    headings = tuple(
        Heading(column, next((t for t in choices if is_heading(t)), choices[0]), fields.get(column))
        for column, choices in sorted(best.texts.items())
    )
    titles = dict.fromkeys(
        text for row in best.sheet.rows if row.number < best.top for text in map(cell_text, row.cells) if text
    )
    return Table(best.sheet, best.bottom, headings, tuple(titles))


@dataclass(frozen=True)
class _Attempt:
    """One row, or two, read as headings; ``texts`` has for each column what may be its heading."""

    sheet: Sheet
    top: int
    bottom: int
    texts: dict[int, list[str]]
    score: int


def _attempts(
    workbook: Workbook, words: HeaderWords, is_heading: Callable[[str], bool]
) -> Iterator[_Attempt]:
    def score(texts: dict[int, list[str]]) -> int:
        known = len(assign_columns(texts, words))
        return known + sum(any(map(is_heading, choices)) for choices in texts.values())

    for sheet in workbook.sheets:
        for index, row in enumerate(sheet.rows[:_ROWS_LOOKED_AT]):
            texts = _one_row(row)
            alone = score(texts)
            yield _Attempt(sheet, row.number, row.number, texts, alone)
            below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else None
            if below is not None and below.number == row.number + 1:
                texts = _two_rows(sheet, row, below)
                both = score(texts)
                certain = bool(sheet.merges) or _only_headings(below, words)
                if both >= alone + (1 if certain else _WORTH_TWO_ROWS):
                    yield _Attempt(sheet, row.number, below.number, texts, both)


def _only_headings(row: Row, words: HeaderWords) -> bool:
    return all(words.fields_of(text) for text in map(cell_text, row.cells) if text)


def _one_row(row: Row) -> dict[int, list[str]]:
    cells = ((column, cell_text(value)) for column, value in enumerate(row.cells, start=1))
    return {column: [text] for column, text in cells if text}


def _two_rows(sheet: Sheet, upper: Row, lower: Row) -> dict[int, list[str]]:
    """Return the headings of two rows read as one: "08/03/2021" over "AM" and "PM".

    Nothing where no heading of the upper row spans several columns.
    """
    texts: dict[int, list[str]] = {}
    for column in range(1, max(len(upper.cells), len(lower.cells)) + 1):
        above, under = cell_text(upper.cell(_left_end(sheet, upper, column))), cell_text(lower.cell(column))
        choices = [f"{above} {under}", under, above] if above and under else [above or under]
        if choices[0]:
            texts[column] = choices
    grouped = any(_left_end(sheet, upper, column) != column for column in texts)
    return texts if grouped else {}


def _left_end(sheet: Sheet, row: Row, column: int) -> int:
    """Return where the text over a column stands: in the first of merged cells, or of empty ones."""
    for merge in sheet.merges:
        if merge.top <= row.number <= merge.bottom and merge.left <= column <= merge.right:
            return merge.left
    while not sheet.merges and column > 1 and row.cell(column) is None:
        column -= 1
    return column


def _first_row_of_a_list(workbook: Workbook) -> tuple[Sheet, Row]:
    for sheet in workbook.sheets:
        for row in sheet.rows:
            if sum(value is not None for value in row.cells) > 1:
                return sheet, row
    return workbook.sheets[0], workbook.sheets[0].rows[0]
