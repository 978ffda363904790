"""The user's own workbook back with comments: what stays, what is replaced, what is refused."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from openpyxl import Workbook as NewWorkbook
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image

from tvet_desktop.documents.bad_cells import BadCell, CellProblem
from tvet_desktop.documents.commented_copy import (
    CommentedCopy,
    notes_of,
    proposed_name,
    write_commented_copy,
)
from tvet_desktop.documents.spreadsheet_errors import (
    SpreadsheetChanged,
    SpreadsheetIsOriginal,
    SpreadsheetNotWritten,
)
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.shared.translation import use_language

FILES = Path(__file__).parent / "files"
FIRST = "1 cell of this sheet is to be corrected: it has a comment that says how."


def _bad(row: int, column: int, problem: CellProblem = CellProblem.BAD_PHONE) -> BadCell:
    return BadCell(row, column, "Phone", "phone", "12", problem)


def _copy(source: Path, target: Path, bad_cells: Iterable[BadCell], sheet: int = 0) -> CommentedCopy:
    workbook = read_workbook(source)
    return write_commented_copy(
        workbook=workbook,
        sheet=workbook.sheets[sheet],
        source=source,
        target=target,
        notes=notes_of(bad_cells),
    )


def _comments(file: Path, sheet: int = 0) -> dict[str, str]:
    worksheet = load_workbook(file).worksheets[sheet]
    return {cell.coordinate: cell.comment.text for row in worksheet for cell in row if cell.comment}


def _parts(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _check_package(file: Path) -> None:
    """Every part is XML, every relation leads somewhere, and each comment has exactly one box."""
    parts = _parts(file)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            ET.fromstring(content)
    assert len(parts) == len(set(parts))
    for name in parts:
        if name.startswith("xl/worksheets/_rels/"):
            for relation in ET.fromstring(parts[name]):
                target = relation.get("Target", "")
                path = (
                    target[1:]
                    if target.startswith("/")
                    else str(Path("xl", *Path(target).parts[1:]).as_posix())
                )
                assert path in parts
    comments = sum(content.count(b"<comment ref") for name, content in parts.items() if "/comments" in name)
    boxes = sum(
        content.count(b'ObjectType="Note"') for name, content in parts.items() if name.endswith("vml")
    )
    assert boxes == comments


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """A workbook with much that must survive: two sheets, a chart, a picture, rules, a formula with its result."""
    workbook = NewWorkbook()
    sheet = workbook.active
    sheet.title = "Liste"
    for row in (
        ["Names", "Phone", "Next year"],
        ["KEZA Aline", "12", "=2026+1"],
        ["MUGABO Eric", "0788123456", 5],
    ):
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, color="FF0000")
    sheet.column_dimensions["A"].width = 33
    sheet["A2"].comment = Comment("She changed her name", "Clerk")
    rule = DataValidation(type="list", formula1='"Gore,Gabo"')
    rule.add("D2:D9")
    sheet.add_data_validation(rule)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=3))
    sheet.add_chart(chart, "F2")
    Image.new("RGB", (8, 8), "red").save(tmp_path / "logo.png")
    sheet.add_image(SheetImage(str(tmp_path / "logo.png")), "F20")
    workbook.create_sheet("Notes")["B2"] = "untouched"
    workbook.save(tmp_path / "rich.xlsx")
    parts = _parts(tmp_path / "rich.xlsx")
    sheet_xml = parts["xl/worksheets/sheet1.xml"]
    assert b"<f>2026+1</f><v />" in sheet_xml or b"<f>2026+1</f><v></v>" in sheet_xml
    parts["xl/worksheets/sheet1.xml"] = sheet_xml.replace(
        b"<f>2026+1</f><v />", b"<f>2026+1</f><v>2027</v>"
    ).replace(b"<f>2026+1</f><v></v>", b"<f>2026+1</f><v>2027</v>")
    with ZipFile(tmp_path / "rich.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return tmp_path / "rich.xlsx"


def test_everything_else_stays_byte_by_byte(rich: Path, tmp_path: Path) -> None:
    before = _parts(rich)

    done = _copy(rich, tmp_path / "copy.xlsx", [_bad(2, 2)])

    after = _parts(tmp_path / "copy.xlsx")
    changed = {name for name in before if after[name] != before[name]}
    assert not done.is_converted
    assert {name.rpartition("/")[0] for name in changed} <= {"xl/comments", "xl/drawings", "xl"}
    assert all("comment" in name.lower() or "legacy" in name.lower() for name in changed)
    assert after["xl/worksheets/sheet1.xml"] == before["xl/worksheets/sheet1.xml"]
    assert load_workbook(tmp_path / "copy.xlsx", data_only=True)["Liste"]["C2"].value == 2027
    _check_package(tmp_path / "copy.xlsx")


def test_bad_cells_have_comments_and_a1_says_what_to_do(rich: Path, tmp_path: Path) -> None:
    _copy(rich, tmp_path / "copy.xlsx", [_bad(2, 2)])

    comments = _comments(tmp_path / "copy.xlsx")
    assert comments["A1"].startswith(f"TVET Desktop:\n{FIRST}")
    assert comments["B2"] == (
        "TVET Desktop:\nThis is not a phone number: write it as 0788 123 456 or +32 470 12 34 56."
    )
    assert comments["A2"] == "She changed her name"


def test_our_comments_are_replaced_and_those_of_others_stay(rich: Path, tmp_path: Path) -> None:
    _copy(rich, tmp_path / "one.xlsx", [_bad(2, 2), _bad(2, 1, CellProblem.NO_NAME)])
    assert _comments(tmp_path / "one.xlsx")["A2"].startswith("She changed her name\nTVET Desktop:\nThe name")
    again = load_workbook(tmp_path / "one.xlsx")  # somebody saves it with another program
    again.save(tmp_path / "saved.xlsx")

    _copy(tmp_path / "saved.xlsx", tmp_path / "two.xlsx", [_bad(3, 2)])

    comments = _comments(tmp_path / "two.xlsx")
    assert comments.keys() == {"A1", "A2", "B3"}
    assert comments["A2"] == "She changed her name"
    _check_package(tmp_path / "two.xlsx")


def test_the_same_twice_doubles_nothing(rich: Path, tmp_path: Path) -> None:
    _copy(rich, tmp_path / "one.xlsx", [_bad(2, 1)])
    _copy(tmp_path / "one.xlsx", tmp_path / "two.xlsx", [_bad(2, 1)])

    assert _comments(tmp_path / "two.xlsx") == _comments(tmp_path / "one.xlsx")
    _check_package(tmp_path / "two.xlsx")


def test_a_file_without_anything_left_to_say_loses_our_comments(rich: Path, tmp_path: Path) -> None:
    _copy(rich, tmp_path / "one.xlsx", [_bad(2, 2)])
    _copy(tmp_path / "one.xlsx", tmp_path / "two.xlsx", [])

    assert _comments(tmp_path / "two.xlsx") == {"A2": "She changed her name"}
    _check_package(tmp_path / "two.xlsx")


def test_a_sheet_without_comments_gets_them_and_others_keep_none(rich: Path, tmp_path: Path) -> None:
    _copy(rich, tmp_path / "copy.xlsx", [BadCell(2, 2, "", "phone", "x", CellProblem.BAD_PHONE)], sheet=1)

    assert _comments(tmp_path / "copy.xlsx", 1).keys() == {"A1", "B2"}
    assert _comments(tmp_path / "copy.xlsx", 0) == {"A2": "She changed her name"}
    _check_package(tmp_path / "copy.xlsx")


def test_the_samples_of_colleges_carry_comments(tmp_path: Path) -> None:
    for name in ("trainees_huye", "attendance_huye", "ideas_huye"):
        target = tmp_path / f"{name}.xlsx"
        _copy(RESOURCES / "samples" / f"{name}.xlsx", target, [_bad(7, 3), _bad(8, 30)])
        assert _comments(target).keys() == {"A1", "C7", "AD8"}
        _check_package(target)
        assert read_workbook(target).sheets == read_workbook(RESOURCES / "samples" / f"{name}.xlsx").sheets


@pytest.mark.parametrize("name", ["list.csv", "register.xls"])
def test_a_file_that_cannot_carry_comments_becomes_an_xlsx_of_its_rows(tmp_path: Path, name: str) -> None:
    if name.endswith(".csv"):
        (tmp_path / name).write_text("Names;Phone\nKEZA Aline;0788123456\n=1+1;12\n", "cp1252")
    else:
        shutil.copy(FILES / name, tmp_path)
    source = tmp_path / name

    done = _copy(source, tmp_path / "copy.xlsx", [_bad(3, 2)])

    assert done.is_converted
    assert _comments(tmp_path / "copy.xlsx").keys() == {"A1", "B3"}
    read, made = read_workbook(source).sheets[0], read_workbook(tmp_path / "copy.xlsx").sheets[0]
    assert [row.cells for row in made.rows] == [row.cells for row in read.rows]
    assert made.merges == read.merges
    _check_package(tmp_path / "copy.xlsx")


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text("Names;Notes\nKEZA;\"=cmd|'/c calc'!A1\"\n")

    _copy(source, tmp_path / "copy.xlsx", [_bad(2, 1)])

    cell = load_workbook(tmp_path / "copy.xlsx").active["B2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", "=cmd|'/c calc'!A1", True)


def test_macros_stay_where_they_were(rich: Path, tmp_path: Path) -> None:
    source = tmp_path / "list.xlsm"
    shutil.copy(rich, source)
    with ZipFile(source, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")

    target = tmp_path / proposed_name(source, carries_comments=True)
    _copy(source, target, [_bad(2, 2)])

    assert target.name == "list - to correct.xlsm"
    assert _parts(target)["xl/vbaProject.bin"] == b"Sub AutoOpen()"


def test_comments_speak_the_language_of_the_screen(rich: Path, tmp_path: Path) -> None:
    use_language("fr")
    try:
        _copy(rich, tmp_path / "copy.xlsx", [_bad(2, 2)])
    finally:
        use_language("en")

    assert "téléphone" in _comments(tmp_path / "copy.xlsx")["B2"]


def test_the_original_is_never_written_over(rich: Path, tmp_path: Path) -> None:
    before = rich.read_bytes()

    with pytest.raises(SpreadsheetIsOriginal):
        _copy(rich, rich, [_bad(2, 2)])
    with pytest.raises(SpreadsheetIsOriginal):
        _copy(rich, tmp_path / "." / "rich.xlsx", [_bad(2, 2)])

    assert rich.read_bytes() == before


def test_a_file_that_was_changed_meanwhile_is_refused(rich: Path, tmp_path: Path) -> None:
    workbook = read_workbook(rich)
    rich.write_bytes(rich.read_bytes() + b"\0")

    with pytest.raises(SpreadsheetChanged):
        write_commented_copy(
            workbook=workbook, sheet=workbook.sheets[0], source=rich, target=tmp_path / "c.xlsx", notes={}
        )


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(rich: Path, tmp_path: Path) -> None:
    (tmp_path / "there.xlsx").mkdir()

    with pytest.raises(SpreadsheetNotWritten):
        _copy(rich, tmp_path / "there.xlsx", [_bad(2, 2)])
    with pytest.raises(SpreadsheetNotWritten):
        _copy(rich, tmp_path / "gone" / "copy.xlsx", [_bad(2, 2)])

    assert not list(tmp_path.glob("*.part"))


def test_cancel_ends_the_work_and_writes_nothing(rich: Path, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(_done: int, _in_all: int) -> None:
        raise Stopped

    workbook = read_workbook(rich)
    with pytest.raises(Stopped):
        write_commented_copy(
            workbook=workbook,
            sheet=workbook.sheets[0],
            source=rich,
            target=tmp_path / "copy.xlsx",
            notes=notes_of([_bad(2, 2)]),
            steps=stop,
        )

    assert not (tmp_path / "copy.xlsx").exists()


def test_the_proposed_name_is_never_that_of_the_original() -> None:
    assert proposed_name(Path("a.xlsx"), carries_comments=True) == "a - to correct.xlsx"
    assert proposed_name(Path("a - to correct.xlsx"), carries_comments=True) == "a - to correct 2.xlsx"
    assert proposed_name(Path("a.csv"), carries_comments=False) == "a - to correct.xlsx"
    assert proposed_name(Path("a.xls"), carries_comments=True) == "a - to correct.xlsx"


def test_several_things_about_one_cell_stand_in_one_comment() -> None:
    notes = notes_of([_bad(2, 2), _bad(2, 2, CellProblem.SEVERAL_PHONES), _bad(9, 0)], {(2, 2): "And this."})

    assert list(notes) == [(1, 1), (2, 2)]
    assert notes[2, 2].splitlines()[1:] == ["Several phone numbers: only the first was kept.", "And this."]
