"""Let one person count for another, and take over what it knows more."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.people.merging.merge_details import TakenOver, taken_over
from tvet_desktop.people.merging.merge_rules import load_pair
from tvet_desktop.people.models import MergeAct, Person, PersonMerge
from tvet_desktop.shared.text import nfc
from tvet_desktop.storage.capture import plain
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class PeopleJoined:
    """Who counts now, and what was written into that person's row."""

    merge_id: int
    kept_id: int
    merged_id: int
    taken: tuple[TakenOver, ...]


def join_people(
    db: Session,
    *,
    kept_id: int,
    merged_id: int,
    take: Collection[str],
    reason: str,
    by: int | None,
    on_date: date,
) -> PeopleJoined:
    """Point from one person to the one that is kept; the row of the other stays as it is.

    Whoever is merged already stands for the person that counts. ``take`` names the differing fields
    (``MERGE_FIELDS``) whose values come from the other one; its gaps are filled in any case. Marks are the
    business of ``merge_people``, which screens use.

    Raises:
        NotFound, SamePerson, AlreadyOnePerson, PeopleOfTwoColleges: they cannot be merged.
    """
    kept, merged = load_pair(db, kept_id, merged_id)
    taken = taken_over(kept, merged, take)
    for change in taken:
        setattr(kept, change.column, change.since)
    merged.merged_into = kept.id
    if (
        kept.merged_into is not None
    ):  # the first of a circle: it counts by its id, from now on by pointing nowhere
        kept.merged_into = None
    row = add_act(db, MergeAct.MERGED, kept, merged, reason, by, on_date)
    row.taken_over = as_json(taken)
    db.flush()
    return PeopleJoined(row.id, kept.id, merged.id, tuple(taken))


def add_act(  # noqa: PLR0917  one value for each column
    db: Session, act: MergeAct, kept: Person, merged: Person, reason: str, by: int | None, on_date: date
) -> PersonMerge:
    """Add the row that says what was said of two people."""
    row = PersonMerge(
        id=new_id(db, scope_of(kept.id)),
        kept_id=kept.id,
        merged_id=merged.id,
        act=act.value,
        on_date=on_date,
        said_by=by,
        reason=nfc(reason),
        turn=_next_turn(db, kept.id),
        taken_over=None,
    )
    db.add(row)
    return row


def _next_turn(db: Session, kept_id: int) -> int:
    last = db.scalar(select(func.max(PersonMerge.turn)).where(PersonMerge.kept_id == kept_id))
    return (last or 0) + 1


def taken_in(row: PersonMerge) -> list[TakenOver]:
    """Return what a merge wrote into the kept person's row."""
    if not row.taken_over:
        return []
    found: dict[str, list[str | int | None]] = json.loads(row.taken_over)
    return [
        TakenOver(column, _value(column, before), _value(column, since))
        for column, (before, since) in found.items()
    ]


def as_json(taken: Collection[TakenOver]) -> str | None:
    """Return what a merge wrote as its row keeps it."""
    changes = {change.column: [plain(change.before), plain(change.since)] for change in taken}
    return json.dumps(changes, ensure_ascii=False, sort_keys=True) if changes else None


def _value(column: str, value: str | int | None) -> str | int | date | None:
    is_date = isinstance(value, str) and (column.endswith("_on") or column == "birth_date")
    return date.fromisoformat(str(value)) if is_date else value
