"""Take a consent back that was recorded by mistake: it was never given."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from tvet_desktop.people.models import Consent


def take_back_consent(db: Session, *, consent_ids: Iterable[int]) -> None:
    """Remove what ``record_consent`` has added. Who changes their mind withdraws (``withdraw_consent``)."""
    for consent_id in consent_ids:
        db.get_one(Consent, consent_id).deleted = True
    db.flush()
