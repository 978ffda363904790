"""Go over to the national programme, on a PC of a programme that its own authority has handed over."""

from collections.abc import Sequence

import msgspec
from cryptography import x509
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.base import synced_tables
from tvet_desktop.storage.change_groups import RowChange
from tvet_desktop.storage.history import changes_in_bundle
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.storage.local_settings import read_setting, write_setting
from tvet_desktop.storage.outbox import put_unsent, take_out, unsent_changes
from tvet_desktop.sync.bundle import open_sections, read_bundle
from tvet_desktop.sync.check_rows import needs_national_pc
from tvet_desktop.sync.handover.earlier_keys import as_earlier_keys
from tvet_desktop.sync.handover.rights import Rights, of_device, refuses_here, said_for_all
from tvet_desktop.sync.handover.signed import HandOver, hand_over_of, read_signed
from tvet_desktop.sync.left_out import with_what_builds_on_them
from tvet_desktop.sync.membership import Document, Signed, encode, read_chain
from tvet_desktop.sync.models import LEFT_OUT, EnrolledDevice, MembershipDocument, StoredBundle
from tvet_desktop.sync.rebuild import rebuild
from tvet_desktop.sync.this_pc import ThisPc, load_documents, open_log, save_this_pc, unwrap_keys

EARLIER = "earlier_programmes"
"""The local setting with [programme in hex, number of its last membership document] of those that this PC was in."""


def follow(db: Session, this_pc: ThisPc, contents: Sequence[bytes]) -> Document | None:
    """Go over if ``contents`` are the membership documents of a programme to which the own authority has handed over.

    The PC keeps its keys, its log and everything that it wrote, sent or not. What it wrote into the lists of all after
    the hand-over was signed, which only the national office may, is dropped; its own rows are sent again where they
    stood in the same bundle.

    Returns:
        The newest document of the national programme; None if this is nothing of the kind.
    """
    found = _word_for(this_pc, contents)
    if found is None:
        return None
    word, document = found
    device = next((one for one in document.devices if one.id == this_pc.device.id), None)
    if device is None:
        return None
    earlier = load_documents(db, this_pc)[-1]
    gone = [*read_setting(db, EARLIER, []), [this_pc.programme.hex(), earlier.number]]
    write_setting(db, EARLIER, gone)
    this_pc.epoch_keys = as_earlier_keys(this_pc.epoch_keys, this_pc.programme)
    this_pc.epoch_keys |= unwrap_keys(document, device.id, [this_pc.keys.identity])
    this_pc.root = word.to_root
    this_pc.device = device
    this_pc.device_record = encode(Signed(encode(device), b""))  # the document itself vouches for it
    this_pc.authority_key, this_pc.handed_to = None, b""
    db.execute(delete(MembershipDocument))
    db.execute(delete(EnrolledDevice))
    for number, content in enumerate(contents, start=1):
        db.add(MembershipDocument(number=number, content=content))
    save_this_pc(db, this_pc)
    db.flush()
    _drop_what_may_not_be_written(db, this_pc)
    rebuild(db)
    return document


def _word_for(this_pc: ThisPc, contents: Sequence[bytes]) -> tuple[HandOver, Document] | None:
    """Return the own authority's word in a chain of documents, and the newest of them, if all of it is genuine."""
    try:
        signed = msgspec.msgpack.decode(contents[-1], type=Signed)
        claimed = msgspec.msgpack.decode(signed.content, type=Document)
        words = [read_signed(content) for content in claimed.hand_overs]
        word = next(one for one in words if one.root == this_pc.root)
        document = read_chain(contents, x509.load_der_x509_certificate(word.to_root))[-1]
    except (msgspec.DecodeError, RecursionError, IndexError, StopIteration, ValueError, UserError):
        return None
    is_it = document.programme == word.to_programme and hand_over_of(document, this_pc.programme) == word
    return (word, document) if is_it else None


def _drop_what_may_not_be_written(db: Session, this_pc: ThisPc) -> None:
    rights = of_device(this_pc.device)
    numbers = [number for number, change in unsent_changes(db) if not _may_be_written(rights, change)]
    take_out(db, numbers)
    bundles = list(db.scalars(select(StoredBundle).order_by(StoredBundle.number, StoredBundle.id)))
    refused = {one.hash for one in bundles if not _counts(db, this_pc, one)}
    if not refused:
        return
    out = with_what_builds_on_them(bundles, refused)
    own = [one for one in bundles if one.hash in out and one.applied > 0 and one.device == this_pc.device.id]
    for one in own:
        changes = changes_in_bundle(db, one.id)
        put_unsent(db, [change for change in changes if _may_be_written(rights, change)])
    for one in bundles:
        if one.hash in out:
            one.applied = LEFT_OUT
    if own:
        this_pc.log = open_log()
        save_this_pc(db, this_pc)
    db.flush()


def _counts(db: Session, this_pc: ThisPc, stored: StoredBundle) -> bool:
    bundle = read_bundle(stored.content)
    if refuses_here(db, this_pc, bundle):
        return False
    return said_for_all(db, this_pc, bundle) or not needs_national_pc(
        open_sections(bundle, this_pc.epoch_keys)
    )


def _may_be_written(rights: Rights, change: RowChange) -> bool:
    table = synced_tables().get(change.table)
    only_national = table is not None and table.__national__
    return rights.may_write(scope_of(change.key_a)) and (rights.says_for_all or not only_national)
