"""Take two people apart again who were merged, and give back what merging wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.people.join_people import add_act, as_json, taken_in
from tvet_desktop.people.loading import load_person
from tvet_desktop.people.merge_details import TakenOver, Value
from tvet_desktop.people.merge_rules import NotMerged, name_of
from tvet_desktop.people.merged import merged_ids
from tvet_desktop.people.merges import merges_in_force
from tvet_desktop.people.models import MergeAct, Person, PersonMerge

_EMPTY = frozenset({None, ""})


@dataclass(frozen=True)
class GivenBack:
    """A column that has again what stood there before."""

    person_id: int
    column: str
    since: Value
    before: Value


@dataclass(frozen=True)
class PeopleParted:
    """To undo: ``join_again``.

    ``merge_ids`` are the merges that hold no longer, ``left`` the columns that somebody changed since: they stay
    as they are. ``act_id`` is None where the merge was only undone.
    """

    kept_id: int
    merged_id: int
    merge_ids: tuple[int, ...]
    pointers: tuple[tuple[int, int], ...]
    given_back: tuple[GivenBack, ...]
    left: tuple[str, ...]
    act_id: int | None


def part_people(
    db: Session, *, person_id: int, reason: str, by: int | None, on_date: date, is_undo: bool = False
) -> PeopleParted:
    """Let a merged person count for itself again; who stands behind it goes along.

    A detail that the kept person took over goes back unless somebody changed it since. Unless ``is_undo``, it is
    remembered that they are two, so that they are not proposed again. Marks are the business of
    ``separate_people``, which screens use.

    Raises:
        NotFound: the person is not, or no longer, here.
        NotMerged: there is nothing to take apart.
    """
    person = load_person(db, person_id)
    if person.merged_into is None or person_id not in merged_ids(db):
        raise NotMerged(name_of(person))
    kept = db.get_one(Person, person.merged_into)
    pointers = _pointers_to_cut(db, person)
    merges = [row for pair in pointers for row in merges_in_force(db, *pair)]
    for source, _target in pointers:
        db.get_one(Person, source).merged_into = None
    given_back, left = _give_back(db, merges)
    act_id = None
    if is_undo:
        for row in merges:
            row.deleted = True
    else:
        act_id = add_act(db, MergeAct.SEPARATED, kept, person, reason, by, on_date).id
    db.flush()
    merge_ids = tuple(row.id for row in merges)
    return PeopleParted(kept.id, person_id, merge_ids, pointers, given_back, left, act_id)


def join_again(db: Session, *, parted: PeopleParted) -> None:
    """Undo ``part_people``: the pointers, what was given back, and the merges hold again."""
    for source, target in parted.pointers:
        db.get_one(Person, source).merged_into = target
    for change in parted.given_back:
        person = db.get_one(Person, change.person_id)
        if getattr(person, change.column) == change.before:
            setattr(person, change.column, change.since)
    for merge_id in parted.merge_ids:
        db.get_one(PersonMerge, merge_id).deleted = False
    if parted.act_id is not None:
        db.get_one(PersonMerge, parted.act_id).deleted = True
    db.flush()


def _pointers_to_cut(db: Session, person: Person) -> tuple[tuple[int, int], ...]:
    """Return the person's pointer and, in a circle, the one that leads back to it."""
    assert person.merged_into is not None
    pointers = [(person.id, person.merged_into)]
    seen = {person.id}
    here = db.get_one(Person, person.merged_into)
    while here.merged_into is not None and here.id not in seen:
        seen.add(here.id)
        if here.merged_into == person.id:
            pointers.append((here.id, person.id))
        here = db.get_one(Person, here.merged_into)
    return tuple(pointers)


def _give_back(db: Session, merges: list[PersonMerge]) -> tuple[tuple[GivenBack, ...], tuple[str, ...]]:
    """Put back what the kept people had; of two PCs that merged the same, the earlier knows what was before."""
    earliest: dict[tuple[int, str], TakenOver] = {}
    written: dict[tuple[int, str], set[Value]] = {}
    for row in merges:
        for change in taken_in(row):
            earliest.setdefault((row.kept_id, change.column), change)
            written.setdefault((row.kept_id, change.column), set()).add(change.since)
    done: list[GivenBack] = []
    left: list[str] = []
    for (kept_id, column), change in earliest.items():
        kept = db.get_one(Person, kept_id)
        now = getattr(kept, column)
        if now in written[kept_id, column]:
            setattr(kept, column, change.before)
            done.append(GivenBack(kept_id, column, now, change.before))
        elif now != change.before:
            left.append(column)
    for kept_id in {change.person_id for change in done}:
        changed = {one.column: one for one in done if one.person_id == kept_id}
        done += _give_back_above(db, kept_id, changed)
    return tuple(done), tuple(left)


def _give_back_above(db: Session, person_id: int, changed: Mapping[str, GivenBack]) -> list[GivenBack]:
    """Where the person was merged further, what came from below goes back there as well."""
    above_id = db.get_one(Person, person_id).merged_into
    if above_id is None or not changed:
        return []
    above = db.get_one(Person, above_id)
    done: dict[str, GivenBack] = {}
    for row in merges_in_force(db, person_id, above_id):
        if row.kept_id != above_id:
            continue
        kept: list[TakenOver] = []
        for one in taken_in(row):
            below = changed.get(one.column)
            if below is None or one.since != below.since or getattr(above, one.column) != one.since:
                kept.append(one)
                continue
            value = one.before if below.before in _EMPTY else below.before
            setattr(above, one.column, value)
            done[one.column] = GivenBack(above_id, one.column, one.since, value)
            if value != one.before:
                kept.append(TakenOver(one.column, one.before, value))
        row.taken_over = as_json(kept)
    return [*done.values(), *_give_back_above(db, above_id, done)]
