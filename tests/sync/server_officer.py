"""One officer of several who work on the same server: a process of its own, started by ``test_officers``.

Arguments: address, key in hex, id of a row that all edit, sync files to read, how often.
"""

import sys
from pathlib import Path

import tvet_desktop.app  # noqa: F401  registers every table
from tvet_desktop.accounts.models import User
from tvet_desktop.shared.clock import SystemClock
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.server.database import ServerDatabase
from tvet_desktop.sync.export_bundles import prepare_export
from tvet_desktop.sync.import_bundles import import_bundles


def work(address: str, key: str, shared_id: str, files: str, times: str) -> None:
    database = ServerDatabase.open_on(address, bytes.fromhex(key), SystemClock())
    received = sorted(Path(files).glob("*.tvet"))
    for turn in range(int(times)):
        with database.transaction() as db:
            row_id = new_id(db, 12)
            db.add(User(id=row_id, username="new", display_name=f"Invented {row_id}", role="CLERK"))
        with database.transaction() as db:
            shared = db.get_one(User, int(shared_id))
            shared.display_name += "+"  # would lose a sign if two looked before one wrote
        with database.transaction() as db:
            prepare_export(db)
        if turn < len(received):
            import_bundles(database, [received[turn]])
    database.close()


if __name__ == "__main__":
    work(*sys.argv[1:])
