"""The act of syncing with one carrier: receive, apply, send, say so, then carry files."""

from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from tvet_desktop.storage.database import Database
from tvet_desktop.storage.engine import DatabaseReadOnly
from tvet_desktop.storage.files import FileStore
from tvet_desktop.sync.carriers.carried_files import (
    carry_files,
    files_to_carry,
    missing_files,
    named_files,
)
from tvet_desktop.sync.carriers.carrier import Carrier
from tvet_desktop.sync.carriers.deliver import bundles_to_put, put_bundles, put_members, status_of
from tvet_desktop.sync.carriers.errors import CarrierUnreachable
from tvet_desktop.sync.carriers.fetch import Fetched, fetch_bundles, fetch_members
from tvet_desktop.sync.carriers.held import held_bundles
from tvet_desktop.sync.carriers.status import Status, read_statuses, words_in, write_status
from tvet_desktop.sync.export_bundles import prepare_export, remember_sent
from tvet_desktop.sync.heard.keep_words import keep_words
from tvet_desktop.sync.import_bundles import Imported, Reading
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.snapshots.clear_carrier import clear_carrier
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


@dataclass(frozen=True)
class SyncDone:
    """What one act moved. ``stopped`` tells why it ended early; what had moved before stays.

    ``lacking`` counts files that should have been there: the PCs that have them put them there at their next sync.
    """

    imported: Imported
    received_bytes: int
    sent_bundles: int = 0
    sent_bytes: int = 0
    files_received: int = 0
    files_sent: int = 0
    lacking: int = 0
    stopped: CarrierUnreachable | None = None


@dataclass
class _Sent:
    bundles: int = 0
    bytes: int = 0
    files_received: int = 0
    files_sent: int = 0


class SyncRun:
    """One act with one carrier.

    Args:
        settle: is called once what came is applied, before anything is sent.
        moved: is told the bytes that moved since it was last told; it may raise to cancel.
        with_files: whether scans and certificates are carried as well.
    """

    def __init__(
        self,
        database: Database,
        carrier: Carrier,
        store: FileStore,
        *,
        now: datetime,
        settle: Callable[[], None],
        moved: Callable[[int], None],
        with_files: bool = True,
        user_id: int | None = None,
    ) -> None:
        self._database = database
        self._carrier = carrier
        self._store = store
        self._now = now
        self._settle = settle
        self._moved = moved
        self._with_files = with_files
        self._user_id = user_id
        self._fetched = Fetched()
        self._statuses: list[Status] = []
        self._cleared = 0
        self._sent = _Sent()

    def steps(self) -> Generator[None, None, SyncDone]:
        """Do it, yielding between bundles while no transaction is open; return what was done.

        A carrier that fails ends the act: what came is applied, and the result says what stopped it.

        Raises:
            UserError: a person must judge what came (see ``fetch_members``), or ``moved`` cancelled.
        """
        statuses: list[Status] = []
        stopped: CarrierUnreachable | None = None
        try:
            self._statuses = statuses = read_statuses(self._carrier)
            fetch_members(self._database, self._carrier, statuses, self._fetched)
            yield from fetch_bundles(self._database, self._carrier, statuses, self._fetched, self._moved)
        except CarrierUnreachable as error:
            stopped = error
        imported = self._apply()
        if stopped is None:
            try:
                yield from self._send(statuses)
            except CarrierUnreachable as error:
                stopped = error
        sent = self._sent
        return SyncDone(
            imported,
            self._fetched.bytes,
            sent.bundles,
            sent.bytes,
            sent.files_received,
            sent.files_sent,
            len(self._fetched.lacks),
            stopped,
        )

    def _apply(self) -> Imported:
        with self._database.transaction() as db:
            this_pc = load_this_pc(db)
            reading = Reading(db, this_pc, load_documents(db, this_pc)[-1], new=self._fetched.new)
            reading.refused += self._fetched.refused
            imported = reading.finish(whole_or_not=False)
            keep_words(db, [word for status in self._statuses for word in words_in(status)], self._now)
        self._settle()
        return imported

    def _send(self, statuses: Sequence[Status]) -> Generator[None]:
        with suppress(DatabaseReadOnly), self._database.transaction(user_id=self._user_id) as db:
            prepare_export(db)
        with self._database.reading() as db:
            held, own = held_bundles(db), load_this_pc(db).device.id
            newest = db.scalar(select(func.max(StoredBundle.id))) or 0
        put_members(self._database, self._carrier, statuses)
        missed = {name for status in statuses for name in status.lacks}
        bundles = bundles_to_put(held, statuses, own, self._carrier)
        yield from put_bundles(self._database, self._carrier, bundles, missed, self._went)
        self._cleared = yield from clear_carrier(self._database, self._carrier, statuses)
        self._say()
        with suppress(DatabaseReadOnly), self._database.transaction(user_id=self._user_id) as db:
            remember_sent(db, newest, self._now)
        if self._with_files:
            yield from self._carry(statuses, own)

    def _carry(self, statuses: Sequence[Status], own: bytes) -> Generator[None]:
        with self._database.reading() as db:
            named = named_files(db)
        files = files_to_carry(named, self._store, self._carrier, statuses, own)
        lacks = self._fetched.lacks
        came, went = yield from carry_files(self._store, self._carrier, files, self._moved, lacks)
        self._sent.files_received, self._sent.files_sent = came, went
        if files.receive:
            self._say()

    def _say(self) -> None:
        with self._database.reading() as db:
            wants = missing_files(named_files(db), self._store)
            status = status_of(
                db,
                held_bundles(db),
                said_at=int(self._now.timestamp()),
                lacks=self._fetched.lacks,
                wants=wants,
                others=self._statuses,
                is_cleared=self._cleared,
            )
        write_status(self._carrier, status)

    def _went(self, size: int, is_new: bool) -> None:  # noqa: FBT001  told by position
        if is_new:
            self._sent.bundles += 1
            self._sent.bytes += size
        self._moved(size)
