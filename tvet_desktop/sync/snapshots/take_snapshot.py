"""Write a snapshot: a log of this PC with every row, sealed with new keys, named in a membership document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.change_groups import RowChange
from tvet_desktop.storage.ids import Scope, scope_of
from tvet_desktop.storage.packing import TooMuchToPack
from tvet_desktop.storage.schema import SCHEMA_VERSION
from tvet_desktop.sync.bundle import LARGEST, Header, read_bundle, seal
from tvet_desktop.sync.membership import Covered, Snapshot
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.publish_document import authority_key, publish_document
from tvet_desktop.sync.snapshots.meet_snapshot import meet_snapshot
from tvet_desktop.sync.snapshots.rows_as_changes import rows_as_changes
from tvet_desktop.sync.this_pc import Log, ThisPc, load_documents, load_this_pc, open_log
from tvet_desktop.sync.write_bundles import write_bundles

_CHANGES_AT_ONCE = 20_000


@dataclass(frozen=True)
class SnapshotTaken:
    """How large it is, and how many sync files of before it stands for."""

    bundles: int
    bytes: int
    covers: int


def take_snapshot(db: Session, *, now: datetime) -> SnapshotTaken:
    """Write a snapshot of everything that this PC has applied. It is carried like all other sync files.

    Raises:
        NoAuthority: this PC does not hold the authority's key.
    """
    this_pc = load_this_pc(db)
    authority_key(this_pc)
    write_bundles(db, this_pc)
    fresh = sorted({scope for scope, _epoch in this_pc.epoch_keys} - {Scope.SHARED})
    before = publish_document(db, this_pc, now=now, fresh_scopes=fresh).snapshot
    covers = heads(db)
    covered = db.scalar(
        select(func.count()).where(StoredBundle.applied > 0, func.length(StoredBundle.content) > 0)
    )
    log = open_log()
    size = 0
    for content in _write(db, this_pc, log, rows_as_changes(db)):
        size += len(content)
    epochs = [(scope, max(epoch for known, epoch in this_pc.epoch_keys if known == scope)) for scope in fresh]
    number = 1 if before is None else before.number + 1
    snapshot = Snapshot(number, log.id, log.number, log.previous, covers, epochs)
    publish_document(db, this_pc, now=now, snapshot=snapshot)
    meet_snapshot(db, this_pc, load_documents(db, this_pc)[-1])
    return SnapshotTaken(log.number, size, covered or 0)


def heads(db: Session) -> list[Covered]:
    """Return the newest applied bundle of every chain."""
    newest = (
        select(StoredBundle.chain, func.max(StoredBundle.number).label("number"))
        .where(StoredBundle.applied > 0)
        .group_by(StoredBundle.chain)
        .subquery()
    )
    is_newest = (StoredBundle.chain == newest.c.chain) & (StoredBundle.number == newest.c.number)
    columns = (StoredBundle.log, StoredBundle.device, StoredBundle.number, StoredBundle.hash)
    query = select(*columns).join(newest, is_newest).where(StoredBundle.applied > 0)
    return [Covered(*row) for row in db.execute(query.order_by(StoredBundle.chain))]


def _write(db: Session, this_pc: ThisPc, log: Log, changes: Iterator[RowChange]) -> Iterator[bytes]:
    some: list[RowChange] = []
    for change in changes:
        some.append(change)
        if len(some) == _CHANGES_AT_ONCE:
            yield from _pieces(db, this_pc, log, some)
            some = []
    yield from _pieces(db, this_pc, log, some)


def _pieces(db: Session, this_pc: ThisPc, log: Log, changes: Sequence[RowChange]) -> Iterator[bytes]:
    """Keep the bundles of some changes, halved until each fits."""
    if not changes:
        return
    content = b""
    try:
        content = _seal(this_pc, log, changes)
    except TooMuchToPack:
        if len(changes) == 1:
            raise
    if content and (len(changes) == 1 or len(content) <= LARGEST):
        _keep(db, log, content)
        yield content
        return
    middle = len(changes) // 2
    yield from _pieces(db, this_pc, log, changes[:middle])
    yield from _pieces(db, this_pc, log, changes[middle:])


def _seal(this_pc: ThisPc, log: Log, changes: Sequence[RowChange]) -> bytes:
    scopes: dict[int, list[RowChange]] = {}
    for change in changes:
        scopes.setdefault(scope_of(change.key_a), []).append(change)
    order = sorted(scopes, key=lambda scope: (scope == Scope.NATIONAL, scope))
    header = Header(
        schema=SCHEMA_VERSION,
        programme=this_pc.programme,
        device=this_pc.device.id,
        log=log.id,
        number=log.number + 1,
        previous=log.previous,
        receipts=[],
        sections=[],
        is_snapshot=True,
    )
    return seal(
        header, {scope: scopes[scope] for scope in order}, this_pc.epoch_keys, this_pc.keys.signing_key
    )


def _keep(db: Session, log: Log, content: bytes) -> None:
    """Keep a bundle; it gets its place when the document that names its log is met."""
    bundle = read_bundle(content)
    db.add(
        StoredBundle(
            hash=bundle.hash,
            log=bundle.header.log,
            number=bundle.header.number,
            previous=bundle.header.previous,
            device=bundle.header.device,
            content=content,
            applied=0,
        )
    )
    db.flush()
    log.number, log.previous = bundle.header.number, bundle.hash
