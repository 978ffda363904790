"""A list that was corrected and comes again: only its corrections and new rows come, nobody twice, and undo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.courses.factories import a_running_course
from tvet_desktop.attendance.loading import write_mark
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.queries import list_people, list_waiting_rows, person_file
from tvet_desktop.people.register import Details
from tvet_desktop.people.register_notes import register_notes
from tvet_desktop.people.registers.import_people import PeopleImported, import_people
from tvet_desktop.people.registers.preview_register import RegisterPreview, preview_register
from tvet_desktop.people.registers.read_register import read_register
from tvet_desktop.people.registers.undo_import import ImportUndone, KeptBecause, undo_import
from tvet_desktop.programme.queries import college_by_code
from tvet_desktop.storage.database import Database

ReadRows = Callable[..., Workbook]
Rows = list[list[object]]
HUYE = 12
HEAD: list[object] = ["Names", "Sex", "Phone", "Year of birth"]
FIRST: Rows = [
    HEAD,
    ["KEZA Aline", "F", "0788000111", 1990],
    ["MUGABO Eric", "M", "12", 1991],
    ["UWASE Diane", "X?", "0788000113", 1992],
    [None, "M", "0788000114", 1993],
]


@pytest.fixture
def take_in(database: Database, read_rows: ReadRows, now: datetime) -> Callable[..., PeopleImported]:
    def take(rows: Rows, name: str = "list.xlsx") -> PeopleImported:
        register = read_register(read_rows(rows, name=name))
        with database.transaction() as db:
            return import_people(db, register=register, college_scope=HUYE, by=None, now=now)

    return take


@pytest.fixture
def preview(database: Database, read_rows: ReadRows) -> Callable[..., RegisterPreview]:
    def look(rows: Rows, name: str = "list.xlsx") -> RegisterPreview:
        with database.reading() as db:
            return preview_register(
                db, workbook=read_rows(rows, name=name), colleges=[college_by_code(db, "HUY")]
            )

    return look


def _undo(database: Database, made: PeopleImported, now: datetime) -> ImportUndone:
    assert made.import_id is not None
    with database.transaction() as db:
        return undo_import(db, import_id=made.import_id, now=now)


def _names(database: Database) -> list[str]:
    with database.reading() as db:
        return sorted(row.name for row in list_people(db).rows)


def _details(database: Database, person_id: int) -> Details:
    with database.reading() as db:
        return person_file(db, person_id).details


def _corrected() -> Rows:
    rows = [list(row) for row in FIRST]
    rows[2][2] = "0788000112"
    rows[3][1] = "F"
    rows[4][0] = "NIYONZIMA Paul"
    rows.append(["GATETE Luc", "M", None, 1994])
    return rows


def test_a_corrected_list_brings_its_corrections_and_nobody_twice(
    take_in: Callable[..., PeopleImported], preview: Callable[..., RegisterPreview], database: Database
) -> None:
    first = take_in(FIRST)
    assert (len(first.person_ids), len(first.waiting_row_ids)) == (2, 2)

    seen = preview(_corrected(), "list - to correct.xlsx")
    assert (seen.new_people, seen.new_waiting, seen.changed, seen.already_here) == (3, 0, 1, 1)
    made = take_in(_corrected(), "list - to correct.xlsx")

    assert (len(made.person_ids), len(made.completed_ids), len(made.changed_ids)) == (1, 2, 1)
    assert _names(database) == ["GATETE Luc", "KEZA Aline", "MUGABO Eric", "NIYONZIMA Paul", "UWASE Diane"]
    assert _details(database, first.person_ids[1]).phone == "+250788000112"
    with database.reading() as db:
        assert list_waiting_rows(db) == []
    again = take_in(_corrected(), "list - to correct.xlsx")
    assert again.import_id is None
    assert len(again.already_here) == 5


def test_undoing_the_corrected_list_puts_everything_back(
    take_in: Callable[..., PeopleImported], database: Database, now: datetime
) -> None:
    first = take_in(FIRST)
    made = take_in(_corrected())

    undone = _undo(database, made, now)

    assert (undone.removed, undone.restored, undone.kept) == (3, 1, ())
    assert _names(database) == ["KEZA Aline", "MUGABO Eric"]
    assert _details(database, first.person_ids[1]).phone is None
    with database.reading() as db:
        assert [row.row for row in list_waiting_rows(db)] == [4, 5]
    undone = _undo(database, first, now)
    assert (undone.removed, undone.waiting_removed, undone.kept) == (2, 2, ())


def test_undoing_the_first_list_takes_those_along_whom_the_second_has_corrected(
    take_in: Callable[..., PeopleImported], database: Database, now: datetime
) -> None:
    first = take_in(FIRST)
    take_in(_corrected())

    undone = _undo(database, first, now)

    assert undone.kept == ()
    assert _names(database) == ["GATETE Luc"]
    with database.reading() as db:
        assert list_waiting_rows(db) == []


def test_rows_that_moved_are_still_known_by_their_names(
    take_in: Callable[..., PeopleImported], database: Database
) -> None:
    take_in(FIRST)
    rows = [["IPRC HUYE"], [], *_corrected()]
    rows.insert(4, ["MUKAMANA Claire", "F", "0788000119", 1980])

    made = take_in(rows)

    assert (len(made.person_ids), len(made.completed_ids), len(made.changed_ids)) == (2, 2, 1)
    assert len(_names(database)) == 6


def test_a_name_that_was_written_otherwise_is_corrected_in_its_place(
    take_in: Callable[..., PeopleImported], database: Database
) -> None:
    take_in(FIRST)
    rows = [list(row) for row in FIRST]
    rows[1][0] = "KEZA Alyne"

    made = take_in(rows)

    assert (len(made.person_ids), len(made.changed_ids)) == (0, 1)
    assert _names(database) == ["KEZA Alyne", "MUGABO Eric"]


def test_what_was_edited_by_hand_stays(
    take_in: Callable[..., PeopleImported], preview: Callable[..., RegisterPreview], database: Database
) -> None:
    first = take_in(FIRST)
    edited = replace(_details(database, first.person_ids[1]), phone="+250788999999")
    with database.transaction() as db:
        edit_person(db, person_id=first.person_ids[1], details=edited)
    rows = [list(row) for row in FIRST]
    rows[2][2] = "0788000112"

    assert (preview(rows).changed, preview(rows).kept) == (0, {3})
    assert take_in(rows).import_id is None
    assert _details(database, first.person_ids[1]).phone == "+250788999999"


def test_a_correction_of_a_correction_is_taken_too(
    take_in: Callable[..., PeopleImported], database: Database, now: datetime
) -> None:
    first = take_in(FIRST)
    take_in(_corrected())
    rows = _corrected()
    rows[2][2] = "0788000199"

    last = take_in(rows)

    assert len(last.changed_ids) == 1
    assert _details(database, first.person_ids[1]).phone == "+250788000199"
    _undo(database, last, now)
    assert _details(database, first.person_ids[1]).phone == "+250788000112"


def test_an_emptied_cell_takes_nothing_away(
    take_in: Callable[..., PeopleImported], preview: Callable[..., RegisterPreview], database: Database
) -> None:
    first = take_in(FIRST)
    rows = [list(row) for row in FIRST]
    rows[1][2] = None

    seen = preview(rows)

    assert (seen.changed, len(seen.new_rows), seen.already_here) == (0, 0, 4)
    assert take_in(rows).import_id is None
    assert _details(database, first.person_ids[0]).phone == "+250788000111"


def test_another_list_with_a_shared_name_corrects_nobody(
    take_in: Callable[..., PeopleImported], database: Database
) -> None:
    take_in(FIRST)
    other = [
        HEAD,
        ["KEZA Aline", "F", "0788111111", 1985],
        ["HABIMANA Jean", "M", "0788111112", 1986],
        ["INGABIRE Rose", "F", "0788111113", 1987],
    ]

    made = take_in(other, "group b.xlsx")

    assert len(made.person_ids) == 3
    assert _names(database).count("KEZA Aline") == 2


def test_somebody_who_was_edited_after_the_correction_stays_when_it_is_undone(
    take_in: Callable[..., PeopleImported], database: Database, now: datetime
) -> None:
    take_in(FIRST)
    made = take_in(_corrected())
    details = replace(_details(database, made.person_ids[0]), phone="+250788000555")
    with database.transaction() as db:
        edit_person(db, person_id=made.person_ids[0], details=details)

    undone = _undo(database, made, now)

    assert [(kept.name, kept.because) for kept in undone.kept] == [("GATETE Luc", KeptBecause.EDITED)]
    assert undone.removed == 2


def test_cancel_in_the_middle_leaves_nothing(database: Database, read_rows: ReadRows, now: datetime) -> None:
    rows: Rows = [["Names", "Sex"], *([f"INVENTED{number} Person", "F"] for number in range(600))]
    register = read_register(read_rows(rows))
    told: list[tuple[int, int]] = []

    class Cancelled(Exception):
        pass

    def steps(done: int, in_all: int) -> None:
        told.append((done, in_all))
        if done >= 500:
            raise Cancelled

    with pytest.raises(Cancelled), database.transaction() as db:
        import_people(db, register=register, college_scope=HUYE, by=None, now=now, steps=steps)

    assert told == [(0, 600), (0, 600), (250, 600), (500, 600)]
    assert _names(database) == []


def test_a_list_that_was_saved_under_another_name_and_sheet_is_still_known(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    """The sheet of a .csv is named like its file."""

    def take(name: str, phone: str) -> PeopleImported:
        lines = [
            "Names;Sex;Phone",
            "KEZA Aline;F;0788000111",
            f"MUGABO Eric;M;{phone}",
            "UWASE Diane;F;0788000113",
        ]
        (tmp_path / name).write_text("\n".join(lines))
        register = read_register(read_workbook(tmp_path / name))
        with database.transaction() as db:
            return import_people(db, register=register, college_scope=HUYE, by=None, now=now)

    take("people.csv", "12")
    made = take("final version.csv", "0788000112")

    assert (made.person_ids, len(made.changed_ids)) == ((), 1)


def test_people_in_a_course_stay_when_the_correction_and_the_list_are_undone(
    take_in: Callable[..., PeopleImported], database: Database, now: datetime
) -> None:
    first = take_in(FIRST)
    made = take_in(_corrected())
    with database.transaction() as db:
        course_id, sessions, _others = a_running_course(db, ())
        ids = [first.person_ids[1], made.completed_ids[0]]
        enrol_people(db, course_id=course_id, person_ids=ids, enrolled_on=now.date())
        write_mark(db, sessions[0], ids[0], Mark(MarkStatus.PRESENT))

    undone = _undo(database, made, now)
    assert (undone.removed, undone.restored) == (2, 1)
    assert [(kept.name, kept.because) for kept in undone.kept] == [("UWASE Diane", KeptBecause.IN_USE)]
    undone = _undo(database, first, now)

    assert [kept.name for kept in undone.kept] == ["MUGABO Eric", "UWASE Diane"]
    assert _names(database) == ["MUGABO Eric", "UWASE Diane"]


def test_a_list_without_a_column_for_the_sex_is_told_so_in_its_headings(read_rows: ReadRows) -> None:
    register = read_register(read_rows([["Names", "Phone"], ["KEZA Aline", "0788000111"]]))

    notes = register_notes(register)

    assert list(notes) == [(1, 1), (1, 2)]
    assert "no column for the sex" in notes[1, 2]
