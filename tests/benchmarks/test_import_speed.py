"""How long a register of 5,000 rows takes from the file to the store, with and without the process apart."""

import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import Workbook as NewWorkbook
from openpyxl import load_workbook

from tvet_desktop.documents.commented_copy import notes_of, write_commented_copy
from tvet_desktop.documents.parse_in_child import child
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.people.registers.import_people import import_people
from tvet_desktop.people.registers.preview_register import preview_register
from tvet_desktop.people.registers.undo_import import undo_import
from tvet_desktop.programme.queries import college_by_code
from tvet_desktop.storage.database import Database

ROWS, BAD_ROWS, SCOPE = 5_000, 500, 12
SECONDS = 5
T = TypeVar("T")


def _register(path: Path) -> Path:
    workbook = NewWorkbook()
    sheet = workbook.active
    sheet.append(["No", "Names", "Sex", "Year of birth", "Position", "Phone", "ID number", "E-mail"])
    for number in range(1, ROWS + 1):
        phone = "12" if number <= BAD_ROWS else f"078{number:07}"
        year = 1970 + number % 30
        row = [number, f"INVENTED{number} Aline Diane", "F", year, "Teacher", phone]
        sheet.append([*row, f"1{year}7{number:010}", f"p{number}@example.org"])
    workbook.save(path)
    return path


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return the result and the seconds of one processor: other programs on the PC do not count."""
    start, children = time.process_time(), os.times()
    result = work()
    after = os.times()
    apart = after.children_user + after.children_system - children.children_user - children.children_system
    return result, time.process_time() - start + apart


def test_five_thousand_rows_from_the_file_to_the_store_and_back(
    database: Database, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _register(tmp_path / "register.xlsx")
    told: list[int] = []

    def preview_of(file: Path):  # noqa: ANN202  read below
        workbook = read_workbook(file)
        with database.reading() as db:
            colleges = [college_by_code(db, "HUY")]
            return preview_register(
                db, workbook=workbook, colleges=colleges, steps=lambda done, _all: told.append(done)
            )

    def save(preview):  # noqa: ANN001, ANN202  of preview_of
        with database.transaction() as db:
            return import_people(
                db,
                register=preview.register,
                college_scope=SCOPE,
                by=None,
                now=now,
                steps=lambda done, _all: told.append(done),
            )

    _, in_process = _timed(lambda: child(path.read_bytes()))
    _, apart = _timed(lambda: read_workbook(path))
    preview, previewed = _timed(lambda: preview_of(path))
    steps_of_reading = len(told)
    made, saved = _timed(lambda: save(preview))
    steps_of_saving = len(told) - steps_of_reading

    notes = notes_of(preview.register.bad_cells)
    _, commented = _timed(
        lambda: write_commented_copy(
            workbook=preview.workbook,
            sheet=preview.table.sheet,
            source=path,
            target=tmp_path / "copy.xlsx",
            notes=notes,
        )
    )
    book = load_workbook(tmp_path / "copy.xlsx")
    for number in range(1, BAD_ROWS + 1):
        book.active.cell(number + 1, 6, f"079{number:07}")
    book.save(tmp_path / "corrected.xlsx")
    corrected, corrected_read = _timed(lambda: preview_of(tmp_path / "corrected.xlsx"))
    again, corrected_saved = _timed(lambda: save(corrected))

    def undo() -> int:
        with database.transaction() as db:
            assert made.import_id is not None
            return undo_import(db, import_id=made.import_id, now=now).removed

    removed, undone = _timed(undo)

    with capsys.disabled():
        print(
            f"\n{ROWS} rows: parsed {in_process:.2f} s in process, {apart:.2f} s in a process apart and checked;"
            f" file to preview {previewed:.1f} s ({steps_of_reading} steps), saved {saved:.1f} s"
            f" ({steps_of_saving} steps); {BAD_ROWS} comments written {commented:.1f} s; corrected list read"
            f" {corrected_read:.1f} s, {len(again.changed_ids)} corrections saved {corrected_saved:.1f} s;"
            f" {removed} people taken out {undone:.1f} s"
        )
    assert (len(made.person_ids), len(again.person_ids), len(again.changed_ids)) == (ROWS, 0, BAD_ROWS)
    assert removed == ROWS
    assert previewed + saved < SECONDS
    assert corrected_read + corrected_saved < SECONDS
    assert min(steps_of_reading, steps_of_saving) >= 20
