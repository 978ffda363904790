from datetime import datetime
from pathlib import Path

import pytest

from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.people.registers.import_people import import_people
from tvet_desktop.people.registers.preview_register import preview_register
from tvet_desktop.programme.queries import CollegeRow, list_colleges
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.storage.database import Database

SAMPLES = RESOURCES / "samples"


@pytest.fixture
def colleges(database: Database) -> list[CollegeRow]:
    with database.reading() as db:
        return list_colleges(db)


def test_preview_counts_what_an_import_would_make(database: Database, colleges: list[CollegeRow]) -> None:
    with database.reading() as db:
        preview = preview_register(
            db, workbook=read_workbook(SAMPLES / "trainees_huye.xlsx"), colleges=colleges
        )
    assert (preview.new_people, preview.new_waiting, preview.already_here) == (41, 2, 0)
    assert preview.college.code == "HUY"


def test_preview_knows_rows_that_are_here_already(
    database: Database, colleges: list[CollegeRow], now: datetime
) -> None:
    workbook = read_workbook(SAMPLES / "trainees_huye.xlsx")
    with database.transaction() as db:
        preview = preview_register(db, workbook=workbook, colleges=colleges)
        assert preview.register is not None
        import_people(db, register=preview.register, college_scope=preview.college.scope, by=None, now=now)
        again = preview_register(db, workbook=workbook, colleges=colleges)
    assert (again.new_people, again.new_waiting, again.already_here) == (0, 0, 43)


def test_preview_of_a_list_of_another_college_keeps_the_own_one(
    database: Database, colleges: list[CollegeRow]
) -> None:
    own = [college for college in colleges if college.code == "TUM"]
    with database.reading() as db:
        preview = preview_register(db, workbook=read_workbook(SAMPLES / "trainees_huye.xlsx"), colleges=own)
    assert preview.college.code == "TUM"
    assert preview.named_college is not None
    assert preview.named_college.code == "HUY"


def test_preview_without_a_column_of_names_still_shows_the_columns(
    database: Database, colleges: list[CollegeRow], tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Sex,Who\nF,Uwera Chantal\n", encoding="utf-8")
    with database.reading() as db:
        workbook = read_workbook(file)
        preview = preview_register(db, workbook=workbook, colleges=colleges)
        chosen = preview_register(
            db, workbook=workbook, colleges=colleges, columns={"full_name": 2, "sex": 1}
        )
    assert preview.register is None
    assert [heading.label for heading in preview.headings] == ["Sex", "Who"]
    assert chosen.new_people == 1
