"""What this PC may tell the colleges about people whom two of them have."""

from sqlalchemy.orm import Session

from tvet_desktop.people.matching.tell_colleges import tell_colleges
from tvet_desktop.sync.writes_for_all import writes_for_all


def publish_matches(db: Session) -> int:
    """Bring what the colleges hear up to date, on a PC of the national office; return how many lines changed."""
    return tell_colleges(db) if writes_for_all(db) else 0
