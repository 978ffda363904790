from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tvet_desktop.accounts.many_removals import NeedsCoordinator
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.people.queries import list_people
from tvet_desktop.people.registers.import_people import import_people
from tvet_desktop.people.registers.read_register import read_register
from tvet_desktop.people.registers.undo_import import undo_import
from tvet_desktop.storage.database import Database, new_id

REGISTER = Path(__file__).resolve().parents[3] / "resources" / "samples" / "trainees_huye.xlsx"
HUYE = 12


def test_a_clerk_takes_back_an_own_list_of_today_and_no_older_one(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        clerk, coordinator = (
            User(id=new_id(db, HUYE), username=role, display_name=role, role=role)
            for role in (Role.CLERK, Role.COORDINATOR)
        )
        db.add_all((clerk, coordinator))
        by, other = clerk.id, coordinator.id
    register = read_register(read_workbook(REGISTER))

    def take_in() -> int:
        with database.transaction() as db:
            made = import_people(db, register=register, college_scope=HUYE, by=by, now=now)
        assert made.import_id is not None
        return made.import_id

    import_id = take_in()
    with database.transaction() as db:
        undo_import(db, import_id=import_id, now=now, by=by)
    import_id = take_in()
    tomorrow = now + timedelta(days=1)
    with database.reading() as db:
        before = list_people(db).total
    with pytest.raises(NeedsCoordinator) as refused, database.transaction() as db:
        undo_import(db, import_id=import_id, now=tomorrow, by=by)
    assert "ask a coordinator" in refused.value.sentence()
    with database.reading() as db:
        assert list_people(db).total == before > 30
    with database.transaction() as db:
        undo_import(db, import_id=import_id, now=tomorrow, by=other)
    with database.reading() as db:
        assert list_people(db).total == 0
