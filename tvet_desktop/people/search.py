"""Comparing what is typed into the search field with thousands of people, between two key presses."""

from functools import lru_cache

from tvet_desktop.people.names import sorting_key
from tvet_desktop.shared.text import fold_name

_KEPT = 50_000
"""So many folded texts stay in memory: folding all anew would cost the time of one key press."""
_SHORT = 3


def search_words(text: str) -> tuple[str, ...]:
    """Return the folded words that must all be found."""
    return tuple(fold_name(text).split())


def matches(words: tuple[str, ...], *described: str | None) -> bool:
    """Tell whether the texts that describe somebody (names first) have every word.

    Short words must begin a word of the texts, longer ones may stand anywhere in it.
    """
    text = _folded_all(*described)
    return all((f" {word}" if len(word) < _SHORT else word) in text for word in words)


@lru_cache(maxsize=_KEPT)
def _folded_all(*described: str | None) -> str:
    return " " + " ".join(_folded(text) for text in described if text)


@lru_cache(maxsize=_KEPT)
def _folded(text: str) -> str:
    """Return a folded text; a Rwandan phone number also as people say it, with 0 for +250."""
    folded = fold_name(text)
    return f"{folded} 0{text[4:]}" if text.startswith("+250") else folded


@lru_cache(maxsize=_KEPT)
def order(family_name: str, given_name: str) -> tuple[str, str]:
    """Return what people are sorted by, kept in memory like the folded texts."""
    return sorting_key(family_name, given_name)
