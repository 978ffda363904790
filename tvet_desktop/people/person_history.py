"""Who changed what of a person, and when."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.people.merging.merged import one_person
from tvet_desktop.people.merging.merges import acts_about
from tvet_desktop.people.models import MergeAct, Person, PersonMerge
from tvet_desktop.people.queries import people_by_id
from tvet_desktop.storage.history import PastChange, past_changes

_UNSHOWN = frozenset({"import_id", "import_row", "name_confirmed_by", "id_document_type"})
"""Columns that say nothing to a reader beside the others."""


@dataclass(frozen=True)
class FieldChange:
    """One field of a person that was changed. A value is as it is stored, None where there was nothing.

    ``entry`` is the name of another entry that was merged with this one, where the change is of that; empty
    otherwise. ``number`` tells the changes of one person apart. ``field`` is empty for the row that says that the person
    was added. ``user_name`` is empty where a command made the change or the user is unknown here; ``said_at``
    is the time as the PC of the change believed it.
    """

    number: int
    user_name: str
    said_at: datetime | None
    field: str
    before: str | int | None
    after: str | int | None
    entry: str = ""


def person_history(db: Session, person_id: int) -> list[FieldChange]:
    """Return the changes of a person, the newest first; of the moment of adding one row only.

    Of people who were merged the changes of all are there; each keeps its own history. Of somebody who was merged
    and separated again only that is told. ``told_apart`` is no field: it says that two were found to be two.
    """
    ids = one_person(db, person_id)
    acts = acts_about(db, ids)
    others = {one for act in acts.values() for one in (act.kept_id, act.merged_id)} - {*ids}
    changes = _changes(db, {*ids, *others}, acts.keys())
    names = _names(db, {change.user_id for change in changes if change.user_id is not None})
    people = _people(db, changes, {*ids, *others})
    history: list[FieldChange] = []
    for change in changes:
        user = names.get(change.user_id, "")
        said_at = None if change.said_at is None else datetime.fromtimestamp(change.said_at, UTC)
        if change.table_name == PersonMerge.__tablename__:
            for name in _told_apart(change, acts, ids, people):
                history.append(FieldChange(len(history), user, said_at, "told_apart", None, name))
            continue
        entry = "" if change.key_a == person_id else people.get(change.key_a, "")
        if change.before is None:
            if change.key_a not in others:
                history.append(FieldChange(len(history), user, said_at, "", None, None, entry))
            continue
        for field, old in change.before.items():
            if field not in _UNSHOWN and (field == "merged_into" or change.key_a not in others):
                before, after = (_shown(field, value, people) for value in (old, change.after.get(field)))
                history.append(FieldChange(len(history), user, said_at, field, before, after, entry))
    return history[::-1]


def _changes(db: Session, person_ids: Collection[int], act_ids: Collection[int]) -> list[PastChange]:
    of_people = past_changes(db, Person.__tablename__, person_ids)
    of_acts = past_changes(db, PersonMerge.__tablename__, act_ids)
    return sorted([*of_people, *of_acts], key=lambda change: change.stamp)


def _told_apart(
    change: PastChange, acts: Mapping[int, PersonMerge], ids: Iterable[int], people: Mapping[int, str]
) -> list[str]:
    """Return from whom the person was told apart by this change; a merge that was undone says it itself."""
    act = acts[change.key_a]
    if change.before is not None or act.act != MergeAct.SEPARATED:
        return []
    pair = {act.kept_id, act.merged_id}
    if any(one.act == MergeAct.MERGED and pair == {one.kept_id, one.merged_id} for one in acts.values()):
        return []
    return [people.get(one, "") for one in pair - {*ids}]


def _people(db: Session, changes: Iterable[PastChange], ids: Iterable[int]) -> dict[int, str]:
    """Return the names of a person's entries, and of those that they were merged into."""
    found = {*ids}
    for change in changes:
        for values in (change.before or {}, change.after):
            into = values.get("merged_into")
            found |= {into} if isinstance(into, int) else set()
    return {person_id: row.name for person_id, row in people_by_id(db, found).items()}


def _shown(field: str, value: object, people: Mapping[int, str]) -> str | int | None:
    """Return a value as it is stored; a person by name."""
    if field == "merged_into" and isinstance(value, int):
        return people.get(value, "")
    return _value(value)


def _value(value: object) -> str | int | None:
    return value if isinstance(value, str | int) and value != "" else None


def _names(db: Session, user_ids: set[int]) -> dict[int | None, str]:
    found = db.execute(select(User.id, User.display_name).where(User.id.in_(user_ids)))
    return dict(found.all())
