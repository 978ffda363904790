"""Who typed a value, on which PC, and when as that PC said."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.history import Key, recorded_changes
from tvet_desktop.storage.local_tables import HistoryWriter
from tvet_desktop.storage.stamps import Stamp, is_believable_second
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.membership import Device
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.this_pc import load_documents, load_this_pc

Change = tuple[str, Key, Stamp]


@dataclass(frozen=True)
class Typed:
    """Who, where and when. ``by`` and ``pc`` are empty where they are unknown here.

    ``at`` is None where nobody said it, or where the clock of that PC cannot have been right.
    """

    by: str = ""
    pc: str = ""
    device: bytes = b""
    user_id: int | None = None
    at: datetime | None = None


def who_typed(db: Session, changes: Collection[Change]) -> dict[Change, Typed]:
    """Return who made these changes of rows; one that the history does not know any more is left out."""
    by_table: defaultdict[str, set[tuple[Key, Stamp]]] = defaultdict(set)
    for table, key, stamp in changes:
        by_table[table].add((key, stamp))
    if not by_table:
        return {}
    pcs = _Pcs(db, {stamp[1] for _table, _key, stamp in changes})
    users: dict[int, str] = {}
    found: dict[Change, Typed] = {}
    for table, wanted in by_table.items():
        for change in recorded_changes(db, table, {key[0] for key, _stamp in wanted}):
            key, stamp = (change.key_a, change.key_b), (change.changed_at, change.changed_by)
            if (key, stamp) not in wanted:
                continue
            device = pcs.of_writer(change.changed_by)
            said = change.said_at
            found[table, key, stamp] = Typed(
                _user(db, change.user_id, users),
                pcs.word(device),
                device,
                change.user_id,
                datetime.fromtimestamp(said, UTC) if said and is_believable_second(said) else None,
            )
    return found


def name_of_pc(db: Session, device_id: bytes) -> str:
    """Name a PC with its college; "" for one that is not known here."""
    return _Pcs(db, ()).word(device_id)


class _Pcs:
    """Which PC a writer is: one run of the program on one PC."""

    def __init__(self, db: Session, writers: Collection[int]) -> None:
        this_pc = load_this_pc(db)
        document = load_documents(db, this_pc)[-1]
        self._own = this_pc.device.id
        self._devices = {device.id: device for device in known_devices(db, this_pc, document)}
        self._devices[self._own] = this_pc.device
        self._colleges = {college.scope: college.short_name for college in list_colleges(db)}
        self._writers: dict[int, bytes] = {}
        rows = (
            select(HistoryWriter.writer, StoredBundle.device)
            .join(StoredBundle, StoredBundle.id == HistoryWriter.bundle_id)
            .where(HistoryWriter.writer.in_(writers))
            .order_by(HistoryWriter.bundle_id)
        )
        for writer, device in db.execute(rows):
            self._writers.setdefault(writer, device)

    def of_writer(self, writer: int) -> bytes:
        """Return the PC; what is in no bundle was typed here."""
        return self._writers.get(writer, self._own)

    def word(self, device_id: bytes) -> str:
        """Name a PC with its college: "PC 2, IPRC Huye"; "" for one that is not known any more."""
        device = self._devices.get(device_id)
        if device is None:
            return ""
        place = self._place(device)
        name = _("{name} (this one)").format(name=device.name) if device_id == self._own else device.name
        return _("{name}, {place}").format(name=name, place=place) if place else name

    def _place(self, device: Device) -> str:
        if device.national:
            return _("national")
        return self._colleges.get(device.scopes[0], "") if len(device.scopes) == 1 else ""


def _user(db: Session, user_id: int | None, known: dict[int, str]) -> str:
    if user_id is None:
        return ""
    if user_id not in known:
        user = db.get(User, user_id)
        known[user_id] = user.display_name if user else ""
    return known[user_id]
