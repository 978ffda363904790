"""Comparing what is typed into the search field with thousands of people, between two key presses."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from tvet_desktop.shared.text import fold_name

_KEPT = 50_000
"""So many folded texts stay in memory: folding all anew would cost the time of a key press."""
_SHORT = 3

Item = TypeVar("Item")


class SearchIndex(Generic[Item]):
    """Items in a fixed order with their folded texts; a search looks at nothing else."""

    def __init__(self, items: Iterable[tuple[str, Item]]) -> None:
        """Take the folded text of each item, and the item."""
        self._items = [(f" {text}", item) for text, item in items]

    def find(self, text: str) -> list[Item]:
        """Return the items that have every word of ``text``; all of them if it has none.

        Short words must begin a word of an item, longer ones may stand anywhere in it.
        """
        words = [f" {word}" if len(word) < _SHORT else word for word in fold_name(text).split()]
        return [item for described, item in self._items if all(word in described for word in words)]


@lru_cache(maxsize=_KEPT)
def folded(text: str) -> str:
    """Return a folded text; a Rwandan phone number also as people say it, with 0 for +250."""
    plain = fold_name(text)
    return f"{plain} 0{text[4:]}" if text.startswith("+250") else plain
