"""The colleges whose rows this PC may write: what a screen offers where somebody is added."""

from sqlalchemy.orm import Session

from tvet_desktop.programme.queries import CollegeRow, list_colleges
from tvet_desktop.storage.local_tables import LocalSetting
from tvet_desktop.sync.this_pc import SETTING, load_this_pc


def own_colleges(db: Session) -> list[CollegeRow]:
    """Return the colleges that this PC may write for, its own one first, the others by name.

    One on a college's PC, all on a national one, and all before the first run.
    """
    colleges = list_colleges(db)
    if db.get(LocalSetting, SETTING) is None:
        return colleges
    this_pc = load_this_pc(db)
    mine = [college for college in colleges if this_pc.device.may_write(college.scope)]
    return sorted(mine, key=lambda college: college.scope != this_pc.home_scope)
