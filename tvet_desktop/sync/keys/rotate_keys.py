"""Give scopes new keys, where somebody may have read the present ones who does not belong."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.publish_document import authority_key, publish_document
from tvet_desktop.sync.this_pc import load_this_pc
from tvet_desktop.sync.write_bundles import write_bundles


def rotate_keys(db: Session, *, now: datetime, scopes: Collection[int] = ()) -> tuple[int, ...]:
    """Make a new key for each of ``scopes`` (by default all with personal data) and wrap it for every member.

    What is written from now on is closed to whoever has only the keys of before. A PC whose own keys were copied gets
    the new ones as well: withdraw it instead. A PC that the authority has not heard of yet gets them when it has.

    Raises:
        NoAuthority: this PC does not hold the authority's key.
    """
    this_pc = load_this_pc(db)
    authority_key(this_pc)
    write_bundles(db, this_pc)  # what was typed here before goes with the present keys
    known = {scope for scope, _epoch in this_pc.epoch_keys} - {Scope.SHARED}
    fresh = sorted(known & set(scopes) if scopes else known)
    publish_document(db, this_pc, now=now, fresh_scopes=fresh)
    return tuple(fresh)
