"""What syncing with a carrier would move, before anything moves: "Send 84 kB, receive 210 kB?"."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from tvet_desktop.storage.database import Database
from tvet_desktop.storage.engine import DatabaseReadOnly
from tvet_desktop.storage.files import FileStore
from tvet_desktop.sync.carriers.carried_files import CarriedFiles, files_to_carry, named_files
from tvet_desktop.sync.carriers.carrier import Carrier
from tvet_desktop.sync.carriers.deliver import bundles_to_put
from tvet_desktop.sync.carriers.held import Held, HeldBundle, held_bundles
from tvet_desktop.sync.carriers.status import Status, read_statuses
from tvet_desktop.sync.export_bundles import prepare_export
from tvet_desktop.sync.this_pc import load_this_pc


@dataclass(frozen=True)
class SyncPlan:
    """Bundles and bytes in each direction; files (scans, certificates) are counted apart.

    ``receive_bytes`` is what the other PCs say; what waits here for older bundles may add to it.
    """

    send_bundles: int
    send_bytes: int
    receive_bundles: int
    receive_bytes: int
    files: CarriedFiles

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to move."""
        return not (self.send_bundles or self.receive_bundles or self.files.receive or self.files.send)

    def plus(self, other: "SyncPlan") -> "SyncPlan":
        """Return both together."""
        return SyncPlan(
            self.send_bundles + other.send_bundles,
            self.send_bytes + other.send_bytes,
            self.receive_bundles + other.receive_bundles,
            self.receive_bytes + other.receive_bytes,
            CarriedFiles(self.files.receive + other.files.receive, self.files.send + other.files.send),
        )


def plan_sync(
    database: Database, carrier: Carrier, store: FileStore, *, user_id: int | None = None
) -> SyncPlan:
    """Look at the status files of a carrier and compare; nothing but these is read there, nothing written.

    Raises:
        CarrierUnreachable: the carrier does not answer.
    """
    with suppress(DatabaseReadOnly), database.transaction(user_id=user_id) as db:
        prepare_export(db)
    statuses = read_statuses(carrier)
    with database.reading() as db:
        held, own, named = held_bundles(db), load_this_pc(db).device.id, named_files(db)
    to_put = _likely(bundles_to_put(held, statuses, own, carrier), held, statuses)
    count, size = _to_receive(held, statuses)
    files = files_to_carry(named, store, carrier, statuses, own)
    return SyncPlan(len(to_put), sum(bundle.size for bundle in to_put), count, size, files)


def _likely(bundles: Sequence[HeldBundle], held: Held, statuses: Sequence[Status]) -> list[HeldBundle]:
    """Leave out what most likely lies there, below the end of a log that has not come here yet."""
    farthest: dict[bytes, int] = {}
    missed = {name for status in statuses for name in status.lacks}
    for head in (head for status in statuses for head in status.heads if head.hash not in held):
        farthest[head.log] = max(farthest.get(head.log, 0), head.number)
    return [
        bundle
        for bundle in bundles
        if bundle.place.number > farthest.get(bundle.place.log, 0) or bundle.place.name in missed
    ]


def _to_receive(held: Held, statuses: Sequence[Status]) -> tuple[int, int]:
    """Return how many bundles, and bytes, the statuses name beyond what is here; branches count with their log."""
    farthest: dict[bytes, tuple[int, int]] = {}
    for head in (head for status in statuses for head in status.heads if head.hash not in held):
        farthest[head.log] = max(farthest.get(head.log, (0, 0)), (head.number, head.size))
    count = size = 0
    for log, (number, bytes_) in farthest.items():
        here, size_here = held.size_of_log(log)
        count += max(1, number - here)
        size += max(0, bytes_ - size_here)
    return count, size
