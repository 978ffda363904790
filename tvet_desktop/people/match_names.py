"""Find the person that a marked sheet or an idea names. Nothing is guessed: names are too often shared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import of_college
from tvet_desktop.shared.text import name_key
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class Match:
    """Exactly one person has this full name, whatever its order, accents, r and l."""

    person_id: int


@dataclass(frozen=True)
class Ambiguous:
    """Several people have this full name."""

    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class Partial:
    """Nobody has the full name; these have some of its words and no others, or all of them and more."""

    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class Unknown:
    """Nobody is named like that."""


NameMatch = Match | Ambiguous | Partial | Unknown


class NameIndex:
    """The names of a college's people, for looking up many."""

    def __init__(self, names: Iterable[tuple[int, str]], merged: Mapping[int, int]) -> None:
        """Take (person id, full name), and ``merged_ids``: a merged person's name finds the one that counts."""
        self._by_key: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for person_id, name in names:
            key = name_key(name)
            if key:
                self._by_key[key].add(merged.get(person_id, person_id))
        for key in self._by_key:
            for word in key.split():
                self._by_word[word].add(key)

    def match(self, text: str) -> NameMatch:
        """Return who is named by ``text``."""
        key = name_key(text)
        people = self._by_key.get(key, set())
        if len(people) == 1:
            return Match(next(iter(people)))
        if people:
            return Ambiguous(tuple(sorted(people)))
        words = set(key.split())
        partial = {
            person_id
            for word in words
            for other in self._by_word.get(word, ())
            if words < set(other.split()) or words > set(other.split())
            for person_id in self._by_key[other]
        }
        return Partial(tuple(sorted(partial))) if partial else Unknown()


def names_of_people(db: Session, *, college_scope: int | None) -> NameIndex:
    """Return the index of the people of a college, or of all colleges that this PC has."""
    query = select(Person.id, Person.family_name, Person.given_name).where(
        not_deleted(Person), of_college(Person, college_scope)
    )
    names = ((person_id, f"{family} {given}") for person_id, family, given in db.execute(query))
    return NameIndex(names, merged_ids(db))


def match_person_by_full_name(db: Session, *, college_scope: int | None, text: str) -> NameMatch:
    """Return the one person of a college whose full name is ``text``, or why it cannot be said.

    For many names make the index once with ``names_of_people``.
    """
    return names_of_people(db, college_scope=college_scope).match(text)
