"""How common names, years of birth and phones are among the people of a list.

Two people called Uwimana Emmanuel are no news, two of a rare name are: what a likeness is worth is read from
the list itself (the weights of Fellegi and Sunter, 1969). A short list cannot tell what is rare, so every rate
begins with what is usual and moves with what is counted.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import log2

from tvet_desktop.people.duplicates.common_names import common_names
from tvet_desktop.people.duplicates.name_words import name_words

_COMMON_NAME, _OTHER_NAME, _NAMES_TO_TRUST = 0.02, 0.006, 300
"""A word that is known to be common is borne by 2 in 100, any other by 6 in 1,000; so many people outweigh that."""
_MOST_BESIDE = 4.0
"""A word says at most so much more beside another one than alone."""
_PAIRS_TO_TRUST = 20
"""So many bearers of a word outweigh how common another word is among all."""
_USUAL_YEAR, _YEARS_TO_TRUST = 1 / 25, 100
_USUAL_PLACE, _PLACES_TO_TRUST, _KEPT_PLACE = 0.2, 100, 0.8
"""A department is that of every fifth; a district is rarer, but people of a college come from around it."""
_KEPT_WORD = 0.9
"""How often a word of a name is written alike when somebody is entered again."""
_KNOWN_FROM = 3
"""A spelling that so many people have is a name of its own and no slip of the pen."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is compared of a person. ``words`` is what ``name_words`` gives of the full name.

    ``birth_year`` is the year as it was said, else that of the day of birth.
    """

    id: int
    words: tuple[str, ...]
    sex: str | None = None
    birth_year: int | None = None
    phone: str | None = None
    email: str | None = None
    id_number: str | None = None
    birth_date: date | None = None
    department: str = ""
    district: str = ""
    """Both folded."""


def candidate_words(family_name: str, given_name: str) -> tuple[str, ...]:
    """Return the words that a ``Candidate`` carries."""
    return name_words(f"{family_name} {given_name}")


class Rates:
    """Counts of a list. One of the two who are compared does not count, be she on the list or only being typed."""

    def __init__(self, people: Iterable[Candidate]) -> None:
        self.people = 0
        self._words: Counter[str] = Counter()
        self._together: Counter[tuple[str, str]] = Counter()
        self._years: Counter[int] = Counter()
        self._phones: Counter[str] = Counter()
        self._places: Counter[str] = Counter()
        for person in people:
            self.people += 1
            words = sorted(set(person.words))
            self._words.update(words)
            self._together.update(combinations(words, 2))
            if person.birth_year is not None:
                self._years[person.birth_year] += 1
            if person.phone is not None:
                self._phones[person.phone] += 1
            self._places.update(place for place in (person.department, person.district) if place)
        self._with_year = self._years.total()
        self._bits: dict[str, float] = {}

    def word_bits(self, word: str) -> float:
        """Return what it says, in bits, that both names have this word."""
        found = self._bits.get(word)
        if found is None:
            others = max(self._words[word] - 1, 1)
            usual = _COMMON_NAME if word in common_names() else _OTHER_NAME
            rate = (others + usual * _NAMES_TO_TRUST) / (self.people + _NAMES_TO_TRUST)
            found = self._bits[word] = log2(_KEPT_WORD / rate)
        return found

    def most_bits(self, words: Iterable[str]) -> float:
        """Return more than any likeness with this name can say."""
        return sum(self.word_bits(word) + _MOST_BESIDE for word in words)

    def further_bits(self, word: str, before: str) -> float:
        """Return what a word says that both names have beside another one: "Dieu" brings "Jean" and "de" with it."""
        both = self._together[(word, before) if word < before else (before, word)]
        alone = _KEPT_WORD / 2 ** self.word_bits(word)
        with_it = max(self._words[before] - 1, 0)
        rate = (max(both - 1, 0) + alone * _PAIRS_TO_TRUST) / (with_it + _PAIRS_TO_TRUST)
        return log2(_KEPT_WORD / rate)

    def year_bits(self, year: int) -> float:
        """Return what it says that both were born in this year."""
        others = max(self._years[year] - 1, 1)
        return log2(
            _KEPT_WORD * (self._with_year + _YEARS_TO_TRUST) / (others + _USUAL_YEAR * _YEARS_TO_TRUST)
        )

    def place_bits(self, place: str) -> float:
        """Return what it says that both give this department, or this district."""
        others = max(self._places[place] - 1, 1)
        return log2(
            _KEPT_PLACE * (self.people + _PLACES_TO_TRUST) / (others + _USUAL_PLACE * _PLACES_TO_TRUST)
        )

    def is_known(self, word: str) -> bool:
        """Tell whether so many people have this word that it is no slip."""
        return self._words[word] >= _KNOWN_FROM or word in common_names()

    def users_of(self, phone: str) -> int:
        """Return how many people give this phone."""
        return self._phones[phone]
