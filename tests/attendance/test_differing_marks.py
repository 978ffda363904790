"""A sheet that says otherwise than the course: listed before, kept unless somebody decides, and undone."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook as NewWorkbook

from tests.courses.factories import a_running_course
from tvet_desktop.attendance.close_session import close_session
from tvet_desktop.attendance.loading import load_mark, write_mark
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.marked_sheets.import_marks import MarksImported, import_marks
from tvet_desktop.attendance.marked_sheets.preview_marks import MarksPreview
from tvet_desktop.attendance.marked_sheets.read_sheet import SheetRead, read_sheet
from tvet_desktop.attendance.marked_sheets.sheet_marks import DifferenceKey
from tvet_desktop.attendance.marked_sheets.undo_import_marks import undo_import_marks
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.rules import TrainingSessionClosed
from tvet_desktop.documents.bad_cells import CellProblem
from tvet_desktop.documents.recognise import ListKind
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.programme.chosen_columns import remember_columns
from tvet_desktop.storage.database import Database

P, A, L = MarkStatus.PRESENT, MarkStatus.ABSENT, MarkStatus.LATE
MONDAY = date(2027, 3, 1)
Course = tuple[int, list[int], list[int]]
Sheets = dict[str, list[list[object]]]


@pytest.fixture
def course(database: Database) -> Course:
    """Four people, three of them marked on Monday morning."""
    with database.transaction() as db:
        made = a_running_course(db)
        for person_id, mark in zip(made[2], (Mark(P), Mark(L, 5), Mark(A)), strict=False):
            write_mark(db, made[1][0], person_id, mark)
    return made


def _book(folder: Path, sheets: Sheets) -> Path:
    book = NewWorkbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "marks.xlsx")
    return folder / "marks.xlsx"


SHEET: Sheets = {
    "Week 1": [
        ["Names", "01/03/2027 AM", "01/03/2027 PM"],
        ["KEZA Aline", "A", "P"],
        ["MUGABO Jean", "L 5", "P"],
        ["Uwase", "P", None],
        ["NSENGA Paul", "P", "P"],
    ]
}


def _read(database: Database, course: Course, file: Path, **choices: object) -> SheetRead:
    with database.reading() as db:
        return read_sheet(db, course_id=course[0], workbook=read_workbook(file), **choices)  # type: ignore[arg-type]  # as the test says


def _preview(database: Database, course: Course, file: Path) -> MarksPreview:
    preview = _read(database, course, file).preview
    assert preview is not None
    return preview


def _import(
    database: Database, preview: MarksPreview, now: datetime, take: set[DifferenceKey]
) -> MarksImported:
    with database.transaction() as db:
        return import_marks(db, course_id=preview.course.id, sheet=preview.sheet, now=now, take=take)


def _marks(database: Database, course: Course) -> list[Mark | None]:
    with database.reading() as db:
        return [load_mark(db, course[1][0], person_id) for person_id in course[2]]


def test_preview_counts_what_is_new_the_same_and_different(
    database: Database, course: Course, tmp_path: Path
) -> None:
    preview = _preview(database, course, _book(tmp_path, SHEET))

    assert (preview.marks_new, preview.marks_already_there, len(preview.differing)) == (4, 1, 2)
    assert [(one.name, one.kept.status, one.in_sheet.status) for one in preview.differing] == [
        ("KEZA Aline", P, A),
        ("Uwase", A, P),
    ]


def test_ours_is_kept_unless_the_sheets_is_taken(
    database: Database, course: Course, tmp_path: Path, now: datetime
) -> None:
    preview = _preview(database, course, _book(tmp_path, SHEET))

    done = _import(database, preview, now, {(MONDAY, Slot.AM, course[2][2])})

    assert (done.marks, done.marks_replaced, done.marks_already_there, len(done.differing)) == (4, 1, 1, 1)
    assert _marks(database, course) == [
        Mark(P),
        Mark(L, 5),
        Mark(P, source=MarkSource.IMPORT),
        Mark(P, source=MarkSource.IMPORT),
    ]


def test_undo_puts_the_replaced_marks_back_but_not_over_later_ones(
    database: Database, course: Course, tmp_path: Path, now: datetime
) -> None:
    preview = _preview(database, course, _book(tmp_path, SHEET))
    done = _import(database, preview, now, {one.key for one in preview.differing})
    assert done.import_id is not None
    with database.transaction() as db:
        mark_attendance(
            db,
            training_session_id=course[1][0],
            person_id=course[2][0],
            status=L,
            minutes_late=9,
            now=now,
        )

    with database.transaction() as db:
        undone = undo_import_marks(db, import_id=done.import_id)

    assert (undone.marks_removed, undone.marks_restored, undone.marks_kept) == (4, 1, 1)
    assert _marks(database, course) == [Mark(L, 9), Mark(L, 5), Mark(A), None]


def test_a_mark_of_a_closed_session_is_never_replaced(
    database: Database, course: Course, tmp_path: Path, now: datetime
) -> None:
    with database.transaction() as db:
        write_mark(db, course[1][0], course[2][3], Mark(P))
        close_session(db, training_session_id=course[1][0], on_date=MONDAY, by=None)
    preview = _preview(database, course, _book(tmp_path, SHEET))
    assert all(one.is_closed for one in preview.differing)

    with pytest.raises(TrainingSessionClosed):
        _import(database, preview, now, {preview.differing[0].key})

    assert _marks(database, course)[0] == Mark(P)


def test_sheets_of_one_workbook_are_read_one_by_one(
    database: Database, course: Course, tmp_path: Path
) -> None:
    sheets: Sheets = {
        "Rules": [["Write P, L, A or E"]],
        **SHEET,
        "Week 2": [["Names", "8 Mar", "9/3"], ["KEZA Aline", "P", 1]],
    }
    file = _book(tmp_path, sheets)

    read = _read(database, course, file)
    second = _read(database, course, file, sheet="Week 2")

    assert read.sheets == ("Week 1", "Week 2")
    assert read.table.sheet.name == "Week 1"
    assert second.preview is not None
    assert [(one.session.day, one.session.slot) for one in second.preview.sessions] == [
        (date(2027, 3, 8), "FULL"),
        (date(2027, 3, 9), "FULL"),
    ]


def test_a_column_of_names_is_chosen_by_hand_and_remembered(
    database: Database, course: Course, tmp_path: Path
) -> None:
    file = _book(tmp_path, {"S": [["Nr", "Who came", "01/03/2027 PM"], [1, "KEZA Aline", "P"]]})
    assert _read(database, course, file).preview is None

    chosen = _read(database, course, file, columns={"number": 1, "full_name": 2})
    assert chosen.preview is not None
    assert chosen.preview.lines[0].person_name == "KEZA Aline"
    assert chosen.chosen == {"who came": "full_name"}
    with database.transaction() as db:
        remember_columns(db, college_scope=12, kind=ListKind.MARKS, chosen=chosen.chosen)

    again = _read(database, course, file)
    assert again.preview is not None
    assert [heading.label for heading in again.remembered] == ["Who came"]


def test_an_x_is_asked_about_and_beside_ticks_it_means_absence(
    database: Database, course: Course, tmp_path: Path
) -> None:
    rows: list[list[object]] = [["Names", "01/03/2027 PM"], ["KEZA Aline", "X"], ["MUGABO Jean", "x"]]
    file = _book(tmp_path, {"S": rows})

    unclear = _preview(database, course, file)
    assert unclear.sheet.has_crosses
    assert {bad.problem for bad in unclear.bad_cells} == {CellProblem.UNCLEAR_CROSS}
    present = _read(database, course, file, cross="P").preview
    assert present is not None
    assert [line.marks[0].status for line in present.sheet.lines] == ["P", "P"]
    rows[2][1] = "✓"
    ticked = _preview(database, course, _book(tmp_path, {"S": rows}))
    assert [line.marks[0].status for line in ticked.sheet.lines] == ["A", "P"]


def test_cancel_in_the_middle_of_a_sheet_leaves_nothing(
    database: Database, course: Course, tmp_path: Path, now: datetime
) -> None:
    preview = _preview(database, course, _book(tmp_path, SHEET))

    class Cancelled(Exception):
        pass

    told: list[tuple[int, int]] = []

    def steps(done: int, in_all: int) -> None:
        told.append((done, in_all))
        if len(told) > 1:
            raise Cancelled

    with pytest.raises(Cancelled), database.transaction() as db:
        import_marks(db, course_id=course[0], sheet=preview.sheet, now=now, steps=steps)

    assert told == [(0, 7), (0, 4)]
    assert _marks(database, course) == [Mark(P), Mark(L, 5), Mark(A), None]
