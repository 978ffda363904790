"""Sign the next membership document: only the PC that holds the authority's key can."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy.orm import Session

from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync import authority
from tvet_desktop.sync.bundle import EpochKeys
from tvet_desktop.sync.devices import known_devices, membership_contents
from tvet_desktop.sync.errors import NoAuthority
from tvet_desktop.sync.keys.believable import believable_now
from tvet_desktop.sync.membership import Device, Document, Invitation, Renewal, Withdrawal, sign_document
from tvet_desktop.sync.models import MembershipDocument
from tvet_desktop.sync.this_pc import ThisPc, load_documents, save_this_pc, wrap_keys


def authority_key(this_pc: ThisPc) -> authority.PrivateKey:
    """Return the authority's private key.

    Raises:
        NoAuthority: this PC does not hold it.
    """
    if this_pc.authority_key is None:
        raise NoAuthority
    return authority.key_from_bytes(this_pc.authority_key)


def publish_document(
    db: Session,
    this_pc: ThisPc,
    *,
    now: datetime,
    invitations: Sequence[Invitation] = (),
    withdrawn: Sequence[Withdrawal] = (),
    renewals: Sequence[Renewal] = (),
    later_root: bytes = b"",
    cancelled: Sequence[bytes] = (),
) -> Document:
    """Sign the next document: all PCs that joined, what is new of the rest, the scope keys wrapped for each member.

    A withdrawal also makes new keys for the scopes that the PC could read: what the others write there once they have
    heard is closed to it.

    Raises:
        NoAuthority: this PC does not hold the authority's key.
    """
    key = authority_key(this_pc)
    document = load_documents(db, this_pc)[-1]
    devices = known_devices(db, this_pc, document)
    if withdrawn:
        gone = {one.device for one in withdrawn}
        this_pc.epoch_keys |= _fresh_keys([one for one in devices if one.id in gone], this_pc.epoch_keys)
        save_this_pc(db, this_pc)
    following = msgspec.structs.replace(
        document,
        number=document.number + 1,
        previous=hashlib.sha256(membership_contents(db)[-1]).digest(),
        devices=devices,
        invitations=[*document.invitations, *invitations],
        withdrawn=[*document.withdrawn, *withdrawn],
        renewals=[*document.renewals, *renewals],
        written_at=int(believable_now(now, document).timestamp()),
        later_root=later_root or document.later_root,
        cancelled=[*document.cancelled, *cancelled],
    )
    following = msgspec.structs.replace(following, wrapped=_wrapped(following, this_pc.epoch_keys))
    db.add(MembershipDocument(number=following.number, content=sign_document(following, key)))
    db.flush()
    return following


def _wrapped(document: Document, keys: EpochKeys) -> dict[bytes, bytes]:
    """Wrap the scope keys for every PC that belongs, and for every invitation that no PC has taken yet.

    An invitation file that was left lying about after a PC joined with it must not open anything new.
    """
    closed = {device.invitation for device in document.devices} | set(document.cancelled)
    holders: list[Device | Invitation] = [
        *(device for device in document.devices if not document.is_withdrawn(device.id)),
        *(invitation for invitation in document.invitations if invitation.id not in closed),
    ]
    return {h.id: wrap_keys(keys, h.recipient, scopes=h.scopes, national=h.national) for h in holders}


def _fresh_keys(gone: Sequence[Device], keys: EpochKeys) -> dict[tuple[int, int], bytes]:
    """Return a key of the next epoch for each scope with personal data that one of the PCs could read.

    The shared lists keep their key: they name no trainee, and a PC that the authority has not heard of yet must go on
    hearing what was revoked.
    """
    newest = {scope: max(epoch for known, epoch in keys if known == scope) for scope, _epoch in keys}
    read = {
        scope
        for scope in newest
        if scope != Scope.SHARED and any(device.national or scope in device.scopes for device in gone)
    }
    return {(scope, newest[scope] + 1): secrets.token_bytes(32) for scope in read}
