"""The outbox becomes bundles of this PC's log."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.change_groups import RowChange, group_changes
from tvet_desktop.storage.ids import Scope, scope_of
from tvet_desktop.storage.outbox import take_out, unsent_changes
from tvet_desktop.storage.packing import TooMuchToPack
from tvet_desktop.storage.schema import SCHEMA_VERSION
from tvet_desktop.sync.bundle import LARGEST, Header, Receipt, open_sections, read_bundle, seal
from tvet_desktop.sync.erasing.forget_erased import forget_erased
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.receive import chain_after, keep_history, next_place, seen_through
from tvet_desktop.sync.this_pc import ThisPc, save_this_pc

_CHANGES_AT_ONCE = 20_000


def write_bundles(db: Session, this_pc: ThisPc) -> int:
    """Turn every change that was not sent yet into bundles; return how many were written.

    They are kept in the database like received ones; carriers take them from there. Receipts alone never
    cause a bundle.
    """
    forget_erased(db, group_changes(change for _number, change in unsent_changes(db)))
    unsent = unsent_changes(db)
    written = 0
    for start in range(0, len(unsent), _CHANGES_AT_ONCE):
        for numbers, content in _pieces(db, this_pc, unsent[start : start + _CHANGES_AT_ONCE]):
            _keep(db, this_pc, content)
            take_out(db, numbers)
            written += 1
    if written:
        save_this_pc(db, this_pc)
    return written


def _pieces(
    db: Session, this_pc: ThisPc, changes: Sequence[tuple[int, RowChange]]
) -> Iterator[tuple[list[int], bytes]]:
    """Yield the numbers of changes and the file of them, halved until each fits.

    A piece must be kept before the next is asked.
    """
    content = b""
    try:
        content = _seal(db, this_pc, [change for _number, change in changes])
    except TooMuchToPack:
        if len(changes) == 1:
            raise
    if content and (len(changes) == 1 or len(content) <= LARGEST):
        yield [number for number, _change in changes], content
        return
    middle = len(changes) // 2
    yield from _pieces(db, this_pc, changes[:middle])
    yield from _pieces(db, this_pc, changes[middle:])


def _seal(db: Session, this_pc: ThisPc, changes: Sequence[RowChange]) -> bytes:
    scopes: dict[int, list[RowChange]] = {}
    for change in changes:
        scopes.setdefault(scope_of(change.key_a), []).append(change)
    order = sorted(scopes, key=lambda scope: (scope == Scope.NATIONAL, scope))
    log = this_pc.log
    heads = _heads(db, this_pc)
    header = Header(
        schema=SCHEMA_VERSION,
        programme=this_pc.programme,
        device=this_pc.device.id,
        log=log.id,
        number=log.number + 1,
        previous=log.previous,
        receipts=[
            Receipt(head.log, head.number, head.hash)
            for head in heads
            if log.known.get(str(head.chain)) != (head.number, head.hash)
        ],
        sections=[],
    )
    return seal(
        header, {scope: scopes[scope] for scope in order}, this_pc.epoch_keys, this_pc.keys.signing_key
    )


def _heads(db: Session, this_pc: ThisPc) -> list[StoredBundle]:
    """Return the newest applied bundle of every chain but this PC's own."""
    newest = (
        select(StoredBundle.chain, func.max(StoredBundle.number).label("number"))
        .where(StoredBundle.applied > 0)
        .group_by(StoredBundle.chain)
        .subquery()
    )
    is_newest = (StoredBundle.chain == newest.c.chain) & (StoredBundle.number == newest.c.number)
    bundles = db.scalars(select(StoredBundle).join(newest, is_newest).order_by(StoredBundle.chain))
    return [bundle for bundle in bundles if bundle.hash != this_pc.log.previous]


def _keep(db: Session, this_pc: ThisPc, content: bytes) -> None:
    bundle = read_bundle(content)
    heads = _heads(db, this_pc)
    previous = db.scalar(select(StoredBundle).where(StoredBundle.hash == this_pc.log.previous))
    stored = StoredBundle(
        hash=bundle.hash,
        log=bundle.header.log,
        number=bundle.header.number,
        previous=bundle.header.previous,
        device=bundle.header.device,
        content=content,
        applied=next_place(db),
        chain=chain_after(db, previous),
        seen=seen_through([*heads, *([previous] if previous else [])]),
    )
    db.add(stored)
    db.flush()
    this_pc.log.number = stored.number
    this_pc.log.previous = stored.hash
    this_pc.log.known = {str(head.chain): (head.number, head.hash) for head in heads}
    keep_history(
        db, stored, [opened for opened in open_sections(bundle, this_pc.epoch_keys).values() if opened]
    )
