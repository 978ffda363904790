"""Puts a backup into an empty database on a server: after the server was lost, or to move a PC's data to one."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from tvet_desktop.accounts.home import Home
from tvet_desktop.accounts.new_database import KEYS_FILE
from tvet_desktop.accounts.server_home import ServerHome
from tvet_desktop.shared.clock import Clock
from tvet_desktop.storage.backup.place import FoundBackup
from tvet_desktop.storage.backup.put_back import PREPARING, discard
from tvet_desktop.storage.backup.try_backup import database_in
from tvet_desktop.sync.backups.restore import Restored, prepared, unlock


def restore_to_server(
    backup: FoundBackup,
    home: Home,
    clock: Clock,
    *,
    username: str,
    secret: str,
    before: Callable[[Session], None] | None = None,
) -> Restored:
    """Fill the empty database of ``home`` with a backup; the arguments are those of ``restore``.

    Raises:
        AlreadySetUp: the database holds data: nothing was changed.
        BackupDamaged, BackupTooNew, KeysUnreadable, WrongPassword, NotAllowed, ServerNotEmpty: nothing is set up.
    """
    assert isinstance(home, ServerHome)
    unlocked = unlock(backup.folder / KEYS_FILE, username, secret)
    try:
        key = prepared(backup, home.folder, clock, unlocked, before)
        rows = home.put_back(database_in(home.folder / PREPARING), clock, key)
    finally:
        discard(home.folder)
    return Restored(backup.made_at, rows, home.folder / "nothing was replaced", 0)
