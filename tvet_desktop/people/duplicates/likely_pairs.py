"""Finds, among thousands, those worth comparing: they share a number, or a name and a little more."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from rapidfuzz.distance import OSA

from tvet_desktop.people.duplicates.likeness import (
    LIKELY,
    Likeness,
    beside_name,
    evidence,
    likeness,
    prior_bits,
    score_of,
)
from tvet_desktop.people.duplicates.name_likeness import LONGEST_SHORTENED, slips_allowed
from tvet_desktop.people.duplicates.rates import Candidate, Rates

_LARGEST_GROUP = 60
"""A phone, or two words of a name, that more people share say nothing, and would make thousands of pairs."""

_MANY = 150
"""A word that more people have says nothing alone."""
_MOST_BITS = 60.0
"""More would not fit the sum of odds."""

Pair = tuple[Candidate, Candidate, Likeness]


class CandidateIndex:
    """People of a list by all that a second entry of one of them would share."""

    def __init__(self, people: Iterable[Candidate]) -> None:
        self._people = {person.id: person for person in people}
        self.rates = Rates(self._people.values())
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_value: dict[tuple[str, object], set[int]] = defaultdict(set)
        self._by_year: dict[int, set[int]] = defaultdict(set)
        self._spellings: dict[str, set[str]] = defaultdict(set)
        for person in self._people.values():
            for word in person.words:
                self._by_word[word].add(person.id)
            for value in _values(person):
                self._by_value[value].add(person.id)
            if person.birth_year is not None:
                self._by_year[person.birth_year].add(person.id)
        for word in self._by_word:
            for shape in _shapes(word):
                self._spellings[shape].add(word)

    def like(self, person: Candidate, *, least: int = LIKELY, but_for: Iterable[int] = ()) -> list[Pair]:
        """Return who of the list is likely the same as a person who need not be on it, the likeliest first.

        Args:
            person: what was typed.
            least: the lowest score that is returned.
            but_for: people who are not looked at, such as the one that is being changed.
        """
        others = self._sharing_something(person) - {person.id, *but_for}
        return _likely(((person, self._people[other]) for other in others), self.rates, least)

    def who_is(self, person: Candidate, *, but_for: Iterable[int] = ()) -> list[Pair]:
        """Return who of the list somebody may be who is half known, the likeliest first.

        The person is taken to be on the list in every second case. So the scores are of all that are returned
        together: of two homonyms each has less than 50.
        """
        others = self._sharing_something(person) - {person.id, *but_for}
        bits = {other: evidence(person, self._people[other], self.rates)[0] for other in others}
        nobody = max(self.rates.people, 1)
        all_odds = nobody + sum(2.0 ** min(said, _MOST_BITS) for said in bits.values())
        found = [
            (
                person,
                self._people[other],
                replace(
                    likeness(person, self._people[other], self.rates),
                    score=min(int(100 * 2.0 ** min(said, _MOST_BITS) / all_odds), 99),
                ),
            )
            for other, said in bits.items()
            if said > 0
        ]
        return sorted(found, key=lambda pair: (-pair[2].bits, pair[1].id))

    def _sharing_something(self, person: Candidate) -> set[int]:
        """Return whom comparing somebody with is worth while."""
        ids: set[int] = set()
        for value in _values(person):
            ids |= self._by_value.get(value, set())
        bearers = [self._bearers(word) for word in set(person.words)]
        for one, group in enumerate(bearers):
            if len(group) <= _MANY or len(bearers) == 1:
                ids |= group
            else:  # what so many have is worth looking at beside another word only
                ids |= group & set().union(*bearers[:one], *bearers[one + 1 :])
        return ids

    def _bearers(self, word: str) -> set[int]:
        """Return who has a word in their name, also with a slip."""
        return set().union(*(self._by_word[spelling] for spelling in self.spellings_like(word)))

    def pairs(self) -> list[Pair]:
        """Return the pairs that a person should look at, the likeliest first."""
        pairs = {(min(pair), max(pair)) for pair in self._worth_comparing()}
        return _likely(((self._people[a], self._people[b]) for a, b in pairs), self.rates, LIKELY)

    def spellings_like(self, word: str) -> set[str]:
        """Return the words of the list's names that are this word, but for a slip."""
        found = {word} if word in self._by_word else set()
        allowed = slips_allowed(word)
        if allowed:
            near = set().union(*(self._spellings.get(shape, set()) for shape in _shapes(word)))
            found |= {other for other in near if OSA.distance(word, other, score_cutoff=2) <= allowed}
        return found

    def _worth_comparing(self) -> Iterator[tuple[int, int]]:
        yield from _pairs_of(self._by_value.values())
        by_two_words: dict[object, list[int]] = defaultdict(list)
        by_word_and_year: dict[object, list[int]] = defaultdict(list)
        for person in self._people.values():
            words = sorted(set(person.words))
            for key in combinations(words, 2) if len(words) > 1 else words:
                by_two_words[key].append(person.id)
            if person.birth_year is not None:
                for word in words:
                    by_word_and_year[word, person.birth_year].append(person.id)
        yield from _pairs_of(by_two_words.values())
        of_a_year = _pairs_of(by_word_and_year.values())
        yield from (pair for pair in of_a_year if self._may_be_named_alike(*pair))
        yield from self._with_slips()

    def _may_be_named_alike(self, one: int, other: int) -> bool:
        """Tell whether a word was left out or is short for another; slips are looked for by themselves."""
        first, second = set(self._people[one].words), set(self._people[other].words)
        left = first ^ second
        return first <= second or second <= first or any(len(word) <= LONGEST_SHORTENED for word in left)

    def _with_slips(self) -> Iterator[tuple[int, int]]:
        """Pair those whose names have a rare word like another one, and something else in common."""
        for word, bearers in self._by_word.items():
            if self.rates.is_known(word):
                continue
            others = self.spellings_like(word) - {word}
            for one in bearers if others else ():
                alike = self._sharing(self._people[one], but=word)
                yield from (
                    (one, two) for other in others for two in self._by_word[other] & alike if two != one
                )

    def _sharing(self, person: Candidate, *, but: str) -> set[int]:
        """Return who has another word of a person's name, or the year of birth."""
        found: set[int] = set()
        for word in person.words:
            if word != but:
                found |= self._by_word[word]
        if person.birth_year is not None:
            found |= self._by_year[person.birth_year]
        return found


def likely_pairs(people: Sequence[Candidate]) -> list[Pair]:
    """Return the pairs of a list that a person should look at, the likeliest first."""
    return CandidateIndex(people).pairs()


def _pairs_of(groups: Iterable[Collection[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of each group that is not too large."""
    for group in groups:
        if len(group) <= _LARGEST_GROUP:
            yield from combinations(group, 2)


def _likely(pairs: Iterable[tuple[Candidate, Candidate]], rates: Rates, least: int) -> list[Pair]:
    prior = prior_bits(rates.people)
    most: dict[int, float] = {}
    likely = []
    for first, second in pairs:
        bits = prior + beside_name(first, second, rates)[0]
        for person in (first, second):
            if person.id not in most:
                most[person.id] = rates.most_bits(person.words)
        if score_of(bits + min(most[first.id], most[second.id])) < least:
            continue  # whatever the names are: most pairs are homonyms of other years
        found = likeness(first, second, rates)
        if found.score >= least:
            likely.append((first, second, found))
    return sorted(likely, key=lambda pair: (-pair[2].bits, pair[0].id, pair[1].id))


def _values(person: Candidate) -> Iterator[tuple[str, object]]:
    """Yield what few people share."""
    if person.phone:
        yield "phone", person.phone
    if person.email:
        yield "email", person.email.casefold()
    if person.id_number:
        yield "id", person.id_number
    if person.birth_date is not None and (person.birth_date.day, person.birth_date.month) != (1, 1):
        yield "birth", person.birth_date


def _shapes(word: str) -> set[str]:
    """Return a word and what is left of it without any one letter: words with a slip have one in common."""
    if slips_allowed(word) == 0:
        return {word}
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
