"""Apply what an older version of the app, or a PC without the key, had to leave aside."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.local_settings import read_setting, write_setting
from tvet_desktop.storage.schema import SCHEMA_VERSION
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.rebuild import rebuild
from tvet_desktop.sync.this_pc import load_this_pc

_SETTING = "applied_with"


def catch_up(db: Session) -> bool:
    """Rebuild if bundles were left incomplete and this PC can read more than it could then.

    Returns:
        Whether the tables were made anew.
    """
    if not is_behind(db):
        return False
    write_setting(db, _SETTING, _abilities(db))
    incomplete = db.scalar(
        select(func.count()).where(StoredBundle.incomplete.is_(True), StoredBundle.applied > 0)
    )
    if not incomplete:
        return False
    rebuild(db)
    return True


def is_behind(db: Session) -> bool:
    """Tell whether this PC can read more, or this app is newer, than when it caught up last."""
    return bool(read_setting(db, _SETTING) != _abilities(db))


def _abilities(db: Session) -> list[object]:
    return [SCHEMA_VERSION, sorted([scope, epoch] for scope, epoch in load_this_pc(db).epoch_keys)]
