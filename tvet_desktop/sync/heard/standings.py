"""Where the exchange stands with each PC: for the page Sync."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.heard.clock_offset import clock_offset, heard_at
from tvet_desktop.sync.heard.gaps import Gap, find_gaps
from tvet_desktop.sync.heard.who_has_what import WhoHasWhat, who_has_what
from tvet_desktop.sync.membership import Device
from tvet_desktop.sync.this_pc import load_documents, load_this_pc

_YEAR = 366 * 24 * 3600


@dataclass(frozen=True)
class PcStanding:
    """One PC as the others know it.

    Args:
        scopes: the colleges that it writes for, the one where it stands first.
        heard_at: when it last said something that is known here; None for this PC, and for one never heard of.
        clock: seconds by which its clock is ahead at least (below 0: behind), 0 if it may be right, None if unknown.
        missing: bundles of it that exist and are not here.
        waiting: bundles of it that are here and wait for others.
        waiting_there: bundles that wait on it, as it said last.
        lacks_own: bundles, and changes in them, that this PC wrote and it has not confirmed.
        lacks: bundles that are here and it has not confirmed, whoever wrote them.
    """

    id: bytes
    name: str
    is_this_pc: bool
    is_national: bool
    is_withdrawn: bool
    scopes: tuple[int, ...]
    heard_at: datetime | None
    clock: int | None
    missing: int
    waiting: int
    waiting_there: int
    lacks_own: tuple[int, int]
    lacks: int


@dataclass(frozen=True)
class Standings:
    """All PCs, this one first, and what is missing; ``names`` has the name of each PC by its id."""

    pcs: tuple[PcStanding, ...]
    gaps: tuple[Gap, ...]
    names: dict[bytes, str]
    own_clock: int
    """Seconds by which this PC's own clock seems to be ahead (below 0: behind); 0 if the others agree with it."""


def standings(db: Session, now: datetime) -> Standings:
    """Return where the exchange stands with each PC that this PC knows."""
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    known = who_has_what(db)
    gaps = find_gaps(db, known)
    devices = known_devices(db, this_pc, document)
    rows = [
        _standing(
            known,
            gaps,
            device,
            this_pc.device.id,
            now,
            is_withdrawn=document.is_withdrawn(device.id),
        )
        for device in devices
    ]
    rows.sort(key=lambda row: (not row.is_this_pc, row.is_withdrawn, row.name.casefold()))
    names = {device.id: device.name for device in devices}
    return Standings(tuple(rows), tuple(gaps), names, _own_clock(rows))


def _standing(
    known: WhoHasWhat,
    gaps: list[Gap],
    device: Device,
    own: bytes,
    now: datetime,
    *,
    is_withdrawn: bool,
) -> PcStanding:
    is_own = device.id == own
    confirmed = known.confirmed_by(device.id)
    heard = known.words.get(device.id)
    return PcStanding(
        device.id,
        device.name,
        is_own,
        device.national,
        is_withdrawn,
        tuple(device.scopes),
        None if is_own else heard_at(known, device.id, own, now),
        None if is_own else clock_offset(known, device.id, own),
        sum(gap.count for gap in gaps if gap.writer == device.id),
        sum(1 for bundle in known.of_pc.get(device.id, ()) if not bundle.applied),
        heard.word.waiting if heard else 0,
        (0, 0) if is_own else known.unconfirmed(confirmed, writer=own),
        0 if is_own else known.unconfirmed(confirmed)[0],
    )


def _own_clock(rows: list[PcStanding]) -> int:
    """Return how far off this PC's clock seems to be: more than half of the others say so, at least two.

    A clock that is off by years has a dead battery behind it, and says nothing of the others.
    """
    told = [row.clock for row in rows if row.clock is not None and not row.is_withdrawn]
    offsets = [-offset for offset in told if abs(offset) < _YEAR]
    for side in (1, -1):
        off = sorted(side * offset for offset in offsets if side * offset > 0)
        if len(off) > 1 and 2 * len(off) > len(offsets):
            return side * off[len(off) // 2]
    return 0
