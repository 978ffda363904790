"""Who is one person, across colleges: merged entries of a college, and entries that the national office matched."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.matching.models import MatchAct, PersonMatch
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.storage.base import not_deleted

Pair = tuple[int, int]
"""Two people, the smaller id first."""


def decisions(db: Session) -> dict[Pair, PersonMatch]:
    """Return what was said last of each pair of people that count now and are still there.

    On a PC of a college it is empty: it cannot read them.
    """
    rows = db.scalars(select(PersonMatch).where(not_deleted(PersonMatch))).all()
    if not rows:
        return {}
    merged, newest = merged_ids(db), {}
    for row in sorted(rows, key=lambda row: (row.changed_at, row.changed_by, row.id)):
        first, second = sorted(merged.get(one, one) for one in (row.first_id, row.second_id))
        if first != second:
            newest[first, second] = row
    named = {one for pair in newest for one in pair}
    there = set(db.scalars(select(Person.id).where(not_deleted(Person), Person.id.in_(named))))
    return {pair: row for pair, row in newest.items() if there.issuperset(pair)}


def matched_groups(db: Session) -> list[tuple[int, ...]]:
    """Return the entries of each person who has some at several colleges, by id; merged ones stand for themselves."""
    return groups_of(pair for pair, row in decisions(db).items() if row.act == MatchAct.SAME)


def human_ids(db: Session) -> dict[int, int]:
    """Return the id under which a person is counted once, for each entry that is not counted by itself.

    Entries that are counted by themselves are absent: ``human.get(person_id, person_id)`` is who counts, and
    ``count_once(human, ids)`` how many people some entries are.
    """
    human = merged_ids(db)
    joined = {one: group[0] for group in matched_groups(db) for one in group[1:]}
    return joined | {one: joined.get(counts, counts) for one, counts in human.items()}


def groups_of(pairs: Iterable[Pair]) -> list[tuple[int, ...]]:
    """Return who is joined by pairs, directly or not, in order."""
    group: dict[int, set[int]] = {}
    for first, second in pairs:
        joined = group.get(first, {first}) | group.get(second, {second})
        group |= dict.fromkeys(joined, joined)
    return sorted({tuple(sorted(joined)) for joined in group.values()})
