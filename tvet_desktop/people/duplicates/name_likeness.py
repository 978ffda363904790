"""What two names say about their bearers being one person, in bits.

Words count in any order; one may be missing, short for a longer one, or have a slip of the pen.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from tvet_desktop.people.duplicates.rates import Rates

SLIP = -3.0
"""A word with a slip says less than the word itself."""
_OTHER_KNOWN_WORD = -4.0
"""A word like another one that many people bear as well: Mukamana and Mukamanzi."""
_INITIAL = 1.5
_LEFT_OUT = -1.5
"""One of them has a word more."""
_OTHER_WORD = -6.0
"""Each has a word that the other one has not."""
_NOTHING_ALIKE = -9.0
_SHORT, _LONG = 4, 9
LONGEST_SHORTENED = 4
_UNLIKE = 9
_KEPT = 100_000
"""So many comparisons of words stay in memory: names come again and again."""


def name_bits(first: tuple[str, ...], second: tuple[str, ...], rates: Rates) -> tuple[float, bool, int, int]:
    """Return the bits, and how far the names are alike.

    Returns:
        bits: what speaks for (above 0) or against one person.
        is_exact: whether no word of either has a slip or is short for another.
        alike: how many words the names share, slips included.
        apart: how many words only the shorter name has, then those that only the longer one has; as one sum.
    """
    left, other = list(first), list(second)
    same: list[str] = []
    for word in first:
        if word in other:
            left.remove(word)
            other.remove(word)
            same.append(word)
    found = _same_words(same, rates)
    is_exact = True
    extra = 0.0
    if left and other:
        exact = len(found)
        extra = _match_the_rest(left, other, found, rates)
        is_exact = len(found) == exact
    if not found:
        return _NOTHING_ALIKE, False, 0, len(left) + len(other)
    both, more = min(len(left), len(other)), abs(len(left) - len(other))
    bits = sum(found) + extra + both * _OTHER_WORD + more * _LEFT_OUT
    return bits, is_exact, len(found), len(left) + len(other)


def slips_allowed(word: str) -> int:
    """Return how many letters of a word may be wrong."""
    return 0 if len(word) < _SHORT else 1 if len(word) < _LONG else 2


def _same_words(words: list[str], rates: Rates) -> list[float]:
    """Return the bits of each word that both names have: the rarest in full, the others beside what came before."""
    in_order = sorted(words, key=rates.word_bits, reverse=True)
    return [
        min((rates.further_bits(word, before) for before in in_order[:place]), default=rates.word_bits(word))
        for place, word in enumerate(in_order)
    ]


def _match_the_rest(left: list[str], other: list[str], found: list[float], rates: Rates) -> float:
    """Pair words that are not the same: joined ones, slips, short forms. Takes what it pairs off both lists."""
    if len(left) != len(other):
        for one, two in ((left, other), (other, left)):
            _match_joined(one, two, found, rates)
    against = 0.0
    for word in list(left):
        like = _like(word, other)
        if like is None:
            continue
        if len(word) >= _SHORT and len(like) >= _SHORT and rates.is_known(word) and rates.is_known(like):
            against += _OTHER_KNOWN_WORD
        elif is_short_for(word, like):
            found.append(_INITIAL)
        else:
            found.append(max(min(rates.word_bits(word), rates.word_bits(like)) + SLIP, 0.0))
        left.remove(word)
        other.remove(like)
    return against


def _match_joined(apart: list[str], joined: list[str], found: list[float], rates: Rates) -> None:
    """Find "jean", "paul" in "jeanpaul"."""
    for one, two in list(pairwise(apart)):
        whole = one + two
        if whole in joined and one in apart and two in apart:
            joined.remove(whole)
            apart.remove(one)
            apart.remove(two)
            found.append(max(rates.word_bits(one), rates.word_bits(two)))


def _like(word: str, others: Iterable[str]) -> str | None:
    """Return the word that is most like another one, None if none is."""
    best, least = None, _UNLIKE
    for other in others:
        slips = _slips(word, other)
        if slips < least:
            best, least = other, slips
    return best


@lru_cache(maxsize=_KEPT)
def _slips(one: str, other: str) -> int:
    """Return by how many letters two words differ; ``_UNLIKE`` where they are different words."""
    if is_short_for(one, other):
        return 1
    allowed = slips_allowed(min(one, other, key=len))
    if abs(len(one) - len(other)) > allowed or not allowed:
        return _UNLIKE
    slips = OSA.distance(one, other, score_cutoff=allowed)
    return slips if slips <= allowed else _UNLIKE


def is_short_for(one: str, other: str) -> bool:
    """Tell whether a word is the other's beginning: "j" or "em" for "jean", "emmanuel"."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return len(short) <= LONGEST_SHORTENED and len(long) > len(short) + 1 and long.startswith(short)
