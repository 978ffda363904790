"""What received bundles would remove, and whether that is too much to happen without anybody's asking."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, Engine, func, select, tuple_
from sqlalchemy.orm import Session

from tvet_desktop.accounts.many_removals import needs_coordinator
from tvet_desktop.storage.base import DELETED, key_columns, synced_tables, table_of
from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.storage.history import Key
from tvet_desktop.storage.ids import SCOPE_SHIFT, scope_of
from tvet_desktop.storage.local_settings import read_setting, write_setting
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.removals.models import HeldRemoval
from tvet_desktop.sync.removals.rules import WITHIN

_EARLIER = "received_removals"
_AT_ONCE = 400
Place = tuple[str, int]
"""A table, and the scope whose rows they are."""


class Removals:
    """The removals of one reading: ``note`` hears of every bundle, ``too_many`` says what to hold."""

    def __init__(self, db: Session, own_device: bytes) -> None:
        self._db = db
        self._own = own_device
        self._free = set(decided_bundles(db))
        self._by: defaultdict[Place, dict[Key, set[tuple[bytes, bytes]]]] = defaultdict(dict)
        self._removed: dict[Place, int] = {}

    def note(self, stored: StoredBundle, groups: Iterable[ChangeGroup]) -> None:
        """Remember which rows a bundle removes; this PC's own and those that were agreed to are free."""
        if stored.device == self._own or stored.hash in self._free:
            return
        for group in groups:
            for place, removes in enumerate(group.values.get(DELETED, ())):
                if removes == 1:
                    key = (group.key_a[place], group.key_b[place])
                    rows = self._by[group.table, scope_of(key[0])]
                    rows.setdefault(key, set()).add((stored.device, stored.hash))

    def too_many(self) -> HeldRemoval | None:
        """Return what is to be held: the bundles of the PC that removes most; None if all is within the rule.

        What counts are rows that were there before the transaction of this reading and are not any more.
        """
        self._removed = {}
        excess: dict[Place, tuple[list[Key], int]] = {}
        for place, rows in self._by.items():
            earlier = self._earlier(place)
            if place[0] not in synced_tables():
                continue
            gone = _with_state(self._db.connection(), place[0], rows, deleted=True)
            with _as_it_was(self._db) as before:
                gone = _with_state(before, place[0], gone, deleted=False)
                of = _count(before, place) if gone else 0
            self._removed[place] = len(gone)
            if gone and needs_coordinator(len(gone) + earlier, of + earlier):
                excess[place] = (sorted(gone), of)
        return self._held(excess) if excess else None

    def remember(self) -> None:
        """Keep how much was removed, so that small portions add up."""
        removed = {place: count for place, count in self._removed.items() if count}
        if removed and self._now is not None:
            at = int(self._now.timestamp())
            new = [[at, table, scope, count] for (table, scope), count in removed.items()]
            write_setting(self._db, _EARLIER, [*self._kept(), *new])

    def _held(self, excess: dict[Place, tuple[list[Key], int]]) -> HeldRemoval:
        rows: Counter[bytes] = Counter()
        for place, (keys, _of) in excess.items():
            for key in keys:
                rows.update({device for device, _hash in self._by[place][key]})
        device = rows.most_common(1)[0][0]
        bundles: set[str] = set()
        removed: list[dict[str, object]] = []
        for (table, scope), (keys, of) in excess.items():
            own = [key for key in keys if any(by == device for by, _hash in self._by[table, scope][key])]
            if own:
                removed.append({"table": table, "scope": scope, "keys": own, "of": of})
            for key in own:
                bundles |= {hash_.hex() for by, hash_ in self._by[table, scope][key] if by == device}
        return HeldRemoval(device=device, bundles=sorted(bundles), removed=removed)

    def _earlier(self, place: Place) -> int:
        return sum(count for _at, table, scope, count in self._kept() if (table, scope) == place)

    def _kept(self) -> list[tuple[int, str, int, int]]:
        since = (self._now - WITHIN).timestamp() if self._now else 0
        return [tuple(one) for one in read_setting(self._db, _EARLIER, []) if one[0] >= since]

    @property
    def _now(self) -> datetime | None:
        """The PC's time; a look that may not be kept has none."""
        now: datetime | None = self._db.info.get("now")
        return now


def forget_portions(db: Session, places: Collection[Place]) -> None:
    """Begin to count anew in these tables: a coordinator has looked."""
    kept = [one for one in read_setting(db, _EARLIER, []) if (one[1], one[2]) not in places]
    write_setting(db, _EARLIER, kept)


def decided_bundles(db: Session) -> Iterator[bytes]:
    """Give the hashes of the bundles about which a coordinator has decided."""
    for bundles in db.scalars(select(HeldRemoval.bundles).where(HeldRemoval.decided_at.is_not(None))):
        yield from map(bytes.fromhex, bundles)


@contextmanager
def _as_it_was(db: Session) -> Iterator[Connection]:
    """Open a second look at the database, as it was before the transaction of ``db``."""
    engine = db.get_bind()
    assert isinstance(engine, Engine)
    with engine.execution_options(begin="DEFERRED").connect() as connection:
        yield connection


def _with_state(connection: Connection, table_name: str, keys: Collection[Key], *, deleted: bool) -> set[Key]:
    """Return those of the rows that are here and removed, or here and not removed."""
    table = table_of(synced_tables()[table_name])
    columns = [table.c[name] for name in key_columns(table)]
    found: set[Key] = set()
    rest = iter(sorted(keys))
    while some := list(islice(rest, _AT_ONCE)):
        one_column = columns[0].in_([key[0] for key in some])
        where = one_column if len(columns) == 1 else tuple_(*columns).in_(some)
        for row in connection.execute(select(*columns).where(where, table.c[DELETED] == deleted)):
            found.add((row[0], row[1] if len(columns) > 1 else 0))
    return found


def _count(connection: Connection, place: Place) -> int:
    table = table_of(synced_tables()[place[0]])
    first = table.c[key_columns(table)[0]]
    least, most = place[1] << SCOPE_SHIFT, (place[1] + 1) << SCOPE_SHIFT
    query = select(func.count()).where(table.c[DELETED].is_(False), first >= least, first < most)
    return connection.scalar(query) or 0
