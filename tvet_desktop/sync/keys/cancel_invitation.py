"""Cancel an invitation whose file, or whose PC, was lost before the national office heard of the PC."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.errors import InvitationUnusable
from tvet_desktop.sync.left_out import leave_out
from tvet_desktop.sync.publish_document import authority_key, publish_document, readable_scopes
from tvet_desktop.sync.this_pc import load_documents, load_this_pc
from tvet_desktop.sync.write_bundles import write_bundles


def cancel_invitation(db: Session, *, invitation_id: bytes, now: datetime) -> None:
    """Sign a membership document in which the invitation lets nobody in; what such a PC wrote counts nowhere.

    The scopes that the file opens get new keys: whoever found it reads nothing that is written from then on.

    Raises:
        NoAuthority: this PC does not hold the authority's key.
        InvitationUnusable: there is no such invitation, or a known PC has it: withdraw the PC instead.
    """
    this_pc = load_this_pc(db)
    authority_key(this_pc)
    document = load_documents(db, this_pc)[-1]
    taken = {device.invitation for device in known_devices(db, this_pc, document)}
    invitation = document.open_invitation(invitation_id)
    if invitation is None or invitation_id in taken:
        raise InvitationUnusable
    db.flush()
    write_bundles(db, this_pc)  # what was typed here before goes with the present keys
    fresh = readable_scopes(invitation, this_pc.epoch_keys)
    document = publish_document(db, this_pc, now=now, cancelled=[invitation_id], fresh_scopes=fresh)
    leave_out(db, this_pc, document)
