"""Which merges hold, who was told apart, and what a person's page says of both."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.people.merging.merged import merged_ids, people_behind
from tvet_desktop.people.models import MergeAct, Person, PersonMerge
from tvet_desktop.people.queries import people_by_id
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import scope_of

Pair = tuple[int, int]


@dataclass(frozen=True)
class MergedPerson:
    """Somebody who turned out to be the person whose page it is.

    ``into`` is whom the row points to. ``on_date`` is None where no act tells; ``by`` is empty where a command
    merged them or the user is unknown here.
    """

    person_id: int
    name: str
    into: int
    on_date: date | None
    by: str
    reason: str


@dataclass(frozen=True)
class MergeState:
    """Who counts for a person, and who else is the same one."""

    counting_id: int
    counting_name: str
    merged: tuple[MergedPerson, ...]


def merge_state(db: Session, person_id: int) -> MergeState:
    """Return who counts for a person and who is behind it, by name."""
    counts_for = merged_ids(db)
    counting = counts_for.get(person_id, person_id)
    behind = people_behind(counts_for).get(counting, ()) if counts_for else ()
    people = people_by_id(db, [counting, *behind])
    merged = [_merged_person(db, one, people[one].name) for one in behind]
    return MergeState(counting, people[counting].name, tuple(sorted(merged, key=lambda one: one.name)))


def merges_in_force(db: Session, one: int, other: int) -> list[PersonMerge]:
    """Return the merges of two people that were not given back, the oldest first."""
    return [row for row in _acts_of(db, one, other) if row.act == MergeAct.MERGED and not row.ended]


def void_merges(db: Session, scopes: Collection[int]) -> list[PersonMerge]:
    """Return the merges in some colleges that do not hold, although nobody took the people apart.

    Two PCs merged one person into two others at once: the pointer leads to one of them only.
    """
    query = (
        select(PersonMerge)
        .join(Person, Person.id == PersonMerge.merged_id)
        .where(
            not_deleted(PersonMerge),
            PersonMerge.act == MergeAct.MERGED.value,
            PersonMerge.ended.is_(False),
            or_(Person.merged_into.is_(None), Person.merged_into != PersonMerge.kept_id),
        )
    )
    return [row for row in _in_order(db.scalars(query)) if scope_of(row.id) in scopes]


def acts_about(db: Session, person_ids: Collection[int]) -> dict[int, PersonMerge]:
    """Return by id what was said of some people, whether it holds or not."""
    query = select(PersonMerge).where(
        or_(PersonMerge.kept_id.in_(person_ids), PersonMerge.merged_id.in_(person_ids))
    )
    return {row.id: row for row in db.scalars(query)}


def told_apart(db: Session) -> set[Pair]:
    """Return the pairs of whom somebody said last that they are two, the smaller id first."""
    newest: dict[Pair, str] = {}
    for row in _in_order(db.scalars(select(PersonMerge).where(not_deleted(PersonMerge)))):
        newest[_pair(row.kept_id, row.merged_id)] = row.act
    return {pair for pair, act in newest.items() if act == MergeAct.SEPARATED}


def counted_apart(db: Session) -> set[Pair]:
    """Return those pairs as the people who count for them now, the smaller id first."""
    merged = merged_ids(db)
    pairs = {_pair(merged.get(one, one), merged.get(other, other)) for one, other in told_apart(db)}
    return {pair for pair in pairs if pair[0] != pair[1]}


def _merged_person(db: Session, person_id: int, name: str) -> MergedPerson:
    into = db.get_one(Person, person_id).merged_into
    assert into is not None
    merges = merges_in_force(db, person_id, into)
    if not merges:
        return MergedPerson(person_id, name, into, None, "", "")
    newest = merges[-1]
    user = None if newest.said_by is None else db.get(User, newest.said_by)
    by = user.display_name if user else ""
    return MergedPerson(person_id, name, into, newest.on_date, by, newest.reason)


def _acts_of(db: Session, one: int, other: int) -> list[PersonMerge]:
    query = select(PersonMerge).where(
        not_deleted(PersonMerge),
        or_(
            (PersonMerge.kept_id == one) & (PersonMerge.merged_id == other),
            (PersonMerge.kept_id == other) & (PersonMerge.merged_id == one),
        ),
    )
    return _in_order(db.scalars(query))


def _in_order(rows: Iterable[PersonMerge]) -> list[PersonMerge]:
    return sorted(rows, key=lambda row: (row.changed_at, row.changed_by, row.id))


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
