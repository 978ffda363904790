"""Makes the backups of the data that is open, and knows how they stand."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from tvet_desktop.accounts.new_database import KEYS_FILE
from tvet_desktop.programme.queries import college_of_scope
from tvet_desktop.storage.backup.backup_state import (
    ELSEWHERE,
    NEAR,
    OWN,
    BackupState,
    LastBackup,
    days_without,
    known_places,
    own_place,
    read_state,
    write_state,
)
from tvet_desktop.storage.backup.errors import NoBackup, PlaceTrouble
from tvet_desktop.storage.backup.make_backup import Source, make_backup
from tvet_desktop.storage.backup.manifest import hash_of
from tvet_desktop.storage.backup.place import FOLDER, FoundBackup, check_place, list_backups, newest_first
from tvet_desktop.storage.backup.same_disk import is_same_disk
from tvet_desktop.storage.backup.try_backup import Tried, try_backup
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.files import FolderUnusable, folder_errors, make_folder
from tvet_desktop.storage.latest_change import latest_change
from tvet_desktop.storage.lock import locked
from tvet_desktop.sync.snapshots.destroy_covered import destroyed_through
from tvet_desktop.sync.this_pc import load_this_pc


@dataclass(frozen=True)
class BackupStanding:
    """How the backups stand: the newest of each kind, and for how many days none was made elsewhere, if too long.

    ``near`` is the newest one outside of its own place and yet on the disk of the data, ``is_near`` tells that the
    second place lies there.
    """

    own: LastBackup | None
    near: LastBackup | None
    elsewhere: LastBackup | None
    second_place: str
    is_near: bool
    failed: bool
    days_without: int | None

    @property
    def newest(self) -> LastBackup | None:
        """The last one, of either kind."""
        there = [last for last in (self.own, self.near, self.elsewhere) if last is not None]
        return max(there, key=lambda last: last.made_at, default=None)


class Backups:
    """The backups of one open database. Its methods may run on any thread, one of them at a time works."""

    def __init__(
        self, database: Database, key: bytes, data_dir: Path, files: Path, working: threading.Lock
    ) -> None:
        self._database = database
        self._key = key
        self._data_dir = data_dir
        self._files = files
        self._working = working
        self.own_place = own_place(data_dir)

    def standing(self) -> BackupStanding:
        """Return how the backups stand."""
        state, now = read_state(self._data_dir), self._database.clock.now()
        own, near, elsewhere = map(state.last.get, (OWN, NEAR, ELSEWHERE))
        return BackupStanding(
            own,
            near,
            elsewhere,
            state.second_place,
            is_near=state.is_near,
            failed=state.failed,
            days_without=days_without(state, self._latest(), now),
        )

    def make(self, place: Path, *, thorough: bool = True) -> FoundBackup:
        """Make a backup in a place; a thorough one also reads the files that lie there from earlier ones.

        Raises:
            PlaceTrouble, DatabaseUnreadable: see ``make_backup``.
            DatabaseBusy: another process is making one.
        """
        with self._alone():
            return self._make(place, thorough=thorough)

    def make_if_changed(self) -> tuple[FoundBackup, ...]:
        """Make what is due on this PC and in the second place; a place that is not there waits for the next time.

        Raises:
            DatabaseUnreadable: the data is damaged.
        """
        made: list[FoundBackup] = []
        try:
            with self._alone():
                self._remember_since()
                state, keys, latest = read_state(self._data_dir), self._keys_hash(), self._latest()
                for place in (self.own_place, *map(Path, filter(None, [state.second_place]))):
                    last = state.last.get(self._kind_of(place))
                    if last is not None and last.is_of(latest, keys):
                        continue
                    is_made = self._try_to_make(place, made)
                    if place != self.own_place:
                        self._change_state(_failed(not is_made))
        except FolderUnusable:
            return ()  # the data lies on a write-protected stick: it is looked at, not worked with
        return tuple(made)

    def choose_second_place(self, place: Path | None) -> None:
        """Remember where automatic backups go as well; None for nowhere else.

        Raises:
            PlaceMissing, PlaceInside: see there.
        """
        if place is not None:
            check_place(place, self._data_dir)
        words = str(place) if place is not None else ""
        is_near = place is not None and self.is_near(place)
        self._change_state(
            lambda state: msgspec.structs.replace(state, second_place=words, failed=False, is_near=is_near)
        )

    def is_near(self, place: Path) -> bool:
        """Tell whether a place is on the disk of the data, and would break with it."""
        return is_same_disk(place, self._data_dir)

    def places(self) -> list[Path]:
        """Return the places in which this PC makes backups by itself, and where the last one by hand went."""
        return known_places(self._data_dir)

    def found(self) -> list[FoundBackup]:
        """Return the backups of this PC that can be reached now, the newest first."""
        name = self._name()
        return newest_first([list_backups(place / f"{FOLDER}{name}") for place in self.places()])

    def try_newest(self) -> tuple[FoundBackup, Tried]:
        """Open the newest backup for reading, count its rows and compare with what it held.

        Raises:
            NoBackup: there is none that can be reached.
            BackupDamaged: it is not whole.
        """
        found = self.found()
        if not found:
            raise NoBackup(self.own_place)
        return found[0], self.try_one(found[0])

    def try_one(self, backup: FoundBackup) -> Tried:
        """Try a backup of this PC. One from before the key was changed cannot be opened without its password.

        Raises:
            BackupDamaged: it is not whole.
        """
        return try_backup(backup, self._key)

    def damage(self) -> list[str]:
        """Look at every page of the data itself; return what is wrong, in SQLite's words; nothing if all is well."""
        with self._working:
            return self._database.damage(self._key)

    def _make(self, place: Path, *, thorough: bool) -> FoundBackup:
        latest, keys = self._latest(), self._keys_hash()
        source = Source(
            self._data_dir,
            self._database.file,
            self._data_dir / KEYS_FILE,
            self._files,
            self._key,
            self._name(),
            self._destroyed(),
        )
        if place == self.own_place:
            with folder_errors(place):
                make_folder(place, private=True)
        with self._database.laid_out(self._key):
            made = make_backup(
                source, place, latest_change=latest, now=self._database.clock.now(), thorough=thorough
            )
        kind, last = self._kind_of(place), LastBackup(made.made_at, str(made.folder), latest, keys)
        self._change_state(
            lambda state: msgspec.structs.replace(
                state.with_last(kind, last),
                is_near=kind == NEAR if str(place) == state.second_place else state.is_near,
            )
        )
        return made

    def _kind_of(self, place: Path) -> str:
        if place == self.own_place:
            return OWN
        return NEAR if self.is_near(place) else ELSEWHERE

    def _try_to_make(self, place: Path, made: list[FoundBackup]) -> bool:
        with suppress(PlaceTrouble, FolderUnusable):
            made.append(self._make(place, thorough=False))
            return True
        return False

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One backup at a time: of this process, and of others on this PC."""
        with self._working:
            with folder_errors(self.own_place):
                make_folder(self.own_place, private=True)
            with locked(self.own_place):
                yield

    def _change_state(self, change: Callable[[BackupState], BackupState]) -> None:
        state = read_state(self._data_dir)
        changed = change(state)
        if changed != state:
            write_state(self._data_dir, changed)

    def _remember_since(self) -> None:
        now: datetime = self._database.clock.now()
        self._change_state(
            lambda state: (
                state
                if state.since is not None and state.since <= now  # else the clock was wrong then
                else msgspec.structs.replace(state, since=now)
            )
        )

    def _keys_hash(self) -> str:
        return hash_of(self._data_dir / KEYS_FILE)

    def _latest(self) -> int:
        with self._database.reading() as db:
            return latest_change(db) + destroyed_through(db)

    def _destroyed(self) -> int:
        with self._database.reading() as db:
            return destroyed_through(db)

    def _name(self) -> str:
        with self._database.reading() as db:
            this_pc = load_this_pc(db)
            college = college_of_scope(db, this_pc.home_scope)
        return f"{college.code.lower() if college else 'pc'}-{this_pc.device.id.hex()[:8]}"


def _failed(failed: bool) -> Callable[[BackupState], BackupState]:  # noqa: FBT001  what the field holds
    return lambda state: msgspec.structs.replace(state, failed=failed)
