from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvet_desktop.documents.delimited_text import NotText, decode_text, split_columns
from tvet_desktop.documents.spreadsheets import read_workbook

TEXT = "Nom;Prénom;Sexe\r\nNIYONSABA;Espérance;Féminin\r\nKEZA;Françoise-Noël;F\r\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850", "mac_roman", "latin-1"],
)
def test_decode_text_tells_the_encoding_by_its_letters(encoding: str) -> None:
    assert decode_text(TEXT.encode(encoding)) == TEXT


def test_typographic_apostrophe_of_windows_is_read() -> None:
    assert decode_text("Jeanne d’Arc".encode("cp1252")) == "Jeanne d’Arc"


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03\x04", b"names\x00\x07", b"\xff\xfe\x00"])
def test_binary_content_is_no_text(content: bytes) -> None:
    with pytest.raises(NotText):
        decode_text(content)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separator_is_the_one_that_gives_the_same_columns(separator: str) -> None:
    rows = [["Names", "Sex", "Place"], ["UWASE Aline", "F", "Huye"], ["KEZA, the elder", "F", "Ngoma"]]
    text = "\n".join(separator.join(f'"{c}"' if separator in c else c for c in row) for row in rows)

    assert split_columns("IPRC Huye, list of trainees; 2021\n\n" + text)[2:] == rows


def test_commas_inside_cells_do_not_win_over_semicolons() -> None:
    text = "Names;Sex;Address\nA B;F;Huye, Ngoma, Tumba\nC D;M;Huye, Mbazi, Rango\n"

    assert split_columns(text)[1] == ["A B", "F", "Huye, Ngoma, Tumba"]


def test_first_line_of_excel_names_the_separator() -> None:
    assert split_columns("sep=|\nNames|Sex\n") == [[], ["Names", "Sex"]]


def test_row_numbers_count_blank_lines_and_not_breaks_inside_cells(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b'Names;Notes\r\n\r\n;;\r\nA B;"two\r\nlines"\r\nC D;x\r\n')

    [sheet] = read_workbook(tmp_path / "list.csv").sheets

    assert [row.number for row in sheet.rows] == [1, 4, 5]


@given(
    st.lists(
        st.lists(st.text("ABCDEFé'’ -", min_size=1).filter(str.strip), min_size=2, max_size=6),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(";,\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_is_read_whatever_separator_and_encoding(
    rows: list[list[str]], separator: str, encoding: str
) -> None:
    width = max(map(len, rows))
    rows = [row + ["x"] * (width - len(row)) for row in rows]
    text = "\r\n".join(separator.join(row) for row in rows)

    assert split_columns(decode_text(text.encode(encoding))) == rows


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_said_to_be_none(content: bytes) -> None:
    try:
        text = decode_text(content)
    except NotText:
        return
    split_columns(text)
