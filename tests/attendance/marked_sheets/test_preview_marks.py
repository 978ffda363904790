from datetime import datetime
from pathlib import Path

import pytest

from tests.courses.factories import MONDAY, a_course, a_running_course, some_people
from tvet_desktop.attendance.close_session import close_session
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.marked_sheets.preview_marks import preview_marks
from tvet_desktop.attendance.marked_sheets.read_marks_sheet import MarksSheet, read_marks
from tvet_desktop.attendance.models import AttendanceMark, MarkStatus, WaitingReason
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.storage.database import Database


@pytest.fixture
def sheet(tmp_path: Path) -> MarksSheet:
    file = tmp_path / "marks.csv"
    file.write_text(
        "Names;01/03/2027 AM;01/03/2027 PM;06/03/2027 AM\n"
        "Keza Aline;P;L 10;P\n"
        "Mugabo;P;A;P\n"
        "Habimana Luc;P;;\n"
        "Nsenga Paul;X;P;P\n"
    )
    return read_marks(read_workbook(file))


def test_a_preview_says_whom_each_line_names_and_why_others_wait(
    database: Database, sheet: MarksSheet
) -> None:
    with database.transaction() as db:
        course_id, _sessions, _people = a_running_course(db)

        preview = preview_marks(db, course_id=course_id, sheet=sheet)

    assert [(line.name, line.person_name, line.waits_for) for line in preview.lines] == [
        ("Mugabo", "", WaitingReason.PARTIAL),
        ("Habimana Luc", "", WaitingReason.UNKNOWN),
        ("Keza Aline", "KEZA Aline", None),
        ("Nsenga Paul", "NSENGA Paul", None),
    ]
    assert (preview.marks_linked, preview.names_waiting) == (5, 2)
    assert [cell.text for cell in preview.sheet.bad_cells] == ["X"]
    assert not any(line.is_new for line in preview.lines)


def test_a_preview_tells_sessions_that_are_there_new_or_closed(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    with database.transaction() as db:
        course_id, sessions, _people = a_running_course(db, days=1)
        mark_rest(db, training_session_id=sessions[0], status=MarkStatus.PRESENT, now=now)
        close_session(db, training_session_id=sessions[0], on_date=MONDAY, by=None)
        db.flush()

        preview = preview_marks(db, course_id=course_id, sheet=sheet)

    assert [(row.is_new, row.takes_marks) for row in preview.sessions] == [
        (False, False),
        (False, True),
        (True, True),
    ]


def test_a_preview_saves_nothing_and_tells_who_will_be_enrolled(
    database: Database, sheet: MarksSheet
) -> None:
    with database.transaction() as db:
        some_people(db)
        course_id = a_course(db)
        db.flush()

        preview = preview_marks(db, course_id=course_id, sheet=sheet)

        assert db.query(AttendanceMark).count() == 0
    assert [line.is_new for line in preview.lines] == [False, False, True, True]
