from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from tests.courses.factories import MONDAY, a_course, some_people
from tvet_desktop.attendance.close_session import close_session
from tvet_desktop.attendance.loading import load_mark
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.marked_sheets.dismiss_waiting_marks import dismiss_waiting_marks, wait_again
from tvet_desktop.attendance.marked_sheets.import_marks import MarksImported, import_marks
from tvet_desktop.attendance.marked_sheets.link_waiting_marks import link_waiting_marks, unlink_waiting_marks
from tvet_desktop.attendance.marked_sheets.read_marks_sheet import MarksSheet, read_marks
from tvet_desktop.attendance.marked_sheets.undo_import_marks import undo_import_marks
from tvet_desktop.attendance.marked_sheets.waiting_names import waiting_names
from tvet_desktop.attendance.models import MarkSource, MarkStatus, WaitingReason
from tvet_desktop.attendance.registers import course_register
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.add_session import add_session
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.queries import enrolled_people, sessions_of
from tvet_desktop.courses.rules import (
    TrainingSessionCancelled,
    TrainingSessionClosed,
    TrainingSessionOverlaps,
)
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.local_tables import Change

P, A, L, E = MarkStatus.PRESENT, MarkStatus.ABSENT, MarkStatus.LATE, MarkStatus.EXCUSED
HALF_DAYS = ("01/03/2027 AM", "01/03/2027 PM", "02/03/2027 AM")
PEOPLE = ("KEZA Aline", "MUGABO Jean", "Uwase", "NSENGA Paul", "NSENGA Paul", "Keza Marie Lise")


def a_sheet(folder: Path, *lines: tuple[str, ...], columns: tuple[str, ...] = HALF_DAYS) -> MarksSheet:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Full names", *columns])
    for line in lines:
        sheet.append(list(line))
    written = BytesIO()
    book.save(written)
    file = folder / "marks.xlsx"
    file.write_bytes(written.getvalue())
    return read_marks(read_workbook(file))


@pytest.fixture
def sheet(tmp_path: Path) -> MarksSheet:
    return a_sheet(
        tmp_path,
        ("Aline KEZA", "P", "L 20", "P"),
        ("mugabo jean", "A", "P", ""),
        ("UWASE", "E", "P", "P"),
        ("Keza Marie Rise", "P", "P", "P"),
        ("Mugabo", "P", "P", "P"),
        ("Nsenga Paul", "P", "A", "P"),
        ("HIRWA Rose", "P", "P", "L"),
    )


def imported(
    database: Database, sheet: MarksSheet, now: datetime, course_id: int | None = None
) -> MarksImported:
    with database.transaction() as db:
        if course_id is None:
            course_id = a_course(db)
            some_people(db, PEOPLE)
        return import_marks(db, course_id=course_id, sheet=sheet, now=now)


def changes(database: Database) -> int:
    with database.reading() as db:
        return db.scalar(select(func.count()).select_from(Change)) or 0


def test_a_sheet_makes_sessions_enrols_and_marks_whom_it_names_in_full(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    done = imported(database, sheet, now)

    assert (len(done.sessions_made), done.marks, done.marks_waiting, done.marks_unknown) == (3, 11, 6, 3)
    with database.reading() as db:
        assert [(row.held_on, row.slot, row.minutes) for row in sessions_of(db, done.course_id)] == [
            (MONDAY, Slot.AM, 240),
            (MONDAY, Slot.PM, 240),
            (date(2027, 3, 2), Slot.AM, 240),
        ]
        people = enrolled_people(db, done.course_id)
        assert [row.name for row in people] == ["KEZA Aline", "MUGABO Jean", "UWASE", "Keza Marie Lise"]
        assert load_mark(db, done.sessions[1], people[0].person_id) == Mark(L, 20, source=MarkSource.IMPORT)
        assert load_mark(db, done.sessions[2], people[1].person_id) is None
        assert [row.hours.credited for row in course_register(db, done.course_id).rows] == [
            600,
            240,
            480,
            720,
        ]


def test_partial_shared_and_unknown_names_wait_with_their_candidates(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    done = imported(database, sheet, now)

    with database.reading() as db:
        names = {name.name: name for name in waiting_names(db, done.course_id)}
    assert {name: row.waiting_for for name, row in names.items()} == {
        "Mugabo": WaitingReason.PARTIAL,
        "Nsenga Paul": WaitingReason.AMBIGUOUS,
        "HIRWA Rose": WaitingReason.UNKNOWN,
    }
    assert [row.name for row in names["Mugabo"].candidates] == ["MUGABO Jean"]
    assert [row.name for row in names["Nsenga Paul"].candidates] == ["NSENGA Paul", "NSENGA Paul"]
    assert names["HIRWA Rose"].candidates == ()
    assert [cell.status for cell in names["Nsenga Paul"].cells] == [P, A, P]


def test_the_same_sheet_again_changes_nothing(database: Database, sheet: MarksSheet, now: datetime) -> None:
    first = imported(database, sheet, now)
    before = changes(database)

    again = imported(database, sheet, now, first.course_id)

    assert changes(database) == before
    assert (again.import_id, again.marks, again.marks_waiting, again.marks_unknown) == (None, 0, 0, 0)
    assert again.marks_already_there == 11
    assert again.sessions == first.sessions


def test_the_same_sheet_again_changes_nothing_even_after_the_sessions_were_closed(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    first = imported(database, sheet, now)
    with database.transaction() as db:
        for session_id in first.sessions:
            mark_rest(db, training_session_id=session_id, status=E, now=now)
            close_session(db, training_session_id=session_id, on_date=MONDAY, by=None)
    before = changes(database)

    imported(database, sheet, now, first.course_id)

    assert changes(database) == before


def test_a_mark_that_differs_is_kept_and_listed(database: Database, sheet: MarksSheet, now: datetime) -> None:
    first = imported(database, sheet, now)
    with database.transaction() as db:
        person = enrolled_people(db, first.course_id)[0]
        mark_attendance(
            db, training_session_id=first.sessions[0], person_id=person.person_id, status=E, now=now
        )

    again = imported(database, sheet, now, first.course_id)

    (differing,) = again.differing
    assert (differing.row, differing.name, differing.kept, differing.in_sheet.status) == (
        2,
        "Aline KEZA",
        Mark(E),
        P,
    )
    with database.reading() as db:
        assert load_mark(db, first.sessions[0], person.person_id) == Mark(E)


def test_two_lines_with_the_name_of_one_person_both_wait(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    twice = a_sheet(tmp_path, ("Keza Aline", "P", "P", "P"), ("ALINE KEZA", "A", "A", "A"))

    done = imported(database, twice, now)

    assert (done.marks, done.marks_waiting) == (0, 6)
    before = changes(database)
    imported(database, twice, now, done.course_id)
    assert changes(database) == before


def test_a_delay_longer_than_the_session_is_a_bad_cell(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    done = imported(database, a_sheet(tmp_path, ("Keza Aline", "L 250", "P", "X")), now)

    assert done.marks == 1
    assert [(cell.row, cell.header) for cell in done.bad_cells] == [(2, HALF_DAYS[2]), (2, HALF_DAYS[0])]


def test_a_column_without_a_half_is_a_whole_day(database: Database, tmp_path: Path, now: datetime) -> None:
    done = imported(database, a_sheet(tmp_path, ("Keza Aline", "P"), columns=("03/03/2027",)), now)

    with database.reading() as db:
        (row,) = sessions_of(db, done.course_id)
    assert (row.slot, row.minutes) == (Slot.FULL, 480)


def test_a_sheet_that_meets_other_sessions_is_refused_whole(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    with database.transaction() as db:
        overlapping, cancelled = a_course(db, "HUY-1"), a_course(db, "HUY-2")
        some_people(db, PEOPLE)
        add_session(db, course_id=overlapping, held_on=MONDAY, slot=Slot.FULL)
        morning = add_session(db, course_id=cancelled, held_on=MONDAY, slot=Slot.AM)
        cancel_session(db, training_session_id=morning.training_session_id, reason="No power")
    before = changes(database)

    with pytest.raises(TrainingSessionOverlaps):
        imported(database, sheet, now, overlapping)
    with pytest.raises(TrainingSessionCancelled):
        imported(database, sheet, now, cancelled)

    assert changes(database) == before


def test_new_marks_do_not_slip_into_a_closed_session(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    first = imported(database, sheet, now)
    with database.transaction() as db:
        mark_rest(db, training_session_id=first.sessions[0], status=A, now=now)
        close_session(db, training_session_id=first.sessions[0], on_date=MONDAY, by=None)
        some_people(db, ["HIRWA Rose"])

    with pytest.raises(TrainingSessionClosed):
        imported(database, sheet, now, first.course_id)


def test_who_left_is_enrolled_again_only_if_the_sheet_marks_them_later(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    first = imported(database, sheet, now)
    with database.transaction() as db:
        people = enrolled_people(db, first.course_id)
        for person, day in zip(people[:2], (MONDAY, date(2027, 3, 2)), strict=True):
            withdraw_enrolment(db, course_id=first.course_id, person_id=person.person_id, left_on=day)

    again = imported(database, sheet, now, first.course_id)

    assert [earlier.person_id for earlier in again.enrolled.back] == [people[0].person_id]


def test_a_decision_links_marks_and_can_be_taken_back(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    done = imported(database, sheet, now)
    with database.transaction() as db:
        before = course_register(db, done.course_id)
        name = next(n for n in waiting_names(db, done.course_id) if n.name == "Nsenga Paul")

        linked = link_waiting_marks(
            db,
            waiting_mark_ids=name.waiting_mark_ids,
            person_id=name.candidates[0].person_id,
            now=now,
        )
        assert len(linked.marked) == 3
        assert course_register(db, done.course_id).rows[4].hours.credited == 480
        assert len(waiting_names(db, done.course_id)) == 2
        with pytest.raises(NotFound):
            link_waiting_marks(
                db, waiting_mark_ids=name.waiting_mark_ids, person_id=linked.person_id, now=now
            )
        unlink_waiting_marks(db, linked=linked, now=now)

        assert course_register(db, done.course_id) == before
        assert len(waiting_names(db, done.course_id)) == 3


def test_a_decision_does_not_overwrite_a_mark(database: Database, sheet: MarksSheet, now: datetime) -> None:
    done = imported(database, sheet, now)
    with database.transaction() as db:
        name = next(n for n in waiting_names(db, done.course_id) if n.name == "Mugabo")
        person_id = name.candidates[0].person_id

        linked = link_waiting_marks(db, waiting_mark_ids=name.waiting_mark_ids, person_id=person_id, now=now)

        assert linked.differing == (done.sessions[0],)
        assert [mark.training_session_id for mark in linked.marked] == [done.sessions[2]]
        kept = load_mark(db, done.sessions[0], person_id)
        assert kept is not None
        assert kept.status == A


def test_dismissed_marks_wait_no_longer_and_can_wait_again(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    done = imported(database, sheet, now)
    with database.transaction() as db:
        name = next(n for n in waiting_names(db, done.course_id) if n.name == "HIRWA Rose")
        ids = dismiss_waiting_marks(db, waiting_mark_ids=name.waiting_mark_ids)
        assert len(waiting_names(db, done.course_id)) == 2
    imported(database, sheet, now, done.course_id)
    with database.transaction() as db:
        assert len(waiting_names(db, done.course_id)) == 2
        wait_again(db, waiting_mark_ids=ids)
        assert len(waiting_names(db, done.course_id)) == 3


def test_a_name_that_became_clear_links_at_the_next_import(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    done = imported(database, sheet, now)
    with database.transaction() as db:
        some_people(db, ["Rose Hirwa"])

    again = imported(database, sheet, now, done.course_id)

    assert (again.marks, again.marks_unknown) == (3, 0)
    with database.reading() as db:
        assert len(waiting_names(db, done.course_id)) == 2


def test_undo_takes_everything_out_and_the_sheet_can_come_again(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    done = imported(database, sheet, now)
    assert done.import_id is not None
    with database.transaction() as db:
        undone = undo_import_marks(db, import_id=done.import_id)

        assert (undone.marks_removed, undone.marks_kept, undone.waiting_removed) == (11, 0, 9)
        assert (undone.sessions_removed, undone.people_removed) == (3, 4)
        register = course_register(db, done.course_id)
        assert (register.sessions, register.rows) == ((), ())
        assert waiting_names(db, done.course_id) == []
        with pytest.raises(NotFound):
            undo_import_marks(db, import_id=done.import_id)

    again = imported(database, sheet, now, done.course_id)
    assert (len(again.sessions_made), again.marks, again.marks_waiting, again.marks_unknown) == (3, 11, 6, 3)
    assert again.import_id is not None
    with database.transaction() as db:
        assert undo_import_marks(db, import_id=again.import_id).people_removed == 4


def test_undo_keeps_what_somebody_changed_and_what_hangs_on_it(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    done = imported(database, sheet, now)
    assert done.import_id is not None
    with database.transaction() as db:
        person = enrolled_people(db, done.course_id)[0]
        mark_attendance(
            db, training_session_id=done.sessions[0], person_id=person.person_id, status=A, now=now
        )

        undone = undo_import_marks(db, import_id=done.import_id)

        assert (undone.marks_removed, undone.marks_kept) == (10, 1)
        register = course_register(db, done.course_id)
        assert [row.person.person_id for row in register.rows] == [person.person_id]
        assert [column.session.id for column in register.sessions] == [done.sessions[0]]


def test_undo_takes_marks_that_were_linked_by_hand_as_well(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    done = imported(database, sheet, now)
    assert done.import_id is not None
    with database.transaction() as db:
        name = next(n for n in waiting_names(db, done.course_id) if n.name == "Nsenga Paul")
        link_waiting_marks(
            db,
            waiting_mark_ids=name.waiting_mark_ids,
            person_id=name.candidates[1].person_id,
            now=now,
        )

        undone = undo_import_marks(db, import_id=done.import_id)

        assert (undone.marks_removed, undone.people_removed) == (14, 5)
        assert course_register(db, done.course_id).rows == ()


def test_undo_is_refused_once_a_session_was_closed(
    database: Database, sheet: MarksSheet, now: datetime
) -> None:
    done = imported(database, sheet, now)
    assert done.import_id is not None
    with database.transaction() as db:
        mark_rest(db, training_session_id=done.sessions[0], status=A, now=now)
        close_session(db, training_session_id=done.sessions[0], on_date=MONDAY, by=None)

        with pytest.raises(TrainingSessionClosed):
            undo_import_marks(db, import_id=done.import_id)
