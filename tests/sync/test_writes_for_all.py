from datetime import datetime

import msgspec

from tvet_desktop.storage.database import Database
from tvet_desktop.sync.found import found
from tvet_desktop.sync.this_pc import save_this_pc
from tvet_desktop.sync.writes_for_all import writes_for_all


def test_only_a_national_pc_writes_the_shared_lists(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        assert writes_for_all(db)
        this_pc = found(
            db,
            name="Invented",
            practice=False,
            home_scope=12,
            college_scopes=[12],
            recovery_code="0000-0000-0000-0000-0000-0000",
            now=now,
        )
        assert writes_for_all(db)

        this_pc.device = msgspec.structs.replace(this_pc.device, national=False)
        save_this_pc(db, this_pc)

        assert not writes_for_all(db)
