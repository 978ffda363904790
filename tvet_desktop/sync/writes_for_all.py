"""Whether this PC may change the lists that all colleges share."""

from sqlalchemy.orm import Session

from tvet_desktop.storage.ids import Scope
from tvet_desktop.storage.local_tables import LocalSetting
from tvet_desktop.sync.this_pc import SETTING, load_this_pc


def writes_for_all(db: Session) -> bool:
    """Return True on a PC of the national office that has not handed over, and before the first run."""
    if db.get(LocalSetting, SETTING) is None:
        return True
    this_pc = load_this_pc(db)
    return this_pc.device.may_write(Scope.SHARED) and not this_pc.handed_to
