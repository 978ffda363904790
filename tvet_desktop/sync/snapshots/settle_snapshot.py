"""Say that every PC has the snapshot: from then on what it covers is destroyed wherever this is heard."""

from datetime import datetime

import msgspec
from sqlalchemy.orm import Session

from tvet_desktop.sync.publish_document import publish_document
from tvet_desktop.sync.snapshots.meet_snapshot import bundles_of
from tvet_desktop.sync.snapshots.standing import who_lacks_snapshot
from tvet_desktop.sync.snapshots.take_snapshot import heads
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


def settle_snapshot(db: Session, *, now: datetime) -> bool:
    """Publish that the newest snapshot is settled, if all PCs that belong are known to have it; return whether it did.

    Only the PC with the authority's key does; on others nothing happens. A PC that will never come has to be withdrawn.
    """
    this_pc = load_this_pc(db)
    snapshot = load_documents(db, this_pc)[-1].snapshot
    if this_pc.authority_key is None or snapshot is None or snapshot.settled or not bundles_of(db, snapshot):
        return False
    if who_lacks_snapshot(db):
        return False
    settled = msgspec.structs.replace(snapshot, settled=True, known=heads(db))
    publish_document(db, this_pc, now=now, snapshot=settled)
    return True
