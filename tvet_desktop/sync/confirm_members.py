"""Take PCs that joined by an invitation into the authority's list as soon as it hears of them."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.publish_document import publish_document
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


def confirm_members(db: Session, *, now: datetime) -> bool:
    """Publish a membership document if it names a PC that the last one does not; return whether it did.

    Until then such a PC is believed, but it gets none of the scope keys that were made since its invitation. On a PC
    without the authority's key nothing happens.
    """
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    if (
        this_pc.authority_key is None
        or this_pc.handed_to
        or known_devices(db, this_pc, document) == document.devices
    ):
        return False
    publish_document(db, this_pc, now=now)
    return True
