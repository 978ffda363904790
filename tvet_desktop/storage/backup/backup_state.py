"""What this PC remembers of its backups, beside the database: it must be readable when the database is not."""

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from tvet_desktop.storage.files import write_durably

STATE_FILE = "backups.json"
OWN, NEAR, ELSEWHERE = "own", "near", "elsewhere"
MOST_DAYS = 7
_DAY = timedelta(days=1)


class LastBackup(msgspec.Struct, frozen=True):
    """The newest backup of one kind: when as the PC believed it, where, and of which state of the data."""

    made_at: datetime
    folder: str
    latest_change: int
    keys: str

    def is_of(self, latest_change: int, keys: str) -> bool:
        """Tell whether nothing has changed since."""
        return (self.latest_change, self.keys) == (latest_change, keys)


class BackupState(msgspec.Struct, frozen=True):
    """``second_place`` is a folder that somebody chose, "" if none; ``since`` is when backups were first thought of."""

    second_place: str = ""
    since: datetime | None = None
    last: dict[str, LastBackup] = {}
    failed: bool = False
    """The last automatic backup in the second place could not be made."""
    is_near: bool = False
    """The second place was on the disk of the data when it was last looked at."""

    def with_last(self, kind: str, made: LastBackup) -> "BackupState":
        """Return the state after a backup."""
        return msgspec.structs.replace(self, last={**self.last, kind: made})


def read_state(data_dir: Path) -> BackupState:
    """Return what is remembered; nothing if the file is missing or damaged: backups are then made anew."""
    try:
        return msgspec.json.decode((data_dir / STATE_FILE).read_bytes(), type=BackupState)
    except (OSError, msgspec.DecodeError, RecursionError):
        return BackupState()


def write_state(data_dir: Path, state: BackupState) -> None:
    """Remember.

    Raises:
        FolderUnusable: the data folder cannot be written.
    """
    write_durably(data_dir / STATE_FILE, msgspec.json.encode(state), private=True)


def own_place(data_dir: Path) -> Path:
    """Return the folder beside the data folder in which every PC keeps backups of its own."""
    return data_dir.with_name(f"{data_dir.name} backups")


def known_places(data_dir: Path) -> list[Path]:
    """Return where backups of this PC may lie: its own place, the second one, and where the last by hand went."""
    state = read_state(data_dir)
    places = [own_place(data_dir)]
    if state.second_place:
        places.append(Path(state.second_place))
    places += [Path(last.folder).parents[1] for kind in (ELSEWHERE, NEAR) if (last := state.last.get(kind))]
    return list(dict.fromkeys(places))


def days_without(state: BackupState, latest_change: int, now: datetime) -> int | None:
    """Return for how many days work has been without a backup on another disk; None if that is no trouble yet.

    A backup that lies in the future was made while the clock was wrong, and says nothing.
    """
    last = state.last.get(ELSEWHERE)
    if last is not None and last.latest_change == latest_change:
        return None
    since = state.since if last is None else last.made_at
    if since is None:
        return None
    if since > now + _DAY:
        return None if last is None else MOST_DAYS
    days = (now - since).days
    return days if days >= MOST_DAYS else None
