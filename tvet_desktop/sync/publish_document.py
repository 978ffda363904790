"""Sign the next membership document: only the PC that holds the authority's key can."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec
from sqlalchemy.orm import Session

from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync import authority
from tvet_desktop.sync.devices import known_devices, membership_contents
from tvet_desktop.sync.errors import HandedOverAlready, NoAuthority
from tvet_desktop.sync.handover.earlier_keys import EpochKeys
from tvet_desktop.sync.keys.believable import believable_now
from tvet_desktop.sync.membership import (
    Device,
    Document,
    Invitation,
    Renewal,
    Snapshot,
    Withdrawal,
    sign_document,
)
from tvet_desktop.sync.models import MembershipDocument
from tvet_desktop.sync.sealed_authority import RECOVERY
from tvet_desktop.sync.this_pc import ThisPc, load_documents, save_this_pc, wrap_keys

_EPOCHS = 1_000
"""Epochs are numbered from here in the first term after a take-over, from twice as much in the second."""


def authority_key(this_pc: ThisPc, *, also_handed_over: bool = False) -> authority.PrivateKey:
    """Return the authority's private key.

    Raises:
        NoAuthority: this PC does not hold it.
        HandedOverAlready: the programme was handed over, and its list of PCs rests.
    """
    if this_pc.authority_key is None:
        raise NoAuthority
    if this_pc.handed_to and not also_handed_over:
        raise HandedOverAlready
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
    fresh_scopes: Collection[int] = (),
    takes_over: bool = False,
    snapshot: Snapshot | None = None,
    hand_overs: Sequence[bytes] = (),
    coming: Sequence[Device] = (),
) -> Document:
    """Sign the next document: all PCs that joined, what is new of the rest, the scope keys wrapped for each member.

    ``fresh_scopes`` get new keys: what is written there once it was heard of is closed to those who get none. Taking
    over begins a new term, so that this chain holds where another PC went on signing. ``coming`` are the PCs of a
    programme that was handed over by one of ``hand_overs``.

    Raises:
        NoAuthority: this PC does not hold the authority's key.
    """
    key = authority_key(this_pc)
    document = load_documents(db, this_pc)[-1]
    devices = [*known_devices(db, this_pc, document), *coming]
    term = document.term + takes_over
    if fresh_scopes:
        this_pc.epoch_keys |= _fresh_keys(fresh_scopes, this_pc.epoch_keys, term)
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
        authority_pc=this_pc.device.id,
        term=term,
        snapshot=snapshot or document.snapshot,
        hand_overs=[*document.hand_overs, *hand_overs],
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
    wrapped = {h.id: wrap_keys(keys, h.recipient, scopes=h.scopes, national=h.national) for h in holders}
    return wrapped | {RECOVERY: wrap_keys(keys, document.recovery, scopes=[], national=True)}


def readable_scopes(holder: Device | Invitation, keys: EpochKeys) -> set[int]:
    """Return the scopes with personal data that a PC, or the PC of an invitation, could read.

    The shared lists are left out: they name no trainee, and a PC that the authority has not heard of yet must go on
    hearing what was revoked.
    """
    scopes = {scope for scope, _epoch in keys} - {Scope.SHARED}
    return scopes if holder.national else scopes & set(holder.scopes)


def _fresh_keys(scopes: Collection[int], keys: EpochKeys, term: int) -> dict[tuple[int, int], bytes]:
    """Return a key of the next epoch for each scope; no two terms give the same number to different keys."""
    newest = {scope: max(epoch for known, epoch in keys if known == scope) for scope in scopes}
    return {(scope, max(newest[scope] + 1, term * _EPOCHS)): secrets.token_bytes(32) for scope in scopes}
