"""Found a programme on this PC: it becomes the authority and the first national PC."""

import secrets
from datetime import datetime

import pyrage
from sqlalchemy.orm import Session

from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync import authority
from tvet_desktop.sync.keys.believable import believable_now
from tvet_desktop.sync.membership import NO_HASH, Document, sign_device, sign_document
from tvet_desktop.sync.models import MembershipDocument
from tvet_desktop.sync.sealed_authority import RECOVERY, seal_authority
from tvet_desktop.sync.this_pc import DeviceKeys, ThisPc, open_log, save_this_pc, wrap_keys


def found(
    db: Session,
    *,
    name: str,
    practice: bool,
    home_scope: int,
    college_scopes: list[int],
    recovery_code: str,
    now: datetime,
) -> ThisPc:
    """Make the authority, the keys of every scope, this PC's record and the first membership document.

    The authority's key is sealed with the recovery code inside the document, so that the paper and any sync
    file can restore it.
    """
    root_key, now = authority.new_key(), believable_now(now)
    root = authority.make_root(name, root_key, now)
    keys = DeviceKeys.generate()
    public = authority.key_from_bytes(keys.certificate_key).public_key()
    until = authority.after(now, authority.PC_YEARS)
    certificate = authority.certify_device(f"{name}, PC 1", public, root, root_key, until)
    device = keys.describe(
        "PC 1",
        certificates=[authority.to_der(certificate)],
        scopes=[home_scope],
        national=True,
        invitation=None,
    )
    scopes = [Scope.SHARED, Scope.NATIONAL, *college_scopes]
    epoch_keys = {(scope, 1): secrets.token_bytes(32) for scope in scopes}

    recovery = pyrage.x25519.Identity.generate()
    document = Document(
        number=1,
        previous=NO_HASH,
        programme=authority.programme_id(root),
        name=name,
        practice=practice,
        devices=[device],
        invitations=[],
        withdrawn=[],
        wrapped={
            device.id: wrap_keys(epoch_keys, device.recipient, scopes=[], national=True),
            RECOVERY: wrap_keys(epoch_keys, str(recovery.to_public()), scopes=[], national=True),
        },
        sealed_authority=seal_authority(root_key, root, str(recovery), recovery_code),
        written_at=int(now.timestamp()),
        authority_pc=device.id,
        recovery=str(recovery.to_public()),
    )
    db.add(MembershipDocument(number=1, content=sign_document(document, root_key)))
    this_pc = ThisPc(
        home_scope=home_scope,
        root=authority.to_der(root),
        device=device,
        device_record=sign_device(device, root_key),
        keys=keys,
        log=open_log(),
        epoch_keys=epoch_keys,
        authority_key=authority.key_to_bytes(root_key),
    )
    save_this_pc(db, this_pc)
    return this_pc
