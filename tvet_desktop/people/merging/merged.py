"""Who counts for whom, after people who were there twice have been merged.

A merged person points to the one that it turned out to be. Two PCs may point in a circle at once; then the
smallest id of the circle counts, on every PC. A pointer to somebody who was removed elsewhere at the same time
counts for nothing, so that nobody disappears behind a person that no list shows.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from tvet_desktop.people.models import Person


def merged_ids(db: Session) -> dict[int, int]:
    """Return the id of the person that counts, by the id of each person who counts for nothing alone.

    People who were not merged are absent: ``merged.get(person_id, person_id)`` is who counts. One look into an
    index where nobody is merged.
    """
    pointers = {row.id: row.merged_into for row in db.execute(_pointers())}
    return counting_people({person_id: into for person_id, into in pointers.items() if into is not None})


@cache
def _pointers() -> Select[int, int | None]:
    """Return the query for all pointers, made once: every mark asks, and making it takes longer than the answer."""
    target = aliased(Person)
    return (
        select(Person.id, Person.merged_into)
        .join(target, target.id == Person.merged_into)
        .where(Person.merged_into.is_not(None), Person.deleted.is_(False), target.deleted.is_(False))
    )


def counting_person(db: Session, person_id: int) -> int:
    """Return who counts for a person: the person, or the one that it was merged into."""
    return merged_ids(db).get(person_id, person_id)


def one_person(db: Session, person_id: int) -> tuple[int, ...]:
    """Return all who are one with a person, the one that counts first and then by id."""
    merged = merged_ids(db)
    counting = merged.get(person_id, person_id)
    return (counting, *people_behind(merged).get(counting, ()))


def people_under(db: Session, person_id: int) -> tuple[int, ...]:
    """Return a person and all who point to it, directly or not; not those to whom it points."""
    found = {person_id: None}
    for one in (waiting := [person_id]):
        query = select(Person.id).where(Person.merged_into == one, Person.deleted.is_(False))
        new = [row_id for row_id in sorted(db.scalars(query)) if row_id not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return tuple(found)


def people_behind(merged: Mapping[int, int]) -> dict[int, tuple[int, ...]]:
    """Return the ids that stand behind each person who counts for others, in order."""
    behind: dict[int, list[int]] = {}
    for person_id in sorted(merged):
        behind.setdefault(merged[person_id], []).append(person_id)
    return {counting: tuple(others) for counting, others in behind.items()}


def counting_people(pointers: Mapping[int, int]) -> dict[int, int]:
    """Follow pointers (person id to person id) to their ends; a circle ends at its smallest id."""
    ends = {person_id: _end(person_id, pointers) for person_id in pointers}
    return {person_id: end for person_id, end in ends.items() if person_id != end}


def count_once(merged: Mapping[int, int], person_ids: Iterable[int]) -> int:
    """Return how many people they are."""
    return len({merged.get(person_id, person_id) for person_id in person_ids})


def _end(person_id: int, pointers: Mapping[int, int]) -> int:
    path: dict[int, None] = {}
    while person_id in pointers and person_id not in path:
        path[person_id] = None
        person_id = pointers[person_id]
    if person_id not in path:
        return person_id
    way = list(path)
    return min(way[way.index(person_id) :])
