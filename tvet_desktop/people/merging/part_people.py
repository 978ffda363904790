"""Take two people apart again who were merged, and give back what merging wrote."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.people.loading import load_person
from tvet_desktop.people.merging.give_back import GivenBack, give_back
from tvet_desktop.people.merging.join_people import add_act
from tvet_desktop.people.merging.merge_rules import NotMerged, name_of
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.merging.merges import merges_in_force
from tvet_desktop.people.models import MergeAct, Person, PersonMerge


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
    rewritten: tuple[tuple[int, str | None], ...]
    """Other merges that remember something else now, with what they remembered."""
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
    details = give_back(db, merges)
    act_id = None
    for row in merges:
        row.ended, row.deleted = True, is_undo
    if not is_undo:
        act_id = add_act(db, MergeAct.SEPARATED, kept, person, reason, by, on_date).id
    db.flush()
    merge_ids = tuple(row.id for row in merges)
    return PeopleParted(
        kept.id,
        person_id,
        merge_ids,
        pointers,
        tuple(details.done),
        tuple(details.left),
        tuple(details.rewritten.items()),
        act_id,
    )


def join_again(db: Session, *, parted: PeopleParted) -> None:
    """Undo ``part_people``: the pointers, what was given back, and the merges hold again."""
    for source, target in parted.pointers:
        db.get_one(Person, source).merged_into = target
    for change in parted.given_back:
        person = db.get_one(Person, change.person_id)
        if getattr(person, change.column) == change.before:
            setattr(person, change.column, change.since)
    for merge_id in parted.merge_ids:
        row = db.get_one(PersonMerge, merge_id)
        row.ended, row.deleted = False, False
    for merge_id, taken_over in parted.rewritten:
        db.get_one(PersonMerge, merge_id).taken_over = taken_over
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
