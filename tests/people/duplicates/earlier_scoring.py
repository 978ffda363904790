"""Two ways to find duplicates that the benchmark compares ours with: fixed points, and a plain text ratio."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import DamerauLevenshtein

from tvet_desktop.people.register import Details
from tvet_desktop.shared.text import name_key

Pairs = set[tuple[int, int]]
_LARGEST_GROUP = 60


def pairs_by_fixed_points(people: Sequence[Details]) -> Pairs:
    """What the app did before names were weighed by how rare they are."""
    keys = [name_key(f"{person.family_name} {person.given_name}") for person in people]
    groups: dict[tuple[str, object], list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        for kind, value in (
            ("name", _without_doubles(keys[number])),
            ("phone", person.phone),
            ("email", person.email),
            ("id", person.id_document_number),
        ):
            if value:
                groups[kind, value].append(number)
    compared = {
        pair for group in groups.values() if len(group) <= _LARGEST_GROUP for pair in combinations(group, 2)
    }
    return {(a, b) for a, b in compared if _points(people[a], keys[a], people[b], keys[b]) >= 60}


def pairs_by_text_ratio(people: Sequence[Details], least: int = 90) -> Pairs:
    """What rapidfuzz's token_sort_ratio finds by names alone."""
    names = [utils.default_process(f"{person.family_name} {person.given_name}") for person in people]
    found: Pairs = set()
    for start in range(0, len(names), 500):
        ratios = process.cdist(
            names[start : start + 500], names, scorer=fuzz.token_sort_ratio, score_cutoff=least
        )
        for row, column in zip(*ratios.nonzero(), strict=True):
            if start + row < column:
                found.add((start + int(row), int(column)))
    return found


def _points(first: Details, first_key: str, second: Details, second_key: str) -> int:
    points = _name_points(first_key, second_key)
    for one, other, same, differs in (
        (first.id_document_number, second.id_document_number, 60, -15),
        (first.phone, second.phone, 30, -10),
        (first.birth_year, second.birth_year, 20, -30),
        (first.email, second.email, 10, 0),
    ):
        if one and other:
            points += same if one == other else differs
    return points - 30 * ({first.sex, second.sex} == {"F", "M"})


def _name_points(first: str, second: str) -> int:
    if _without_doubles(first) == _without_doubles(second):
        return 40
    slips = max(len(first), len(second)) // 7
    if DamerauLevenshtein.distance(first, second, score_cutoff=slips) <= slips:
        return 30
    one, other = set(first.split()), set(second.split())
    return 15 if one < other or other < one else 0


def _without_doubles(key: str) -> str:
    return "".join(c for place, c in enumerate(key) if place == 0 or c != key[place - 1])
