from collections.abc import Callable

import pytest

from tvet_desktop.documents.recognise import find_ideas_table, find_marks_table, find_register_table
from tvet_desktop.documents.workbook import Workbook

ReadRows = Callable[..., Workbook]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["No", "Full names (CAPITALS)", "Sex", "Telephone"], ["number", "full_name", "sex", "phone"]),
        (["E-mail", "Nom(s) et prénom(s)", "Sexe (M/F)"], ["email", "full_name", "sex"]),
        (["N°", "Nom", "Prénom", "Date de naissance"], ["number", "family_name", "given_name", "birth_date"]),
        (["Amazina yose", "Igitsina", "Nomero ya terefoni"], ["full_name", "sex", "phone"]),
        (["Izina ry'umuryango", "Izina", "Umwaka w’amavuko"], ["family_name", "given_name", "birth_year"]),
        (
            ["Names / Amazina", "Gender / Igitsina", "Nomero y'indangamuntu"],
            ["full_name", "sex", "id_number"],
        ),
        (["NAMES\n(as on ID)", "SEX", "Nom du département"], ["full_name", "sex", "department"]),
        (
            ["Surname", "Other names", "National ID number (16 digits)"],
            ["family_name", "given_name", "id_number"],
        ),
        (
            ["Names", "Phone number of the trainee", "Enseignant(e) / Étudiant(e)"],
            ["full_name", "phone", "position"],
        ),
        (["#", "Names", "Signature"], ["number", "full_name", None]),
    ],
)
def test_headings_are_known_in_three_languages_and_any_order(
    read_rows: ReadRows, headings: list[str], fields: list[str | None]
) -> None:
    table = find_register_table(read_rows([headings, ["x"] * len(headings)]))

    assert [heading.field for heading in table.headings] == fields


def test_headings_stand_below_titles_and_blank_rows(read_rows: ReadRows) -> None:
    rows = [
        ["IPRC HUYE - LIST OF ToT PARTICIPANTS / AMAZINA Y'ABAHUGURWA"],
        ["Venue: Huye, phone of the office 0788000000"],
        [],
        [None, "Sex", None, "Names"],
        [None, "F", None, "UWASE Aline"],
    ]

    table = find_register_table(read_rows(rows, merge=["A1:D1"]))

    assert table.header_row == 4
    assert table.columns == {"sex": 2, "full_name": 4}
    assert table.titles == (rows[0][0], rows[1][0])


def test_each_field_is_taken_by_the_column_that_fits_best(read_rows: ReadRows) -> None:
    table = find_register_table(read_rows([["Emergency phone number", "Phone", "Names", "Phone"], ["x"] * 4]))

    assert table.columns == {"phone": 2, "full_name": 3}
    assert [heading.label for heading in table.unknown] == ["Emergency phone number", "Phone"]


def test_two_rows_of_headings_are_read_as_one(read_rows: ReadRows) -> None:
    table = find_ideas_table(
        read_rows(
            [["Title", "Budget", "Jobs expected"], [None, None, "men", "women"], ["Dryer", 5, 1, 2]],
            merge=["C1:D1"],
        )
    )

    assert table.columns == {"title": 1, "budget_rwf": 2, "jobs_men": 3, "jobs_women": 4}
    assert [row.number for row in table.rows()] == [3]


@pytest.mark.parametrize("merge", [["A1:A2", "B1:C1", "D1:E1"], []])
def test_groups_of_columns_may_be_merged_or_only_look_so(read_rows: ReadRows, merge: list[str]) -> None:
    rows = [
        ["No", "Names", None, "Contact", None],
        [None, "Family", "Given", "Phone", "E-mail"],
        [1, "KEZA", "Aline", "0788000111", "a@example.org"],
    ]

    table = find_register_table(read_rows(rows, merge=merge))

    assert table.columns == {"number": 1, "family_name": 2, "given_name": 3, "phone": 4, "email": 5}
    assert table.header_row == 2


def test_days_over_half_days_are_read_as_one(read_rows: ReadRows) -> None:
    rows = [["Names", "08/03/2021", None, "09/03/2021", None], [None, "AM", "PM", "AM", "PM"], ["KEZA", "P"]]

    table = find_marks_table(read_rows(rows, merge=["A1:A2", "B1:C1", "D1:E1"]))

    assert [heading.label for heading in table.unknown] == [
        "08/03/2021 AM",
        "08/03/2021 PM",
        "09/03/2021 AM",
        "09/03/2021 PM",
    ]


def test_first_row_of_data_is_not_taken_for_headings(read_rows: ReadRows) -> None:
    table = find_marks_table(
        read_rows([["Title"], ["Names", "Date of birth"], ["KEZA", "08/03/1991"]], merge=["A1:B1"])
    )

    assert table.header_row == 2


def test_headings_repeated_on_the_next_page_are_no_rows(read_rows: ReadRows) -> None:
    headings = ["No", "Names", "Sex"]
    table = find_register_table(read_rows([headings, [1, "KEZA", "F"], headings, [2, "UWASE", "F"]]))

    assert [row.number for row in table.rows()] == [2, 4]


def test_columns_chosen_by_a_person_replace_those_found(read_rows: ReadRows) -> None:
    table = find_register_table(read_rows([["Names", "Who"], ["1", "KEZA"]])).with_columns(
        {"full_name": 2, "sex": 3}
    )

    assert table.columns == {"full_name": 2, "sex": 3}
    assert table.label(2) == "Who"
    assert table.label(3) == ""


def test_list_without_known_headings_offers_its_first_row_with_two_cells(read_rows: ReadRows) -> None:
    table = find_register_table(read_rows([["something"], ["aaa", "bbb"], ["ccc", "ddd"]]))

    assert (table.header_row, table.columns) == (2, {})
    assert [heading.label for heading in table.headings] == ["aaa", "bbb"]
