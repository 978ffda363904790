"""Which figures may be shown: a pure matter of counts.

Nobody may learn the opinion of a group of fewer than five, neither directly nor by taking figures that are
shown from each other: not a total less its parts, not today's figure less yesterday's.
"""

from collections.abc import Sequence

SMALLEST_GROUP = 5


def may_be_shown(people: int) -> bool:
    """Tell whether figures about so many people may be shown."""
    return people >= SMALLEST_GROUP


def batches_shown(counts: Sequence[int]) -> int:
    """Return how many of the first batches count in a figure.

    ``counts`` tells how many of each batch answered, in the order in which batches were given out. A late
    batch of five people may hold two answers to an item: they count only when later ones make them five, so
    that the figure never moves by fewer.
    """
    shown = waiting = 0
    for number, count in enumerate(counts, start=1):
        waiting += count
        if waiting >= SMALLEST_GROUP:
            shown, waiting = number, 0
    return shown


def groups_shown(counts: Sequence[int], total: int) -> frozenset[int]:
    """Return which groups of a shown ``total`` may be shown themselves.

    Groups below five are hidden. What then remains of the total must be nobody or five people at least;
    otherwise the smallest of the shown groups is hidden as well.
    """
    shown = {number for number, count in enumerate(counts) if may_be_shown(count)}
    while shown and 0 < total - sum(counts[number] for number in shown) < SMALLEST_GROUP:
        shown.remove(min(shown, key=lambda number: (counts[number], number)))
    return frozenset(shown)
