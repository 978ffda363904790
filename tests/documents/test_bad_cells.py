import pytest

from tvet_desktop.documents.bad_cells import BadCell, CellProblem
from tvet_desktop.documents.workbook import column_letters


@pytest.mark.parametrize("problem", list(CellProblem))
def test_every_problem_says_what_to_do(problem: CellProblem) -> None:
    sentence = BadCell(14, 28, "Sex", "sex", "X?", problem).sentence()

    assert sentence.startswith("Row 14, column AB “Sex”, “X?”: ")
    assert sentence.endswith(problem.advice() + ".")


def test_cell_without_a_column_is_named_by_its_row() -> None:
    assert BadCell(14, 0, "", "sex", "", CellProblem.NO_SEX).sentence().startswith("Row 14: ")


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16_384, "XFD")])
def test_columns_are_named_as_spreadsheets_do(column: int, letters: str) -> None:
    assert column_letters(column) == letters
