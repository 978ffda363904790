"""Give the authority a later certificate for its key, long before the present one ends."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from tvet_desktop.sync import authority
from tvet_desktop.sync.keys.believable import is_believable
from tvet_desktop.sync.keys.errors import ClockNotBelievable
from tvet_desktop.sync.publish_document import authority_key, publish_document
from tvet_desktop.sync.this_pc import load_this_pc


def renew_authority(db: Session, *, now: datetime) -> date:
    """Publish the later certificate; return its last day. The programme, its PCs and all papers stay as they are.

    Raises:
        NoAuthority: this PC does not hold the authority's key.
        ClockNotBelievable: the date of this PC cannot be.
    """
    this_pc = load_this_pc(db)
    key = authority_key(this_pc)
    if not is_believable(now):
        raise ClockNotBelievable(now)
    name = authority.common_name(this_pc.root_certificate)
    root = authority.make_root(name, key, now)
    publish_document(db, this_pc, now=now, later_root=authority.to_der(root))
    return root.not_valid_after_utc.date()
