"""Who of the list is likely the person that somebody is typing, asked at each pause of the fingers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.people.duplicates.candidates import candidate_of, load_candidates
from tvet_desktop.people.duplicates.likely_pairs import CandidateIndex, Pair
from tvet_desktop.people.duplicates.likeness import LIKELY, Reason
from tvet_desktop.people.duplicates.rates import Candidate
from tvet_desktop.people.matching.matched import decisions
from tvet_desktop.people.merging.merges import counted_apart
from tvet_desktop.people.names import usable_name
from tvet_desktop.people.queries import PersonRow, list_people
from tvet_desktop.people.register import Details

STAYS = 40
"""Who was shown once stays until the score is below this: nobody comes and goes with a letter."""


@dataclass(frozen=True)
class LikelyPerson:
    """Somebody of the list who may be the one in question."""

    person: PersonRow
    score: int
    reasons: tuple[Reason, ...]


class PeopleLike:
    """A list of people as it was when it was read; searching needs no database (3 ms among 5,000)."""

    def __init__(
        self, candidates: Iterable[Candidate], rows: Iterable[PersonRow], apart: Collection[tuple[int, int]]
    ) -> None:
        self._index = CandidateIndex(candidates)
        self._rows = {row.id: row for row in rows}
        self._apart = apart

    def find(
        self, details: Details, *, shown: Collection[int] = (), person_id: int = 0, limit: int = 3
    ) -> tuple[LikelyPerson, ...]:
        """Return who is likely the same, the likeliest first; nobody before there is a name.

        Args:
            details: what is typed so far (``read_half_typed``).
            shown: who was shown before: they stay a little longer.
            person_id: the person that is being changed, who is not found.
            limit: so many at most.
        """
        if not usable_name(f"{details.family_name} {details.given_name}"):
            return ()
        found = self._index.like(
            candidate_of(details, person_id), least=STAYS if shown else LIKELY, but_for=self._told(person_id)
        )
        likely = [pair for pair in found if pair[2].score >= LIKELY or pair[1].id in shown]
        return self._people(likely[:limit])

    def who_is(
        self, details: Details, *, person_id: int = 0, but_for: Iterable[int] = ()
    ) -> tuple[LikelyPerson, ...]:
        """Return who of the list somebody may be of whom little is known, the likeliest first.

        Scores are shared out: of two homonyms each has less than 50.
        """
        known = candidate_of(details, person_id)
        return self._people(self._index.who_is(known, but_for={*but_for, *self._told(person_id)}))

    def _told(self, person_id: int) -> set[int]:
        """Return the person, and of whom somebody said that they are not the person."""
        return {person_id, *(one for pair in self._apart if person_id in pair for one in pair)}

    def _people(self, pairs: Iterable[Pair]) -> tuple[LikelyPerson, ...]:
        return tuple(
            LikelyPerson(self._rows[other.id], found.score, found.reasons)
            for _person, other, found in pairs
            if other.id in self._rows
        )


def people_like(db: Session, *, college_scope: int | None = None) -> PeopleLike:
    """Return the people of a college, or of all colleges here, to be compared with what is typed."""
    return PeopleLike(
        load_candidates(db, college_scope=college_scope),
        list_people(db, college_scope=college_scope).rows,
        counted_apart(db) | decisions(db).keys(),
    )
