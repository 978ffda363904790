"""How much speaks for two rows being one person, and what.

Shared names alone are very common and never enough; neither is a shared phone, which families use together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from tvet_desktop.shared.text import name_key
from tvet_desktop.shared.translation import _

LIKELY = 60
"""From this score on a person should look."""
_LARGEST_GROUP = 60
"""A phone or a name that more people share says nothing, and would make thousands of pairs."""
_LETTERS_PER_SLIP = 7
"""One differing letter is allowed in so many."""


class Reason(StrEnum):
    """What speaks for or against."""

    SAME_ID = "SAME_ID"
    SAME_NAME = "SAME_NAME"
    NEAR_NAME = "NEAR_NAME"
    PART_OF_NAME = "PART_OF_NAME"
    SAME_PHONE = "SAME_PHONE"
    SAME_BIRTH = "SAME_BIRTH"
    SAME_EMAIL = "SAME_EMAIL"
    OTHER_ID = "OTHER_ID"
    OTHER_PHONE = "OTHER_PHONE"
    OTHER_BIRTH = "OTHER_BIRTH"
    OTHER_SEX = "OTHER_SEX"

    def sentence(self) -> str:
        """Say it."""
        return {
            Reason.SAME_ID: _("same ID number"),
            Reason.SAME_NAME: _("same name"),
            Reason.NEAR_NAME: _("nearly the same name"),
            Reason.PART_OF_NAME: _("one name is part of the other"),
            Reason.SAME_PHONE: _("same phone"),
            Reason.SAME_BIRTH: _("same year of birth"),
            Reason.SAME_EMAIL: _("same e-mail"),
            Reason.OTHER_ID: _("another ID number"),
            Reason.OTHER_PHONE: _("another phone"),
            Reason.OTHER_BIRTH: _("another year of birth"),
            Reason.OTHER_SEX: _("another sex"),
        }[self]


POINTS = {
    Reason.SAME_ID: 60,
    Reason.SAME_NAME: 40,
    Reason.NEAR_NAME: 30,
    Reason.PART_OF_NAME: 15,
    Reason.SAME_PHONE: 30,
    Reason.SAME_BIRTH: 20,
    Reason.SAME_EMAIL: 10,
    Reason.OTHER_ID: -15,
    Reason.OTHER_PHONE: -10,
    Reason.OTHER_BIRTH: -30,
    Reason.OTHER_SEX: -30,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is compared of a person. ``key`` is ``name_key`` of the full name."""

    id: int
    key: str
    sex: str
    birth_year: int | None
    phone: str | None
    email: str | None
    id_number: str | None


@dataclass(frozen=True)
class Likeness:
    """A score, likely from ``LIKELY`` on, and its reasons, the strongest first."""

    score: int
    reasons: tuple[Reason, ...]


def likeness(first: Candidate, second: Candidate) -> Likeness:
    """Return how much speaks for two rows being one person."""
    reasons = [
        _name_reason(first.key, second.key),
        _compared(first.id_number, second.id_number, Reason.SAME_ID, Reason.OTHER_ID),
        _compared(first.phone, second.phone, Reason.SAME_PHONE, Reason.OTHER_PHONE),
        _compared(first.birth_year, second.birth_year, Reason.SAME_BIRTH, Reason.OTHER_BIRTH),
        _compared(first.email, second.email, Reason.SAME_EMAIL, None),
        Reason.OTHER_SEX if {first.sex, second.sex} == {"F", "M"} else None,
    ]
    found = sorted((r for r in reasons if r is not None), key=lambda reason: -abs(POINTS[reason]))
    return Likeness(sum(POINTS[reason] for reason in found), tuple(found))


def likely_pairs(people: Iterable[Candidate]) -> list[tuple[Candidate, Candidate, Likeness]]:
    """Return the pairs that a person should look at, the likeliest first."""
    pairs = {}
    for first, second in _worth_comparing(list(people)):
        key = (min(first.id, second.id), max(first.id, second.id))
        if key not in pairs:
            pairs[key] = (first, second, likeness(first, second))
    likely = [pair for pair in pairs.values() if pair[2].score >= LIKELY]
    return sorted(likely, key=lambda pair: (-pair[2].score, pair[0].id, pair[1].id))


def _worth_comparing(people: list[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield the pairs that share something without which no score can reach ``LIKELY``."""
    groups: dict[tuple[str, object], list[Candidate]] = defaultdict(list)
    for person in people:
        for kind, value in (
            ("name", _without_doubles(person.key)),
            ("phone", person.phone),
            ("email", person.email),
            ("id", person.id_number),
        ):
            if value:
                groups[kind, value].append(person)
    for group in groups.values():
        if len(group) <= _LARGEST_GROUP:
            yield from combinations(group, 2)


def _compared(first: object, second: object, same: Reason, other: Reason | None) -> Reason | None:
    """Return a reason where both are known."""
    if not first or not second:
        return None
    return same if first == second else other


def _name_reason(first: str, second: str) -> Reason | None:
    if _without_doubles(first) == _without_doubles(second):
        return Reason.SAME_NAME
    slips = max(len(first), len(second)) // _LETTERS_PER_SLIP
    if DamerauLevenshtein.distance(first, second, score_cutoff=slips) <= slips:
        return Reason.NEAR_NAME
    one, other = set(first.split()), set(second.split())
    return Reason.PART_OF_NAME if one < other or other < one else None


def _without_doubles(key: str) -> str:
    """Return a name with each doubled letter once: "uwimanna" is "uwimana"."""
    return "".join(c for place, c in enumerate(key) if place == 0 or c != key[place - 1])


def candidate_key(family_name: str, given_name: str) -> str:
    """Return the key that ``Candidate`` carries."""
    return name_key(f"{family_name} {given_name}")
