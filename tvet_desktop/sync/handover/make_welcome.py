"""Welcome a college that began on its own: the file with which its authority can hand over."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from tvet_desktop.sync import authority
from tvet_desktop.sync.devices import membership_contents
from tvet_desktop.sync.handover.signed import Welcome, pack_welcome, welcome_content
from tvet_desktop.sync.publish_document import authority_key
from tvet_desktop.sync.this_pc import load_this_pc


def make_welcome(db: Session, *, scopes: Sequence[int]) -> bytes:
    """Return the file for the colleges of ``scopes``. It holds nothing secret; nothing changes here.

    Raises:
        NoAuthority: this PC does not hold the authority's key.
    """
    this_pc = load_this_pc(db)
    wanted = sorted(scopes)
    signature = authority.sign(authority_key(this_pc), welcome_content(wanted))
    return pack_welcome(
        Welcome(this_pc.root, membership_contents(db), this_pc.device.recipient, wanted, signature)
    )
