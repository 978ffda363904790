"""After how long without a touch this PC locks itself: a setting of the PC, not of a user."""

from sqlalchemy.orm import Session

from tvet_desktop.storage.local_settings import read_setting, write_setting

IDLE_MINUTES = 10
LONGEST_IDLE_MINUTES = 240
_SETTING = "idle_minutes"


def idle_minutes(db: Session) -> int:
    """Return the minutes; 0 never locks."""
    return int(read_setting(db, _SETTING, IDLE_MINUTES))


def set_idle_minutes(db: Session, minutes: int) -> None:
    """Lock after this many minutes, from 0 (never) to ``LONGEST_IDLE_MINUTES``."""
    assert 0 <= minutes <= LONGEST_IDLE_MINUTES
    write_setting(db, _SETTING, minutes)
