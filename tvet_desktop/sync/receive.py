"""A bundle that came from somewhere: checked, kept, and applied when everything that it builds on is here."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.capture import last_stamp, remember_stamp
from tvet_desktop.storage.history import Key, keep_section
from tvet_desktop.storage.ids import Scope
from tvet_desktop.storage.stamps import LARGEST_STAMP, STAMP_SLACK, Stamp, is_believable_second
from tvet_desktop.sync.apply_changes import apply_changes
from tvet_desktop.sync.bundle import Opened, check_signature, open_sections, read_bundle
from tvet_desktop.sync.check_rows import check_rows, needs_national_pc
from tvet_desktop.sync.devices import device_by_id
from tvet_desktop.sync.erasing.forget_erased import forget_erased
from tvet_desktop.sync.errors import (
    BundleDamaged,
    InvitationUnusable,
    OtherProgramme,
    OutOfScope,
    UnknownSigner,
)
from tvet_desktop.sync.handover.as_earlier import as_earlier
from tvet_desktop.sync.handover.rights import is_known_programme, refuses_here, rights_of, said_for_all
from tvet_desktop.sync.knowledge import Knowledge
from tvet_desktop.sync.membership import NO_HASH, Document
from tvet_desktop.sync.models import LEFT_OUT, StoredBundle
from tvet_desktop.sync.needed import needed_by
from tvet_desktop.sync.references import missing, points_to
from tvet_desktop.sync.removals.hold import Note, apply_but_held, count_lacking
from tvet_desktop.sync.snapshots.covered import destroyed_logs, seen_of_covered
from tvet_desktop.sync.stored_rows import defer_references
from tvet_desktop.sync.this_pc import ThisPc, load_documents, open_log, save_this_pc


def receive_bundle(db: Session, this_pc: ThisPc, document: Document, content: bytes) -> bool:
    """Check a bundle and keep it until it can be applied; return False if it is here already.

    Whether it counts (its PC may have come too late, or been withdrawn) is for ``leave_out``.

    Raises:
        UserError: it is refused; nothing was changed.
    """
    bundle = read_bundle(content)
    header = bundle.header
    if not is_known_programme(this_pc, document, header.programme):
        raise OtherProgramme
    device = device_by_id(db, this_pc, document, header.device)
    check_signature(bundle, device.signing_key)
    rights = rights_of(this_pc, document, bundle, device)
    if not all(rights.may_write(section.scope) for section in header.sections):
        raise OutOfScope
    if db.scalar(select(StoredBundle.id).where(StoredBundle.hash == bundle.hash)) is not None:
        return False
    if header.number <= destroyed_logs(db).get(header.log, 0):
        return False  # a snapshot has its place
    sections = open_sections(bundle, this_pc.epoch_keys)
    check_rows(sections)
    if needs_national_pc(sections) and not rights.says_for_all:
        raise OutOfScope

    db.add(
        StoredBundle(
            hash=bundle.hash,
            log=header.log,
            number=header.number,
            previous=header.previous,
            device=header.device,
            content=content,
            applied=0,
        )
    )
    db.flush()
    # this PC was restored, or goes on in a copy elsewhere
    if (header.log, header.device) == (this_pc.log.id, this_pc.device.id):
        this_pc.log = open_log()
        save_this_pc(db, this_pc)
    return True


@dataclass(frozen=True)
class Applied:
    """What became of the bundles that waited."""

    bundles: int
    changes: int
    waiting: int
    """Bundles that build on others which have not arrived."""


def apply_waiting(db: Session, this_pc: ThisPc) -> Applied:
    """Apply every kept bundle that builds only on applied ones, until none is left.

    A bundle that turns out not to fit its place is left out, and with it what builds on it. One that removes too
    much is held (see ``removals``).
    """
    defer_references(db)
    bundles, changes = apply_but_held(
        db, this_pc.device.id, lambda note, held: _apply_all(db, this_pc, note, held)
    )
    return Applied(bundles, changes, count_lacking(db))


def _apply_all(db: Session, this_pc: ThisPc, note: Note, held: Collection[bytes]) -> tuple[int, int]:
    """Apply what can be and is not held; return how many bundles and changes it was."""
    query = (
        select(StoredBundle).where(StoredBundle.applied == 0).order_by(StoredBundle.number, StoredBundle.id)
    )
    bundles = changes = 0
    progress = True
    while progress:
        progress = False
        for stored in list(db.scalars(query)):
            place = _Place.WAIT if stored.hash in held else _place(db, stored)
            if place is _Place.WAIT:
                continue
            progress = True
            applied = _try_to_apply(db, this_pc, stored, note) if place is _Place.APPLY else None
            if applied is None:
                stored.applied = LEFT_OUT
                db.flush()
            else:
                bundles += 1
                changes += applied
    return bundles, changes


class _Place(Enum):
    WAIT = auto()
    APPLY = auto()
    LEAVE_OUT = auto()


def _place(db: Session, stored: StoredBundle) -> _Place:
    """Give a bundle its place in this PC's order, its chain, and what its writer had seen, if it can have them."""
    if read_bundle(stored.content).header.is_snapshot:
        return _Place.WAIT  # for the document that names it
    needed = needed_by(stored)
    found = {
        other.hash: other for other in db.scalars(select(StoredBundle).where(StoredBundle.hash.in_(needed)))
    }
    if any(other.applied == LEFT_OUT for other in found.values()):
        return _Place.LEAVE_OUT
    covered = seen_of_covered(db, stored, needed - found.keys())
    if covered is None or any(other.applied == 0 for other in found.values()):
        return _Place.WAIT
    previous = found.get(stored.previous)
    if not _follows(stored, previous):
        return _Place.LEAVE_OUT
    stored.seen = covered | seen_through(list(found.values()))
    stored.chain = chain_after(db, previous)
    stored.applied = next_place(db)
    db.flush()
    return _Place.APPLY


def _follows(stored: StoredBundle, previous: StoredBundle | None) -> bool:
    """Tell whether a bundle is the next of its own log, or the first of one."""
    if previous is None:
        return stored.number == 1 and stored.previous == NO_HASH
    same = (stored.log, stored.device) == (previous.log, previous.device)
    return same and stored.number == previous.number + 1


def _try_to_apply(db: Session, this_pc: ThisPc, stored: StoredBundle, note: Note) -> int | None:
    """Merge a bundle; None if its rows are not its writer's to write, or its clock is beyond belief."""
    try:
        with db.begin_nested():
            return apply_bundle(db, this_pc, stored, note)
    except (OutOfScope, BundleDamaged):
        return None


def seen_through(bundles: list[StoredBundle]) -> dict[str, int]:
    """Return what somebody knows who has seen ``bundles``: the newest number of each chain."""
    seen: dict[str, int] = {}
    for bundle in bundles:
        for chain, number in [*(bundle.seen or {}).items(), (str(bundle.chain), bundle.number)]:
            seen[chain] = max(seen.get(chain, 0), number)
    return seen


def next_place(db: Session) -> int:
    """Return the place after the last applied bundle."""
    return (db.scalar(select(func.max(StoredBundle.applied))) or 0) + 1


def chain_after(db: Session, previous: StoredBundle | None) -> int:
    """Return the chain of a bundle that follows ``previous``: a new one for a new log or a second successor."""
    if previous is not None:
        successor = select(StoredBundle.id).where(
            StoredBundle.chain == previous.chain, StoredBundle.number == previous.number + 1
        )
        if db.scalar(successor) is None:
            return previous.chain
    return (db.scalar(select(func.max(StoredBundle.chain))) or 0) + 1


def apply_bundle(db: Session, this_pc: ThisPc, stored: StoredBundle, note: Note | None = None) -> int:
    """Merge the changes of a bundle that has its place; return how many there were. ``note`` is told of them.

    Raises:
        OutOfScope, BundleDamaged: a row is not its writer's to write, does not fit, or points to nothing.
    """
    bundle = read_bundle(stored.content)
    sections = open_sections(bundle, this_pc.epoch_keys)
    check_rows(sections)
    if refuses_here(db, this_pc, bundle):
        raise OutOfScope
    is_of_a_college = needs_national_pc(sections) and _is_of_a_college(db, this_pc, stored.device)
    if is_of_a_college and not said_for_all(db, this_pc, bundle):
        raise OutOfScope  # it could not be read when it came
    in_order = sorted(sections, key=lambda scope: (scope == Scope.NATIONAL, scope))
    opened = [section for scope in in_order if (section := sections[scope]) is not None]
    groups = [group for section in opened for group in section.groups]
    if groups:
        newest = max(max(group.changed_at) for group in groups)
        if newest > max(LARGEST_STAMP, last_stamp(db)) + STAMP_SLACK:
            raise BundleDamaged
        remember_stamp(db, max(last_stamp(db), newest))
    knowledge = Knowledge(db, stored.seen or {})
    knew_of = _nobody_changed_it if bundle.header.is_snapshot else knowledge.knew_of
    earlier, rest = as_earlier(groups) if bundle.header.programme != this_pc.programme else ([], groups)
    complete = apply_changes(db, earlier, knew_of=_nobody_changed_it)
    complete &= apply_changes(db, rest, knew_of=knew_of)
    if missing(db, points_to(groups)):
        raise BundleDamaged
    stored.incomplete = not complete or None in sections.values()
    if not bundle.header.is_snapshot:
        keep_history(db, stored, opened)
    forget_erased(db, groups)
    if note is not None:
        note(stored, groups)
    return stored.changes


def _nobody_changed_it(_table: str, _key: Key, _stamp: Stamp) -> bool:
    """Stand for "its writer knew of it": a snapshot, and what counts as earlier than all others, is no change to judge."""
    return True


def keep_history(db: Session, stored: StoredBundle, sections: Collection[Opened]) -> None:
    """Keep what a bundle tells of rows, and note how much it is and of when."""
    groups = [group for section in sections for group in section.groups]
    stored.changes = sum(map(len, groups))
    said = {said for group in groups for said in set(group.said_at) if said is not None}
    stored.said_at = max((moment for moment in said if is_believable_second(moment)), default=0)
    for section in sections:
        keep_section(db, stored.id, section.packed, section.groups)


def _is_of_a_college(db: Session, this_pc: ThisPc, device_id: bytes) -> bool:
    """Tell whether a PC is known, and none of the national office's."""
    if device_id == this_pc.device.id:
        return not this_pc.device.national
    try:
        return not device_by_id(db, this_pc, load_documents(db, this_pc)[-1], device_id).national
    except (UnknownSigner, InvitationUnusable):  # vouched for when the bundle came, and not any more
        return False
