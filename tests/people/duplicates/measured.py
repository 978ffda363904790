"""How well a way of finding duplicates does on labelled lists."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from tests.people.duplicates.labelled_people import LabelledPeople, labelled_people
from tvet_desktop.people.duplicates.candidates import candidate_of
from tvet_desktop.people.duplicates.likely_pairs import likely_pairs
from tvet_desktop.people.register import Details

Pairs = set[tuple[int, int]]


@dataclass
class Measured:
    """Sums over several lists; ``by_kind`` has (found, there) for each kind of mistake."""

    found: int = 0
    true_found: int = 0
    there: int = 0
    by_kind: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """Of the pairs shown, the share that is one person."""
        return self.true_found / self.found

    @property
    def recall(self) -> float:
        """Of those who stand there twice, the share that is shown."""
        return self.true_found / self.there


def pairs_of_ours(people: Sequence[Details]) -> Pairs:
    """Return what the app shows."""
    candidates = [candidate_of(person, number) for number, person in enumerate(people)]
    return {(min(one.id, two.id), max(one.id, two.id)) for one, two, _likeness in likely_pairs(candidates)}


def measured(find: Callable[[Sequence[Details]], Pairs], seeds: Sequence[int]) -> Measured:
    """Return how ``find`` does on the lists of these seeds."""
    result, found_by, there_by = Measured(), Counter[str](), Counter[str]()
    for seed in seeds:
        labelled = _list_of(seed)
        pairs = find(labelled.people)
        result.found += len(pairs)
        result.true_found += len(pairs & labelled.twice.keys())
        result.there += len(labelled.twice)
        for pair, kinds in labelled.twice.items():
            there_by.update(kinds)
            found_by.update(kinds if pair in pairs else ())
    result.by_kind = {kind: (found_by[kind], there) for kind, there in there_by.most_common()}
    return result


@cache
def _list_of(seed: int) -> LabelledPeople:
    return labelled_people(seed)
