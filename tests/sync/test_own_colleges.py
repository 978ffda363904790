from datetime import datetime

import msgspec

from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.found import found
from tvet_desktop.sync.own_colleges import own_colleges
from tvet_desktop.sync.this_pc import save_this_pc


def test_own_colleges_of_a_national_pc_are_all_with_its_own_first(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        scopes = [college.scope for college in list_colleges(db)]
        found(
            db,
            name="Invented",
            practice=False,
            home_scope=18,
            college_scopes=scopes,
            recovery_code="0000-0000-0000-0000-0000-0000",
            now=now,
        )
        assert own_colleges(db)[0].code == "TUM"
        assert len(own_colleges(db)) == 8


def test_own_colleges_of_a_colleges_pc_is_one(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        this_pc = found(
            db,
            name="Invented",
            practice=False,
            home_scope=12,
            college_scopes=[12],
            recovery_code="0000-0000-0000-0000-0000-0000",
            now=now,
        )
        this_pc.device = msgspec.structs.replace(this_pc.device, national=False)
        save_this_pc(db, this_pc)
        assert [college.code for college in own_colleges(db)] == ["HUY"]
