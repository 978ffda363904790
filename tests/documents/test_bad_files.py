"""Every file that somebody may choose by mistake, or that Excel makes: read, or refused in one clear sentence."""

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook as NewWorkbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from PIL import Image

from tvet_desktop.documents.file_remarks import file_remarks
from tvet_desktop.documents.recognise import find_register_table
from tvet_desktop.documents.spreadsheet_errors import (
    NotASpreadsheet,
    SpreadsheetDamaged,
    SpreadsheetEmpty,
    SpreadsheetError,
    SpreadsheetHasHugeCell,
    SpreadsheetHasPassword,
    SpreadsheetHasStrayCell,
    SpreadsheetIsFolder,
    SpreadsheetIsLockFile,
    SpreadsheetTooLarge,
)
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import CellError

HEAD = ["Names", "Sex", "Phone"]
KEZA = ["KEZA Aline", "F", "0788123456"]
Make = Callable[[Path], Path]


def _xlsx(path: Path, change: Callable[[NewWorkbook], object] = lambda _book: None) -> Path:
    book = NewWorkbook()
    book.active.append(HEAD)
    book.active.append(KEZA)
    change(book)
    book.save(path)
    return path


def _parts(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _bytes(name: str, content: bytes) -> Make:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def _folder(folder: Path) -> Path:
    (folder / "lists.xlsx").mkdir()
    return folder / "lists.xlsx"


def _picture(folder: Path) -> Path:
    Image.new("RGB", (9, 9)).save(folder / "list.png")
    return (folder / "list.png").rename(folder / "list.xlsx")


def _truncated(folder: Path) -> Path:
    path = _xlsx(folder / "list.xlsx")
    path.write_bytes(path.read_bytes()[:-400])
    return path


def _bomb(folder: Path) -> Path:
    """A few hundred kilobytes that unzip to half a gigabyte."""
    path = _xlsx(folder / "list.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", bytes(500_000_000))
    return path


def _lying_bomb(folder: Path) -> Path:
    """The table of contents says that the sheet is small."""
    path = _xlsx(folder / "list.xlsx")
    sheet = b"<worksheet><sheetData>" + b"<row/>" * 5_000_000
    _parts(path, lambda parts: parts.update({"xl/worksheets/sheet1.xml": sheet}))
    content = path.read_bytes()
    size = len(sheet).to_bytes(4, "little")
    assert size in content
    path.write_bytes(content.replace(size, (999).to_bytes(4, "little")))
    return path


def _same_names(folder: Path) -> Path:
    path = _xlsx(folder / "list.xlsx", lambda book: book.create_sheet("Other").append(KEZA))
    return _parts(
        path,
        lambda parts: parts.update(
            {"xl/workbook.xml": parts["xl/workbook.xml"].replace(b'name="Other"', b'name="Sheet"')}
        ),
    )


def _wide(folder: Path) -> Path:
    return _xlsx(
        folder / "list.xlsx", lambda book: [book.active.cell(1, c, f"H{c}") for c in range(4, 16_385)]
    )


def _encrypted(folder: Path) -> Path:
    marks = "".join(f"{name}\0" for name in ("EncryptionInfo", "EncryptedPackage")).encode("utf-16-le")
    return _bytes("list.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + marks)(folder)


REFUSED: dict[str, tuple[Make, type[SpreadsheetError], str]] = {
    "a folder": (_folder, SpreadsheetIsFolder, "is a folder"),
    "a lock file of Excel": (
        _bytes("~$list.xlsx", b"\x05Clerk"),
        SpreadsheetIsLockFile,
        "choose “list.xlsx”",
    ),
    "a lock file of LibreOffice": (
        _bytes(".~lock.list.ods#", b",clerk"),
        SpreadsheetIsLockFile,
        "“list.ods”",
    ),
    "nothing in it": (_bytes("list.xlsx", b""), SpreadsheetEmpty, "is empty"),
    "a PDF": (_bytes("list.xlsx", b"%PDF-1.7\n1 0 obj"), NotASpreadsheet, "is not a spreadsheet"),
    "a picture": (_picture, NotASpreadsheet, "is not a spreadsheet"),
    "a web page": (
        _bytes("list.xls", b"\n<html><table><tr><td>Names</td></tr></table>"),
        NotASpreadsheet,
        "save it as .xlsx",
    ),
    "a password": (_encrypted, SpreadsheetHasPassword, "without a password"),
    "cut short": (_truncated, SpreadsheetDamaged, "is damaged"),
    "a zip bomb": (_bomb, SpreadsheetTooLarge, "too large"),
    "a zip bomb that lies": (_lying_bomb, SpreadsheetDamaged, "is damaged"),
    "16,384 columns": (_wide, SpreadsheetHasStrayCell, "far from the list"),
    "two sheets of one name": (_same_names, SpreadsheetDamaged, "save it as .xlsx"),
    "a quotation mark without end": (
        _bytes("list.csv", b'Names;Sex\n"KEZA;F\n' + b"MUGABO Eric;M\n" * 12_000),
        SpreadsheetHasHugeCell,
        "quotation mark",
    ),
    "NUL in a text": (_bytes("list.csv", b"Names;Sex\nKE\0ZA;F\n"), NotASpreadsheet, "is not a spreadsheet"),
    "a csv with too many columns": (
        _bytes("list.csv", b";" * 2_000 + b"\nKEZA;F\n"),
        SpreadsheetHasStrayCell,
        "BXY1",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_list_is_refused_in_one_sentence(tmp_path: Path, kind: str) -> None:
    make, error, words = REFUSED[kind]
    path = make(tmp_path)
    start = time.monotonic()

    with pytest.raises(error) as caught:
        read_workbook(path)

    sentence = caught.value.sentence()
    assert words in sentence
    assert path.name in sentence
    assert sentence.endswith(".")
    assert time.monotonic() - start < 20


def _csv(text: str, encoding: str) -> Make:
    return _bytes("list.csv", text.encode(encoding))


ACCENTED = "Names;Sex;Phone\nKÉZA Aline;F;0788123456\n"
READ: dict[str, Make] = {
    "cp1252": _csv(ACCENTED, "cp1252"),
    "utf-16": _csv(ACCENTED, "utf-16"),
    "utf-16 without mark": _csv(ACCENTED, "utf-16-le"),
    "utf-8 with mark": _csv(ACCENTED, "utf-8-sig"),
    "tabs": _csv(ACCENTED.replace(";", "\t"), "utf-8"),
    "commas": _csv(ACCENTED.replace(";", ","), "utf-8"),
    "sep=": _csv("sep=|\n" + ACCENTED.replace(";", "|"), "utf-8"),
    "old Mac line ends": _csv(ACCENTED.replace("\n", "\r"), "utf-8"),
    "xlsx named csv": lambda folder: _xlsx(folder / "list.csv", lambda b: b.active.cell(2, 1, "KÉZA Aline")),
    "right to left": lambda folder: _xlsx(
        folder / "list.xlsx",
        lambda b: (setattr(b.active.sheet_view, "rightToLeft", True), b.active.cell(2, 1, "KÉZA Aline")),
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_every_usual_way_of_writing_is_read(tmp_path: Path, kind: str) -> None:
    [sheet] = read_workbook(READ[kind](tmp_path)).sheets

    assert sheet.rows[-1].cells[:3] == ("KÉZA Aline", "F", "0788123456")


def test_failed_and_uncalculated_formulas_are_told_apart(tmp_path: Path) -> None:
    def change(book: NewWorkbook) -> None:
        for column, code in enumerate(("#REF!", "#N/A", "#NAME?"), start=1):
            book.active.cell(3, column, code).data_type = "e"
        book.active.append(["=A2", "=1+1", "x"])

    [sheet] = read_workbook(_xlsx(tmp_path / "list.xlsx", change)).sheets

    assert sheet.rows[2].cells == (CellError("#REF!"), CellError("#N/A"), CellError("#NAME?"))
    assert sheet.rows[3].cells == (CellError("=A2"), CellError("=1+1"), "x")


def test_a_formula_with_an_empty_result_is_an_empty_cell(tmp_path: Path) -> None:
    path = _xlsx(tmp_path / "list.xlsx", lambda book: book.active.append(['=IF(1,"",2)', "F"]))
    _parts(
        path,
        lambda parts: parts.update(
            {
                "xl/worksheets/sheet1.xml": parts["xl/worksheets/sheet1.xml"]
                .replace(b'<c r="A3"><f>', b'<c r="A3" t="str"><f>')
                .replace(b"</f><v />", b"</f><v></v>")
            }
        ),
    )

    assert read_workbook(path).sheets[0].rows[2].cells[:2] == (None, "F")


def test_a_hundred_thousand_empty_rows_with_borders_take_a_moment(tmp_path: Path) -> None:
    path = _xlsx(tmp_path / "list.xlsx")
    rows = b"".join(
        b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (n, n, n) for n in range(3, 100_003)
    )
    _parts(
        path,
        lambda parts: parts.update(
            {
                "xl/worksheets/sheet1.xml": parts["xl/worksheets/sheet1.xml"].replace(
                    b"</sheetData>", rows + b"</sheetData>"
                )
            }
        ),
    )
    start = time.monotonic()

    [sheet] = read_workbook(path).sheets

    assert [row.number for row in sheet.rows] == [1, 2]
    assert time.monotonic() - start < 5


def test_dates_of_both_calendars_are_the_days_that_one_sees(tmp_path: Path) -> None:
    def change(book: NewWorkbook) -> None:
        book.active.append([date(2021, 3, 8), datetime(2021, 3, 8, 14)])  # noqa: DTZ001  a cell has no zone

    def old_mac(book: NewWorkbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        change(book)

    for name, how in (("new.xlsx", change), ("mac.xlsx", old_mac)):
        [sheet] = read_workbook(_xlsx(tmp_path / name, how)).sheets
        assert sheet.rows[2].cells[:2] == (date(2021, 3, 8), datetime(2021, 3, 8, 14))  # noqa: DTZ001  same


def test_macros_hidden_rows_and_sheets_and_notes_below_are_said(tmp_path: Path) -> None:
    def change(book: NewWorkbook) -> None:
        book.active.append(["MUGABO Eric", "M"])
        book.active.row_dimensions[3].hidden = True
        book.active.cell(6, 1, "Prepared by: an invented clerk")
        book.create_sheet("old").append(["x"])
        book["old"].sheet_state = "hidden"

    path = _xlsx(tmp_path / "list.xlsm", change)
    _parts(path, lambda parts: parts.update({"xl/vbaProject.bin": b"Sub AutoOpen()"}))

    workbook = read_workbook(path)

    assert file_remarks(workbook, find_register_table(workbook)) == [
        "This file has macros: they were not run, only the cells are read.",
        "1 hidden sheet is not read: old.",
        "1 row is hidden in the file and is read as well.",
        "Row 6, “Prepared by: an invented clerk”, stands below the list and is not read.",
    ]


def test_control_signs_in_a_cell_are_left_out(tmp_path: Path) -> None:
    path = _xlsx(tmp_path / "list.xlsx", lambda book: book.active.append(["NSE_x0000_NGA Paul", "M"]))

    name = read_workbook(path).sheets[0].rows[2].cell(1)

    assert isinstance(name, str)
    assert "\0" not in name


def test_a_huge_text_is_read_and_harms_nobody(tmp_path: Path) -> None:
    path = _xlsx(tmp_path / "list.xlsx", lambda book: book.active.append(["x" * 32_767, "M"]))

    assert read_workbook(path).sheets[0].rows[2].cell(1) == "x" * 32_767


def test_what_looks_like_a_command_is_only_text(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Names;Notes\nKEZA;\"=cmd|'/c calc'!A1\"\n")

    assert read_workbook(path).sheets[0].rows[1].cell(2) == "=cmd|'/c calc'!A1"


def test_the_child_gets_no_file_and_a_huge_answer_comes_through(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    book = NewWorkbook(write_only=True)
    sheet = book.create_sheet("Liste")
    for number in range(40_000):
        sheet.append([f"INVENTED{number} Person", "F", number])
    book.save(buffer)
    (tmp_path / "list.xlsx").write_bytes(buffer.getvalue())

    [read] = read_workbook(tmp_path / "list.xlsx").sheets

    assert len(read.rows) == 40_000
