"""What corrected lists have written into people, told apart from what somebody has typed."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.models import Person, RegisterCorrection

Explained = dict[str, set[object]]
"""Field -> the values that imports have written or put back."""


def corrected_fields(db: Session, person_ids: Iterable[int]) -> dict[int, Explained]:
    """Return by person the values that nobody has typed."""
    wanted = set(person_ids)
    if not wanted:
        return {}
    explained: dict[int, Explained] = {}
    for done in db.scalars(select(RegisterCorrection).where(RegisterCorrection.person_id.is_not(None))):
        if done.person_id in wanted and done.person_id is not None:
            fields = explained.setdefault(done.person_id, {})
            for name, value in done.after.items():
                fields.setdefault(name, set()).update((value, done.before[name]))
    return explained


def edited_by_hand(person: Person, explained: Explained) -> set[str]:
    """Return the fields of a person that somebody has changed, other than by importing a corrected list."""
    return {
        name
        for name in person.field_stamps or {}
        if plain(getattr(person, name)) not in explained.get(name, set())
    }


def plain(value: object) -> object:
    """Return a value as it is kept in a correction."""
    return value.isoformat() if isinstance(value, date) else value
