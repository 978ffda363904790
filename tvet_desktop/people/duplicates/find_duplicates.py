"""List the people who may be there twice."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.people.duplicates.candidates import load_candidates
from tvet_desktop.people.duplicates.likely_pairs import likely_pairs
from tvet_desktop.people.duplicates.likeness import Reason
from tvet_desktop.people.merging.merges import counted_apart
from tvet_desktop.people.queries import PersonRow, people_by_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class DuplicatePair:
    """Two people who may be one; a person decides. ``reasons`` has what speaks for and against it."""

    first: PersonRow
    second: PersonRow
    score: int
    reasons: tuple[Reason, ...]


def find_duplicates(db: Session, *, college_scope: int | None = None) -> list[DuplicatePair]:
    """Return the likely pairs among the people of a college, or of each college here, the likeliest first.

    Those of whom somebody said that they are two are not proposed again. Pairs of two colleges are the business of
    ``find_matches``.
    """
    apart = counted_apart(db)
    pairs = [
        pair
        for pair in likely_pairs(load_candidates(db, college_scope=college_scope))
        if scope_of(pair[0].id) == scope_of(pair[1].id)
        and (min(pair[0].id, pair[1].id), max(pair[0].id, pair[1].id)) not in apart
    ]
    rows = people_by_id(db, {person.id for first, second, _likeness in pairs for person in (first, second)})
    return [
        DuplicatePair(rows[first.id], rows[second.id], found.score, found.reasons)
        for first, second, found in pairs
    ]
