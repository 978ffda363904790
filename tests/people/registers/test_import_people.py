from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache

import pytest

from tvet_desktop.courses.models import Course, CourseTrainer
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.queries import (
    ImportRow,
    list_imports,
    list_people,
    list_waiting_rows,
    people_by_id,
    person_file,
)
from tvet_desktop.people.register import Details, Register
from tvet_desktop.people.registers.complete_waiting_row import complete_waiting_row
from tvet_desktop.people.registers.discard_waiting_row import discard_waiting_row
from tvet_desktop.people.registers.import_people import PeopleImported, import_people
from tvet_desktop.people.registers.read_register import read_register
from tvet_desktop.people.registers.undo_import import ImportAlreadyUndone, KeptBecause, undo_import
from tvet_desktop.people.rules import PersonIncomplete
from tvet_desktop.programme.queries import college_by_code
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.storage.database import Database, new_id
from tvet_desktop.storage.ids import scope_of

ReadRows = Callable[..., Workbook]
HUYE, TUMBA = 12, 18


@cache
def _sample(name: str = "trainees_huye.xlsx") -> Register:
    return read_register(read_workbook(RESOURCES / "samples" / name))


def _take_in(database: Database, register: Register, now: datetime, scope: int = HUYE) -> PeopleImported:
    with database.transaction() as db:
        return import_people(db, register=register, college_scope=scope, by=None, now=now)


def _imports(database: Database) -> list[ImportRow]:
    with database.reading() as db:
        return list_imports(db)


def _names(database: Database) -> list[str]:
    with database.reading() as db:
        return [row.name for row in list_people(db).rows]


def test_samples_give_seventy_one_people_and_two_waiting_rows(database: Database, now: datetime) -> None:
    huye = _take_in(database, _sample(), now)
    tumba = _take_in(database, _sample("trainees_tumba_cp1252.csv"), now, TUMBA)

    assert (len(huye.person_ids), len(huye.waiting_row_ids), len(huye.bad_cells)) == (41, 2, 3)
    assert (len(tumba.person_ids), len(tumba.waiting_row_ids), len(tumba.bad_cells)) == (30, 0, 0)
    assert len(_names(database)) == 71
    assert {scope_of(person_id) for person_id in huye.person_ids} == {HUYE}
    assert _imports(database)[-1].imported_on == now.date()


def test_import_is_recorded_with_its_figures(
    database: Database, now: datetime, administrator_id: int
) -> None:
    with database.transaction(user_id=administrator_id) as db:
        import_people(db, register=_sample(), college_scope=HUYE, by=administrator_id, now=now)

    [made] = _imports(database)
    assert (made.file_label, made.sheet, made.imported_by) == (
        "trainees_huye.xlsx",
        "Register",
        administrator_id,
    )
    assert (made.people, made.waiting, made.already_here, made.bad_cells) == (41, 2, 0, 3)
    assert made.undone_on is None


def test_same_file_again_brings_nobody_twice_even_after_edits(database: Database, now: datetime) -> None:
    first = _take_in(database, _sample(), now)
    with database.transaction() as db:
        edit_person(db, person_id=first.person_ids[0], details=Details("KEZA", "Aline", "F"))

    again = _take_in(database, _sample(), now)

    assert again.import_id is None
    assert len(again.already_here) == 43
    assert again.already_here[0] == 5
    assert len(_names(database)) == 41
    assert len(_imports(database)) == 1


def test_other_file_with_equal_rows_brings_only_what_is_new(
    database: Database, now: datetime, read_rows: ReadRows
) -> None:
    head = ["Names", "Sex", "Phone"]
    _take_in(
        database,
        read_register(read_rows([head, ["KEZA A", "F", "0788000111"], ["UWASE B", None, None]])),
        now,
    )

    longer = read_register(
        read_rows(
            [head, ["UWASE B", None, None], ["MUGABO C", "M", None], ["KEZA A", "F", 788000111]],
            name="b.xlsx",
        )
    )
    result = _take_in(database, longer, now)

    assert (len(result.person_ids), len(result.waiting_row_ids), result.already_here) == (1, 0, (2, 4))


def test_row_that_says_anything_else_is_another_person(
    database: Database, now: datetime, read_rows: ReadRows
) -> None:
    head = ["Names", "Sex", "Phone"]
    _take_in(database, read_register(read_rows([head, ["KEZA A", "F", "0788000111"]])), now)

    result = _take_in(
        database, read_register(read_rows([head, ["KEZA A", "F", "0788000112"]], name="b.xlsx")), now
    )

    assert len(result.person_ids) == 1


def test_equal_rows_in_one_file_are_as_many_people(
    database: Database, now: datetime, read_rows: ReadRows
) -> None:
    twins = [["Names", "Sex"], ["ISHIMWE Aline", "F"], ["ISHIMWE Aline", "F"]]
    first = _take_in(database, read_register(read_rows(twins)), now)
    second = _take_in(
        database, read_register(read_rows([*twins, ["ISHIMWE Aline", "F"]], name="b.xlsx")), now
    )

    assert (len(first.person_ids), len(second.person_ids)) == (2, 1)


def test_equal_rows_of_another_college_are_other_people(database: Database, now: datetime) -> None:
    _take_in(database, _sample(), now)

    assert len(_take_in(database, _sample(), now, TUMBA).person_ids) == 41


def test_waiting_row_becomes_a_person_in_its_place(database: Database, now: datetime) -> None:
    _take_in(database, _sample(), now)
    with database.reading() as db:
        sex_missing, name_missing = list_waiting_rows(db, college_scope=HUYE)
    assert (sex_missing.row, sex_missing.cell.text, sex_missing.details.family_name) == (14, "X?", "MUKAMANA")
    assert (name_missing.row, name_missing.details.email) == (38, "celestin.mutabazi@example.org")

    details = replace(sex_missing.details, sex="F")
    with database.transaction() as db:
        added = complete_waiting_row(db, waiting_row_id=sex_missing.id, details=details)

    with database.reading() as db:
        assert [row.row for row in list_waiting_rows(db)] == [38]
        person = person_file(db, added.person_id)
    assert (person.name, person.import_row, person.details.sex) == ("MUKAMANA Immaculée", 14, "F")
    assert len(_take_in(database, _sample(), now).already_here) == 43


def test_waiting_row_is_not_completed_without_what_is_missing(database: Database, now: datetime) -> None:
    waiting = _take_in(database, _sample(), now).waiting_row_ids[0]

    with pytest.raises(PersonIncomplete), database.transaction() as db:
        complete_waiting_row(db, waiting_row_id=waiting, details=Details("KEZA", "Aline"))


def test_discarded_row_waits_no_more_and_stays_away(database: Database, now: datetime) -> None:
    waiting = _take_in(database, _sample(), now).waiting_row_ids[1]
    with database.transaction() as db:
        discard_waiting_row(db, waiting_row_id=waiting)

    again = _take_in(database, _sample(), now)

    assert again.waiting_row_ids == ()
    with pytest.raises(NotFound), database.transaction() as db:
        discard_waiting_row(db, waiting_row_id=waiting)


def test_undo_takes_back_the_whole_import(database: Database, now: datetime) -> None:
    made = _take_in(database, _sample(), now)
    assert made.import_id is not None

    with database.transaction() as db:
        undone = undo_import(db, import_id=made.import_id, now=now)

    assert (undone.removed, undone.waiting_removed, undone.kept) == (41, 2, ())
    assert _names(database) == []
    assert _imports(database)[0].undone_on == now.date()
    with database.reading() as db:
        assert list_waiting_rows(db) == []


def test_undo_keeps_those_who_were_edited_or_completed_and_says_so(database: Database, now: datetime) -> None:
    made = _take_in(database, _sample(), now)
    assert made.import_id is not None
    with database.transaction() as db:
        edit_person(db, person_id=made.person_ids[3], details=Details("Uwimana", "Gérard", "M"))
        complete_waiting_row(db, waiting_row_id=made.waiting_row_ids[0], details=Details("KEZA", "", "F"))

    with database.transaction() as db:
        undone = undo_import(db, import_id=made.import_id, now=now)

    assert [(kept.name, kept.because) for kept in undone.kept] == [
        ("UWIMANA Gérard", KeptBecause.EDITED),
        ("KEZA", KeptBecause.COMPLETED),
    ]
    assert undone.removed == 40
    assert all(kept.because.sentence() for kept in undone.kept)
    assert _names(database) == ["KEZA", "UWIMANA Gérard"]


def test_undo_keeps_those_whom_a_course_names(database: Database, now: datetime) -> None:
    made = _take_in(database, _sample(), now)
    assert made.import_id is not None
    with database.transaction() as db:
        course = Course(
            id=new_id(db, HUYE),
            college_id=college_by_code(db, "HUY").id,
            code="C1",
            title="Irrigation",
            language="en",
            mode="IN_PERSON",
            state="OPEN",
        )
        db.add(course)
        db.flush()
        db.add(CourseTrainer(course_id=course.id, person_id=made.person_ids[0], role="COUNTERPART"))
        db.add(
            CourseTrainer(course_id=course.id, person_id=made.person_ids[1], role="COUNTERPART", deleted=True)
        )

    with database.transaction() as db:
        undone = undo_import(db, import_id=made.import_id, now=now)

    assert [(kept.person_id, kept.because) for kept in undone.kept] == [
        (made.person_ids[0], KeptBecause.IN_USE)
    ]


def test_import_is_undone_once(database: Database, now: datetime) -> None:
    made = _take_in(database, _sample(), now)
    assert made.import_id is not None
    with database.transaction() as db:
        undo_import(db, import_id=made.import_id, now=now)

    with pytest.raises(ImportAlreadyUndone) as caught, database.transaction() as db:
        undo_import(db, import_id=made.import_id, now=now)

    assert "trainees_huye.xlsx" in caught.value.sentence()


def test_file_comes_back_after_undo_and_leaves_those_who_stayed_alone(
    database: Database, now: datetime
) -> None:
    made = _take_in(database, _sample(), now)
    assert made.import_id is not None
    with database.transaction() as db:
        edit_person(db, person_id=made.person_ids[0], details=Details("KEZA", "Aline", "F"))
        undo_import(db, import_id=made.import_id, now=now)

    again = _take_in(database, _sample(), now)

    assert (len(again.person_ids), len(again.waiting_row_ids), again.already_here) == (40, 2, (5,))


def test_people_by_id_finds_many(database: Database, now: datetime) -> None:
    made = _take_in(database, _sample(), now)

    with database.reading() as db:
        assert people_by_id(db, made.person_ids).keys() == set(made.person_ids)
