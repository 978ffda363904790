import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook as NewWorkbook
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from tvet_desktop.documents.parse_in_child import CannotParse, parse_in_child
from tvet_desktop.documents.spreadsheet_errors import (
    NotASpreadsheet,
    SpreadsheetDamaged,
    SpreadsheetEmpty,
    SpreadsheetError,
    SpreadsheetHasPassword,
    SpreadsheetHasStrayCell,
    SpreadsheetIsFolder,
    SpreadsheetNotOpened,
    SpreadsheetTooLarge,
)
from tvet_desktop.documents.spreadsheets import MAX_ROWS, read_workbook
from tvet_desktop.documents.workbook import CellError, Merge
from tvet_desktop.shared.paths import RESOURCES

FILES = Path(__file__).parent / "files"
WriteSheet = Callable[..., Path]

_ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def _ods(path: Path, rows: str, manifest: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest'
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/"'
            ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            f"{manifest}</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {_ODS_NAMES}><office:body>'
            f'<office:spreadsheet><table:table table:name="Abahugurwa">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def _ods_text(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def test_read_workbook_keeps_types_and_places(write_sheet: WriteSheet) -> None:
    afternoon = datetime(2021, 3, 8, 14)  # noqa: DTZ001  spreadsheets know no time zone
    path = write_sheet(
        [[], [None, "Names", 783767604, 1.5, True], [], [date(2021, 3, 8), afternoon, time(8)]]
    )

    [sheet] = read_workbook(path).sheets

    assert [row.number for row in sheet.rows] == [2, 4]
    assert sheet.rows[0].cells == (None, "Names", 783767604, 1.5, True)
    assert sheet.rows[1].cells[:3] == (date(2021, 3, 8), afternoon, time(8))
    assert sheet.rows[1].cell(99) is None


def test_read_workbook_gives_merged_cells(write_sheet: WriteSheet) -> None:
    path = write_sheet([["IPRC HUYE", None, None], ["Names"]], merge=["A1:C1"])

    [sheet] = read_workbook(path).sheets

    assert sheet.merges == (Merge(1, 1, 1, 3),)


def test_failed_formula_becomes_an_error_cell_and_no_crash(tmp_path: Path) -> None:
    workbook = NewWorkbook()
    sheet = workbook.active
    sheet["A1"] = "Names"
    sheet["C3"] = "#DIV/0!"
    sheet["C3"].data_type = "e"
    workbook.save(tmp_path / "list.xlsx")

    [read] = read_workbook(tmp_path / "list.xlsx").sheets

    assert read.rows[1].number == 3
    assert read.rows[1].cell(3) == CellError("#DIV/0!")


def test_a_hundred_thousand_coloured_blank_rows_are_left_out(tmp_path: Path) -> None:
    workbook = NewWorkbook()
    sheet = workbook.active
    sheet["A1"] = "Names"
    yellow = PatternFill("solid", fgColor="FFFF00")
    for number in range(2, 100_002):
        sheet.cell(number, 1).fill = yellow
    workbook.save(tmp_path / "list.xlsx")

    [read] = read_workbook(tmp_path / "list.xlsx").sheets

    assert [row.number for row in read.rows] == [1]


def test_cell_at_the_far_end_of_one_column_is_read(write_sheet: WriteSheet, tmp_path: Path) -> None:
    workbook = load_workbook(write_sheet([["Names"]]))
    workbook.active.cell(1_048_576, 1).value = "end"
    workbook.save(tmp_path / "tall.xlsx")

    [sheet] = read_workbook(tmp_path / "tall.xlsx").sheets

    assert [row.number for row in sheet.rows] == [1, 1_048_576]


def test_stray_cell_that_would_fill_the_memory_is_refused(write_sheet: WriteSheet, tmp_path: Path) -> None:
    workbook = load_workbook(write_sheet([["Names"]]))
    workbook.active.cell(20_000, 16_384).value = "stray"
    workbook.save(tmp_path / "wide.xlsx")

    with pytest.raises(SpreadsheetHasStrayCell) as caught:
        read_workbook(tmp_path / "wide.xlsx")

    assert "XFD20000" in caught.value.sentence()


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    workbook = NewWorkbook()
    workbook.active["A1"] = "shown"
    hidden = workbook.create_sheet("old")
    hidden["A1"] = "hidden"
    hidden.sheet_state = "hidden"
    workbook.save(tmp_path / "list.xlsx")

    assert [sheet.rows[0].cells for sheet in read_workbook(tmp_path / "list.xlsx").sheets] == [("shown",)]


def test_old_xls_is_read() -> None:
    [sheet] = read_workbook(FILES / "register.xls").sheets

    assert sheet.name == "Liste"
    assert sheet.merges == (Merge(1, 1, 1, 4),)
    assert sheet.rows[2].cells == (1, "KAYITESI Honorine", "Gore", date(1991, 5, 4), 788000111)
    assert sheet.rows[3].cells == (2, "RUKUNDO Évariste", "Gabo", None, "0788 000 112")


def test_ods_is_read_with_repeated_blank_rows_and_failed_formulas(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    path = _ods(
        tmp_path / "list.ods",
        f"<table:table-row>{_ods_text('Amazina')}{_ods_text('Igitsina')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="100000">{blank}</table:table-row>'
        f"<table:table-row>{_ods_text('KEZA')}{_ods_text('#DIV/0!')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="900000">{blank}</table:table-row>',
    )

    [sheet] = read_workbook(path).sheets

    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("Amazina", "Igitsina")),
        (100_002, ("KEZA", CellError("#DIV/0!"))),
    ]


def test_ods_that_unfolds_to_gigabytes_is_refused(tmp_path: Path) -> None:
    far = '<table:table-cell table:number-columns-repeated="16000"/>'
    path = _ods(
        tmp_path / "wide.ods",
        f'<table:table-row table:number-rows-repeated="9000">{far}{_ods_text("x")}</table:table-row>',
    )

    with pytest.raises(SpreadsheetHasStrayCell):
        read_workbook(path)


def test_ods_with_a_password_is_refused(tmp_path: Path) -> None:
    path = _ods(tmp_path / "locked.ods", "", "<manifest:encryption-data/>")

    with pytest.raises(SpreadsheetHasPassword):
        read_workbook(path)


def test_xlsx_with_a_password_is_refused() -> None:
    with pytest.raises(SpreadsheetHasPassword) as caught:
        read_workbook(FILES / "locked.xlsx")

    assert "password" in caught.value.sentence()


def test_macros_are_not_run_and_the_file_is_known_to_have_them(write_sheet: WriteSheet) -> None:
    path = write_sheet([["Names"]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")

    workbook = read_workbook(path)

    assert workbook.has_macros
    assert workbook.sheets[0].rows[0].cells == ("Names",)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n\0\0\0",
        b"<html><table><tr><td>Names</td></tr></table></html>",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0" * 50,
        b"{\\rtf1 Names}",
    ],
)
def test_other_files_are_no_spreadsheets(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "list.xlsx").write_bytes(content)

    with pytest.raises(NotASpreadsheet):
        read_workbook(tmp_path / "list.xlsx")


def test_zip_of_something_else_is_no_spreadsheet(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "letter.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    with pytest.raises(NotASpreadsheet):
        read_workbook(tmp_path / "letter.xlsx")


@pytest.mark.parametrize("rows", [[], [[None, "  "], ["\n"]]])
def test_file_without_content_is_refused(write_sheet: WriteSheet, rows: list[list[object]]) -> None:
    with pytest.raises(SpreadsheetEmpty):
        read_workbook(write_sheet(rows))


def test_empty_csv_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"")

    with pytest.raises(SpreadsheetEmpty):
        read_workbook(tmp_path / "list.csv")


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name;sex\n" * (MAX_ROWS + 1))

    with pytest.raises(SpreadsheetTooLarge):
        read_workbook(tmp_path / "list.csv")


def test_missing_file_and_folder_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SpreadsheetNotOpened):
        read_workbook(tmp_path / "gone.xlsx")
    with pytest.raises(SpreadsheetIsFolder):
        read_workbook(tmp_path)


def test_a_file_cut_short_is_damaged(tmp_path: Path) -> None:
    whole = (RESOURCES / "samples" / "trainees_huye.xlsx").read_bytes()
    (tmp_path / "list.xlsx").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(SpreadsheetDamaged):
        read_workbook(tmp_path / "list.xlsx")


@pytest.mark.parametrize("source", [RESOURCES / "samples" / "trainees_huye.xlsx", FILES / "register.xls"])
def test_wrong_bytes_never_crash(tmp_path: Path, source: Path) -> None:
    """A parser that aborts its own process must not take ours with it."""
    chance = random.Random(7)
    for number in range(12):
        content = bytearray(source.read_bytes())
        for _ in range(chance.randint(1, 40)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path = tmp_path / f"{number}{source.suffix}"
        path.write_bytes(content)
        try:
            read_workbook(path)
        except SpreadsheetError as error:
            assert path.name in error.sentence()  # noqa: PT017  some of the files can still be read


def test_parser_that_dies_is_a_damaged_file() -> None:
    with pytest.raises(CannotParse):
        parse_in_child(b"PK\x03\x04 nothing")


def test_same_content_has_the_same_hash_under_another_name(write_sheet: WriteSheet, tmp_path: Path) -> None:
    first = write_sheet([["Names"]])
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(first.read_bytes())

    assert read_workbook(first).content_hash == read_workbook(copy).content_hash


def test_entity_bombs_are_damaged_files(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12)
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", bomb + "]><w>&m;</w>")
        archive.writestr("xl/workbook.xml", "<w/>")
    (tmp_path / "bomb.xlsx").write_bytes(buffer.getvalue())

    with pytest.raises(SpreadsheetDamaged):
        read_workbook(tmp_path / "bomb.xlsx")
