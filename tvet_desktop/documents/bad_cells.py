"""What can be wrong in a cell of a list, said with row, column and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from tvet_desktop.documents.workbook import CellError, CellValue, cell_text, column_letters
from tvet_desktop.shared.translation import _

LONGEST_TEXT = 2_000
_SHOWN = 60


class CellProblem(StrEnum):
    """What is wrong in a cell."""

    NO_NAME = "NO_NAME"
    NO_SEX = "NO_SEX"
    BAD_SEX = "BAD_SEX"
    BAD_BIRTH = "BAD_BIRTH"
    BAD_POSITION = "BAD_POSITION"
    BAD_PHONE = "BAD_PHONE"
    BAD_EMAIL = "BAD_EMAIL"
    BAD_ID_NUMBER = "BAD_ID_NUMBER"
    FAILED_FORMULA = "FAILED_FORMULA"
    UNCALCULATED = "UNCALCULATED"
    TOO_LONG = "TOO_LONG"
    BAD_SESSION = "BAD_SESSION"
    SESSION_TWICE = "SESSION_TWICE"
    BAD_MARK = "BAD_MARK"
    UNCLEAR_CROSS = "UNCLEAR_CROSS"
    BAD_POINTS = "BAD_POINTS"
    POINTS_ABOVE_MAXIMUM = "POINTS_ABOVE_MAXIMUM"
    OTHER_MAXIMUM = "OTHER_MAXIMUM"
    NO_TITLE = "NO_TITLE"
    BAD_AMOUNT = "BAD_AMOUNT"
    BAD_COUNT = "BAD_COUNT"
    ODD_ID_NUMBER = "ODD_ID_NUMBER"
    ID_SEX_DIFFERS = "ID_SEX_DIFFERS"
    ID_BIRTH_YEAR_DIFFERS = "ID_BIRTH_YEAR_DIFFERS"
    SEVERAL_PHONES = "SEVERAL_PHONES"

    def advice(self) -> str:
        """Return what to do about it, one sentence."""
        return {
            CellProblem.NO_NAME: _("the name is missing: write it, the row waits until then"),
            CellProblem.NO_SEX: _("the sex is missing: write M or F, the row waits until then"),
            CellProblem.BAD_SEX: _("this is not a sex: write M or F, the row waits until then"),
            CellProblem.BAD_BIRTH: _("this is not a year or date of birth: write 1990 or 25/12/1990"),
            CellProblem.BAD_POSITION: _("this is not a position: write Teacher, Student, Staff or Other"),
            CellProblem.BAD_PHONE: _(
                "this is not a phone number: write it as 0788 123 456 or +32 470 12 34 56"
            ),
            CellProblem.BAD_EMAIL: _("this is not an e-mail address: write it as name@example.org"),
            CellProblem.BAD_ID_NUMBER: _("this is not an ID number: a national ID has 16 digits"),
            CellProblem.FAILED_FORMULA: _("the formula in this cell failed: write the value itself"),
            CellProblem.UNCALCULATED: _(
                "this formula has no result in the file: open the file in Excel or LibreOffice and save it,"
                " or write the value itself"
            ),
            CellProblem.TOO_LONG: _("this text is far too long for one cell: keep only what belongs there"),
            CellProblem.BAD_SESSION: _("this is not a session: write it as 08/03/2021 AM"),
            CellProblem.SESSION_TWICE: _("this session has a column already: delete one of the two"),
            CellProblem.BAD_MARK: _("this is not a mark: write P, L, A or E, or L 10 for ten minutes late"),
            CellProblem.BAD_POINTS: _(
                "this is not a number of points: write 12 or 12.5, or nothing if the test was not taken"
            ),
            CellProblem.POINTS_ABOVE_MAXIMUM: _(
                "these are more points than the test has: correct them, or the maximum of the test"
            ),
            CellProblem.OTHER_MAXIMUM: _(
                "the test has another maximum in this course: correct one of the two, the points were left out"
            ),
            CellProblem.UNCLEAR_CROSS: _(
                "X may mean present or absent: say beside the list what it means here, or write P or A"
            ),
            CellProblem.NO_TITLE: _("the title is missing: write it, the row is left out until then"),
            CellProblem.BAD_AMOUNT: _("this is not an amount in Rwandan francs: write digits only"),
            CellProblem.BAD_COUNT: _("this is not a number of jobs: write digits only"),
            CellProblem.ODD_ID_NUMBER: _(
                "this national ID has an unusual form: compare it with the card, it was kept"
            ),
            CellProblem.ID_SEX_DIFFERS: _(
                "the national ID and the sex do not agree: compare them with the card, both were kept"
            ),
            CellProblem.ID_BIRTH_YEAR_DIFFERS: _(
                "the national ID and the year of birth do not agree: compare them with the card, both were kept"
            ),
            CellProblem.SEVERAL_PHONES: _("several phone numbers: only the first was kept"),
        }[self]


class Unreadable(ValueError):
    """A value that cannot be read, with the reason; whoever knows the cell makes a ``BadCell`` of it."""

    def __init__(self, problem: CellProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def read_text(value: CellValue) -> str:
    """Return the words of a cell.

    Raises:
        Unreadable: TOO_LONG.
    """
    text = cell_text(value)
    if len(text) > LONGEST_TEXT:
        raise Unreadable(CellProblem.TOO_LONG)
    return text


def problem_of_formula(error: CellError) -> CellProblem:
    """Return what is wrong with a formula that gives no value."""
    return CellProblem.UNCALCULATED if error.is_uncalculated else CellProblem.FAILED_FORMULA


@dataclass(frozen=True)
class BadCell:
    """A cell to correct. ``row`` and ``column`` count from 1 as in the file; ``field`` is our name for it.

    ``column`` is 0 where the list has no such column.
    """

    row: int
    column: int
    header: str
    field: str
    text: str
    problem: CellProblem

    def sentence(self) -> str:
        """Say where the cell is, what it holds and what to do."""
        place = _("Row {row}").format(row=self.row)
        if self.column:
            place = _("Row {row}, column {letters} “{header}”").format(
                row=self.row, letters=column_letters(self.column), header=self.header
            )
        if not self.text:
            return _("{place}: {advice}.").format(place=place, advice=self.problem.advice())
        return _("{place}, “{text}”: {advice}.").format(
            place=place, text=self.shown_text, advice=self.problem.advice()
        )

    @property
    def shown_text(self) -> str:
        """What the cell says, its beginning only where that is too long to be shown."""
        return self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"
