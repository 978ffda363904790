"""Keep that somebody does not agree any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.people.consents.queries import consents_in_force
from tvet_desktop.people.consents.rules import NothingToWithdraw, WithdrawnBeforeGiven
from tvet_desktop.people.merging.merged import counting_person
from tvet_desktop.people.models import Consent, ConsentForm, ConsentPurpose


@dataclass(frozen=True)
class ConsentWithdrawn:
    """The rows that are in force no more, to undo with ``undo_withdraw_consent``."""

    consent_ids: tuple[int, ...]


def withdraw_consent(
    db: Session, *, person_id: int, purpose: ConsentPurpose, withdrawn_on: date, how: ConsentForm
) -> ConsentWithdrawn:
    """Withdraw all that a person agreed to for a purpose, at any time, by word of mouth or in writing.

    What was done before that day stays lawful; the rows stay as the proof of it.

    Raises:
        NothingToWithdraw: nothing is in force.
        WithdrawnBeforeGiven: the day is before that of the consent.
    """
    counting = counting_person(db, person_id)
    rows = consents_in_force(db, [counting], purpose).get(counting, [])
    if not rows:
        raise NothingToWithdraw
    latest = max(row.given_on for row in rows)
    if withdrawn_on < latest:
        raise WithdrawnBeforeGiven(latest)
    for row in rows:
        row.withdrawn_on = withdrawn_on
        row.withdrawn_how = how.value
    db.flush()
    return ConsentWithdrawn(tuple(row.id for row in rows))


def undo_withdraw_consent(db: Session, *, consent_ids: Iterable[int]) -> None:
    """Let consents be in force again whose withdrawal was a mistake."""
    for consent_id in consent_ids:
        row = db.get_one(Consent, consent_id)
        row.withdrawn_on, row.withdrawn_how = None, ""
    db.flush()
