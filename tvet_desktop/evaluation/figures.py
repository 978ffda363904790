"""Figures of one item, made from signs: no database, no words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tvet_desktop.evaluation.rules import NOT_APPLICABLE, STEPS
from tvet_desktop.evaluation.suppression import batches_shown, may_be_shown

_AGREE = (4, 5)


@dataclass(frozen=True)
class ItemFigures:
    """What may be said about one item. ``distribution`` is None when fewer than five people rated it."""

    rated: int
    """People who gave 1 to 5, and whose ratings count here."""
    withheld: int
    """Ratings that do not count, because they would show the opinion of fewer than five people."""
    not_applicable: int
    distribution: tuple[int, ...] | None
    """How many gave 1, 2, 3, 4 and 5."""

    @property
    def is_hidden(self) -> bool:
        """Tell whether the figures are hidden to protect those who answered."""
        return self.distribution is None

    @property
    def mean(self) -> float | None:
        """Return the mean, from 1 to 5."""
        if self.distribution is None:
            return None
        return sum(step * count for step, count in zip(STEPS, self.distribution, strict=True)) / self.rated

    @property
    def share_who_agree(self) -> float | None:
        """Return the share, from 0 to 1, of those who gave 4 or 5."""
        if self.distribution is None:
            return None
        return sum(self.distribution[step - 1] for step in _AGREE) / self.rated

    def hide(self) -> "ItemFigures":
        """Return the same with every rating withheld."""
        return ItemFigures(0, self.rated + self.withheld, self.not_applicable, None)


def figures_of_batches(batches: Sequence[Sequence[str]]) -> ItemFigures:
    """Return the figures of one item.

    ``batches`` holds the signs of the item, batch by batch in the order in which they were given out.
    """
    shown = batches_shown([sum(map(str.isdecimal, batch)) for batch in batches])
    every = Counter(sign for batch in batches for sign in batch)
    counted = Counter(sign for batch in batches[:shown] for sign in batch)
    distribution = tuple(counted[str(step)] for step in STEPS)
    rated = sum(distribution)
    return ItemFigures(
        rated=rated,
        withheld=sum(every[str(step)] for step in STEPS) - rated,
        not_applicable=every[NOT_APPLICABLE],
        distribution=distribution if may_be_shown(rated) else None,
    )


def sum_of(parts: Sequence[ItemFigures]) -> ItemFigures:
    """Return the figures over several rounds.

    What one round withholds does not count in the sum either: the sum less the rounds that are shown would
    give it away.
    """
    shown = [part.distribution for part in parts if part.distribution is not None]
    return ItemFigures(
        rated=sum(part.rated for part in parts),
        withheld=sum(part.withheld for part in parts),
        not_applicable=sum(part.not_applicable for part in parts),
        distribution=tuple(map(sum, zip(*shown, strict=True))) if shown else None,
    )
