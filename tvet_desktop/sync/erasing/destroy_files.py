"""What follows on the disk once an erasure is saved: files, the write-ahead log, the list that a restore needs."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from tvet_desktop.storage.backup.put_back import ASIDE
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.files import FileStore, write_durably
from tvet_desktop.storage.local_settings import read_setting
from tvet_desktop.storage.local_tables import LocalSetting
from tvet_desktop.sync.erasing.blank_rows import OLD_COPIES, UNSETTLED
from tvet_desktop.sync.erasing.erased import load_erased

ERASED_FILE = "erased.json"
"""Beside the database: ids of what was erased, so that a backup from before is blanked when it is put back."""


def settle_erased(database: Database, store: FileStore, data_dir: Path) -> bool:
    """Destroy the files of what was erased, and empty the write-ahead log; return whether there was anything to do.

    Stopped at any moment, the next call goes on. The key of each file is gone with its row: a copy elsewhere stays
    sealed for ever.
    """
    with database.reading() as db:
        files = read_setting(db, UNSETTLED, None)
        if files is None:
            return False
        listed, old_copies = load_erased(db).as_list(), bool(read_setting(db, OLD_COPIES, default=False))
    write_durably(data_dir / ERASED_FILE, json.dumps(listed).encode(), private=True)
    for name in files:
        (store.folder / Path(name).name).unlink(missing_ok=True)
    if old_copies:
        for aside in (*data_dir.glob(f"{ASIDE}*"), *data_dir.glob("*.before-version-*")):
            shutil.rmtree(aside) if aside.is_dir() else aside.unlink()
    with database.transaction() as db:
        if read_setting(db, UNSETTLED, None) == files:  # nothing was erased meanwhile
            for name in (UNSETTLED, *([OLD_COPIES] if old_copies else ())):
                db.delete(db.get_one(LocalSetting, name))
    database.leave_no_trace()
    return True


def known_erased(data_dir: Path) -> Sequence[object]:
    """Return what the list beside the database names; nothing if there is none."""
    try:
        found = json.loads((data_dir / ERASED_FILE).read_bytes())
    except (OSError, ValueError):
        return ()
    return found if isinstance(found, list) else ()
