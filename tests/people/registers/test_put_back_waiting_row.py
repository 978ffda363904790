from dataclasses import replace
from datetime import datetime

from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.people.queries import list_people, list_waiting_rows
from tvet_desktop.people.registers.complete_waiting_row import complete_waiting_row
from tvet_desktop.people.registers.discard_waiting_row import discard_waiting_row
from tvet_desktop.people.registers.import_people import import_people
from tvet_desktop.people.registers.put_back_waiting_row import put_back_waiting_row
from tvet_desktop.people.registers.read_register import read_register
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.storage.database import Database


def test_completed_and_discarded_rows_wait_again(database: Database, now: datetime) -> None:
    register = read_register(read_workbook(RESOURCES / "samples" / "trainees_huye.xlsx"))
    with database.transaction() as db:
        import_people(db, register=register, college_scope=12, by=None, now=now)
        first, second = list_waiting_rows(db)
        complete_waiting_row(db, waiting_row_id=first.id, details=replace(first.details, sex="F"))
        discard_waiting_row(db, waiting_row_id=second.id)
        assert (list_people(db).total, len(list_waiting_rows(db))) == (42, 0)
        put_back_waiting_row(db, waiting_row_id=first.id)
        put_back_waiting_row(db, waiting_row_id=second.id)
        assert (list_people(db).total, len(list_waiting_rows(db))) == (41, 2)
