from datetime import datetime, timedelta

import pytest

from tests.attendance.paper.papers import PrintedClass, a_printed_week, print_it
from tests.courses.factories import MONDAY, some_people
from tvet_desktop.attendance.close_session import close_session
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.paper.load_sheet import NotASheet, SheetUnknown, sheet_of_text
from tvet_desktop.attendance.paper.mark_from_sheet import MarkedMeanwhile, mark_from_sheet
from tvet_desktop.attendance.paper.page_rows import SheetPage
from tvet_desktop.attendance.paper.paper_code import (
    BadgeCode,
    CodeOfOtherProgramme,
    NotOurCode,
    SheetCode,
    programme_tag,
    write_code,
)
from tvet_desktop.attendance.paper.sheet_changes import SheetChange, SheetChangeKind
from tvet_desktop.attendance.paper.sheet_page import sheet_page
from tvet_desktop.attendance.paper.walk_in_from_sheet import (
    LineTaken,
    take_back_walk_in_from_sheet,
    walk_in_from_sheet,
)
from tvet_desktop.attendance.restore_marks import restore_marks
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.edit_session import SessionDetails, edit_session
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.people.models import Person
from tvet_desktop.storage.database import Database


@pytest.fixture
def week(database: Database, administrator_id: int, now: datetime) -> PrintedClass:
    return a_printed_week(database, administrator_id, now)


def page_of(database: Database, week: PrintedClass, page: int = 1) -> SheetPage:
    with database.reading() as db:
        return sheet_page(db, week.sheet.sheet_id, page)


def kinds(page: SheetPage) -> list[SheetChangeKind]:
    return [change.kind for change in page.changes]


def test_a_page_has_its_lines_and_sessions_in_the_order_of_the_paper(
    database: Database, week: PrintedClass
) -> None:
    second, third = page_of(database, week, 2), page_of(database, week, 3)

    assert [line.line for line in second.lines] == list(range(16, 31))
    assert [line.person_id for line in second.lines] == week.people[15:30]
    assert [column.training_session_id for column in second.columns] == week.sessions
    assert [line.is_walk_in for line in third.lines] == [False] * 10 + [True] * 4
    assert third.lines[-1].person_id is None
    assert second.gaps == 150
    assert second.changes == ()


def test_a_scanned_text_leads_to_the_page(database: Database, week: PrintedClass) -> None:
    code = SheetCode(week.sheet.sheet_id, 2, tuple(week.sessions))
    with database.reading() as db:
        tag = programme_tag(db)
        text = write_code(code, tag)

        assert sheet_of_text(db, text) == code
        assert sheet_of_text(db, f" {text.lower()} ") == code
        with pytest.raises(NotASheet):
            sheet_of_text(db, write_code(BadgeCode(week.course, week.people[0]), tag))
        with pytest.raises(CodeOfOtherProgramme):
            sheet_of_text(db, write_code(code, "AAAA" if tag != "AAAA" else "BBBB"))
        with pytest.raises(NotOurCode):
            sheet_of_text(db, "https://example.org")


@pytest.mark.parametrize(("other_sheet", "page"), [(1, 1), (0, 4), (0, 0)])
def test_a_sheet_that_is_not_known_here(
    database: Database, week: PrintedClass, other_sheet: int, page: int
) -> None:
    with database.reading() as db, pytest.raises(SheetUnknown):
        sheet_page(db, week.sheet.sheet_id + other_sheet, page)


def test_marks_are_shown_and_typed_ones_say_that_they_come_from_paper(
    database: Database, week: PrintedClass, now: datetime
) -> None:
    session, person = week.sessions[0], week.people[0]
    with database.transaction() as db:
        mark_attendance(db, training_session_id=session, person_id=person, status=MarkStatus.ABSENT, now=now)
    shown = page_of(database, week).lines[0].marks[0]
    assert shown == Mark(MarkStatus.ABSENT)

    with database.transaction() as db:
        done = mark_from_sheet(
            db,
            training_session_id=session,
            person_id=person,
            status=MarkStatus.LATE,
            minutes_late=20,
            seen=shown,
            now=now,
        )

    assert done.before == shown
    assert page_of(database, week).lines[0].marks[0] == Mark(MarkStatus.LATE, 20, "", MarkSource.SHEET)
    with database.transaction() as db:
        restore_marks(db, done=[done], now=now)
    assert page_of(database, week).lines[0].marks[0] == shown


def test_a_mark_made_meanwhile_is_not_overwritten(
    database: Database, week: PrintedClass, now: datetime
) -> None:
    session, person = week.sessions[0], week.people[0]
    with database.transaction() as db:
        mark_attendance(db, training_session_id=session, person_id=person, status=MarkStatus.ABSENT, now=now)

    with pytest.raises(MarkedMeanwhile), database.transaction() as db:
        mark_from_sheet(
            db, training_session_id=session, person_id=person, status=MarkStatus.PRESENT, seen=None, now=now
        )


def test_the_same_mark_again_keeps_where_it_came_from(
    database: Database, week: PrintedClass, now: datetime
) -> None:
    session, person = week.sessions[0], week.people[0]
    with database.transaction() as db:
        mark_attendance(db, training_session_id=session, person_id=person, status=MarkStatus.PRESENT, now=now)
    seen = page_of(database, week).lines[0].marks[0]

    with database.transaction() as db:
        done = mark_from_sheet(
            db, training_session_id=session, person_id=person, status=MarkStatus.PRESENT, seen=seen, now=now
        )

    assert done.before == done.after == Mark(MarkStatus.PRESENT)


def test_people_who_joined_left_or_were_taken_off_are_named(database: Database, week: PrintedClass) -> None:
    tuesday = MONDAY + timedelta(days=1)
    with database.transaction() as db:
        (late,) = some_people(db, ["LATER One"])
        enrol_people(db, course_id=week.course, person_ids=[late], enrolled_on=tuesday)
        withdraw_enrolment(
            db, course_id=week.course, person_id=week.people[1], left_on=tuesday, reason="moved away"
        )

    page = page_of(database, week)

    assert page.changes == (
        SheetChange(SheetChangeKind.JOINED, ("LATER One",)),
        SheetChange(SheetChangeKind.LEFT, ("INVENTED02 Person",)),
    )
    assert page.lines[1].open_cells == (True,) * 4 + (False,) * 6
    assert all(page.lines[0].open_cells)
    assert "LATER One" in page.changes[0].sentence()


def test_sessions_that_moved_were_cancelled_or_closed_are_named_and_the_rest_works(
    database: Database, week: PrintedClass, administrator_id: int, now: datetime
) -> None:
    saturday = MONDAY + timedelta(days=5)
    with database.transaction() as db:
        edit_session(db, training_session_id=week.sessions[0], details=SessionDetails(saturday, Slot.PM, 240))
        cancel_session(db, training_session_id=week.sessions[1], reason="no power")
    with database.transaction() as db:
        mark_rest(db, training_session_id=week.sessions[2], status=MarkStatus.PRESENT, now=now)
    with database.transaction() as db:
        close_session(db, training_session_id=week.sessions[2], on_date=MONDAY, by=administrator_id)

    page = page_of(database, week)

    assert kinds(page) == [
        SheetChangeKind.SESSION_MOVED,
        SheetChangeKind.SESSION_CANCELLED,
        SheetChangeKind.SESSION_CLOSED,
    ]
    assert (
        page.changes[0].sentence()
        == "The session printed as 01/03/2027 morning is now on 06/03/2027 afternoon."
    )
    assert [column.can_mark for column in page.columns] == [True, False, False] + [True] * 7
    assert page.lines[0].open_cells == (True, False, False) + (True,) * 7


def test_a_merged_person_is_followed(database: Database, week: PrintedClass, now: datetime) -> None:
    with database.transaction() as db:
        db.get_one(Person, week.people[0]).merged_into = week.people[1]

    page = page_of(database, week)

    assert [line.person_id for line in page.lines[:2]] == [week.people[1]] * 2
    assert kinds(page) == [SheetChangeKind.MERGED]
    with database.transaction() as db:
        mark_from_sheet(
            db,
            training_session_id=week.sessions[0],
            person_id=week.people[1],
            status=MarkStatus.PRESENT,
            seen=None,
            now=now,
        )
    again = page_of(database, week)
    assert (
        again.lines[0].marks[0]
        == again.lines[1].marks[0]
        == Mark(MarkStatus.PRESENT, source=MarkSource.SHEET)
    )


def test_a_walk_in_gets_the_line_and_gives_it_back(
    database: Database, week: PrintedClass, now: datetime
) -> None:
    with database.transaction() as db:
        written = walk_in_from_sheet(
            db,
            sheet_id=week.sheet.sheet_id,
            line=41,
            training_session_id=week.sessions[2],
            name="KEZA Invented",
            now=now,
        )

    page = page_of(database, week, 3)
    line = page.lines[10]
    assert (line.line, line.name, line.person_id) == (41, "KEZA Invented", written.added.person_id)
    assert [mark is not None for mark in line.marks] == [number == 2 for number in range(10)]
    assert page.changes == ()  # nobody "joined": the walk-in stands on the sheet
    with pytest.raises(LineTaken), database.transaction() as db:
        walk_in_from_sheet(
            db,
            sheet_id=week.sheet.sheet_id,
            line=41,
            training_session_id=week.sessions[2],
            name="OTHER Invented",
            now=now,
        )

    with database.transaction() as db:
        take_back_walk_in_from_sheet(db, written=written, now=now)
    assert page_of(database, week, 3).lines[10].person_id is None


def test_a_sheet_with_a_walk_in_on_it_is_not_printed_again(
    database: Database, week: PrintedClass, administrator_id: int, now: datetime
) -> None:
    with database.transaction() as db:
        walk_in_from_sheet(
            db,
            sheet_id=week.sheet.sheet_id,
            line=41,
            training_session_id=week.sessions[2],
            name="KEZA Invented",
            now=now,
        )

    again = print_it(database, administrator_id, now, week.course, week.sessions)

    assert not again.is_reprint


def test_a_printed_line_is_never_a_walk_ins(database: Database, week: PrintedClass, now: datetime) -> None:
    for line in (1, 40, 45):
        with pytest.raises(LineTaken), database.transaction() as db:
            walk_in_from_sheet(
                db,
                sheet_id=week.sheet.sheet_id,
                line=line,
                training_session_id=week.sessions[0],
                name="KEZA Invented",
                now=now,
            )
