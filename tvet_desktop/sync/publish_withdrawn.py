"""What this PC may say for all about certificates that do not hold any more."""

from sqlalchemy.orm import Session

from tvet_desktop.certificates.withdrawing.publish_replacements import publish_replacements
from tvet_desktop.sync.writes_for_all import writes_for_all


def publish_withdrawn(db: Session) -> int:
    """Put what was replaced on the list for everybody, on a PC of the national office; return how many are new."""
    return publish_replacements(db).count if writes_for_all(db) else 0
