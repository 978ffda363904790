"""Details that a merge wrote go back when the two are taken apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.merging.join_people import as_json, taken_in
from tvet_desktop.people.merging.merge_details import TakenOver, Value
from tvet_desktop.people.merging.merges import merges_in_force
from tvet_desktop.people.models import MergeAct, Person, PersonMerge
from tvet_desktop.storage.base import not_deleted

_EMPTY = frozenset({None, ""})


@dataclass(frozen=True)
class GivenBack:
    """A column that has again what stood there before."""

    person_id: int
    column: str
    since: Value
    before: Value


@dataclass
class DetailsBack:
    """What went back, which columns somebody changed since (they stay), and which merges remember something else."""

    done: list[GivenBack] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    rewritten: dict[int, str | None] = field(default_factory=dict)

    def rewrite(self, row: PersonMerge, taken: Sequence[TakenOver]) -> None:
        """Let a merge remember something else."""
        written = as_json(taken)
        if written != row.taken_over:
            self.rewritten.setdefault(row.id, row.taken_over)
            row.taken_over = written


def give_back(db: Session, merges: Sequence[PersonMerge]) -> DetailsBack:
    """Put back what the kept people of these merges had.

    Of two PCs that merged the same, the earlier knows what was before. Where another merge wrote over what one
    of these had written, only what that one remembers changes.
    """
    back = DetailsBack()
    earliest: dict[tuple[int, str], tuple[TakenOver, int]] = {}
    written: dict[tuple[int, str], set[Value]] = {}
    for row in merges:
        for change in taken_in(row):
            earliest.setdefault((row.kept_id, change.column), (change, row.turn))
            written.setdefault((row.kept_id, change.column), set()).add(change.since)
    for (kept_id, column), (change, turn) in earliest.items():
        kept = db.get_one(Person, kept_id)
        now = getattr(kept, column)
        if _hand_on(db, back, merges, kept_id, turn, change):
            continue
        if now in written[kept_id, column]:
            setattr(kept, column, change.before)
            back.done.append(GivenBack(kept_id, column, now, change.before))
        elif now != change.before:
            back.left.append(column)
    for kept_id in {change.person_id for change in back.done}:
        changed = {one.column: one for one in back.done if one.person_id == kept_id}
        _give_back_above(db, back, kept_id, changed)
    return back


def _hand_on(  # noqa: PLR0917  what is undone, whose it is, and which of its columns
    db: Session, back: DetailsBack, merges: Sequence[PersonMerge], kept_id: int, turn: int, change: TakenOver
) -> bool:
    """Tell a later merge, which wrote over this change, what was before; tell whether there is one."""
    query = select(PersonMerge).where(
        not_deleted(PersonMerge),
        PersonMerge.kept_id == kept_id,
        PersonMerge.act == MergeAct.MERGED.value,
        PersonMerge.id.not_in([row.id for row in merges]),
        PersonMerge.turn > turn,
        PersonMerge.taken_over.is_not(None),
    )
    for row in db.scalars(query.order_by(PersonMerge.turn, PersonMerge.id)):
        taken = taken_in(row)
        over = [one for one in taken if one.column == change.column and one.before == change.since]
        if not over or row not in merges_in_force(db, kept_id, row.merged_id):
            continue
        kept = [one for one in taken if one is not over[0]]
        back.rewrite(row, [*kept, TakenOver(change.column, change.before, over[0].since)])
        return True
    return False


def _give_back_above(
    db: Session, back: DetailsBack, person_id: int, changed: Mapping[str, GivenBack]
) -> None:
    """Where the person was merged further, what came from below goes back there as well."""
    above_id = db.get_one(Person, person_id).merged_into
    if above_id is None or not changed:
        return
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
        back.rewrite(row, kept)
    back.done += done.values()
    _give_back_above(db, back, above_id, done)
