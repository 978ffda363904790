"""What people gained from the test before a course to the one after it, in exact fractions.

Two figures are called the normalised gain, and they differ: that of the class, made of its two means, and the
mean of everybody's own. Both rest on matched pairs only, because whoever stays away from one of the tests would
bend them; so each is told with the number of people that it rests on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

BINS = 5
"""Fifths of the maximum, in which results are counted."""

Pair = tuple[Fraction | None, Fraction | None]
"""Shares of the maximum before and after; None where the test was not taken."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What ``matched`` of ``people`` gained, as shares of the maximum.

    ``raw`` is the mean of after minus before. ``of_class`` is raw over what the class could still gain on average,
    ``mean_of_individuals`` the mean of everybody's own; ``individuals`` have one, for who had everything before
    could gain nothing. A figure is None where nobody gives one.
    """

    people: int
    matched: int
    raw: Fraction | None
    of_class: Fraction | None
    mean_of_individuals: Fraction | None
    individuals: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How one test went: ``bins`` counts results by fifths of the maximum, the top of each belongs to the next."""

    taken: int
    mean: Fraction | None
    bins: tuple[int, ...]


def normalised_gain(before: Fraction, after: Fraction) -> Fraction | None:
    """Return which part of what could still be gained was gained; undefined, None, for who had everything before."""
    return None if before >= 1 else (after - before) / (1 - before)


def gain_of(pairs: Sequence[Pair]) -> Gain:
    """Return the gain of those who took both tests."""
    both = [(before, after) for before, after in pairs if before is not None and after is not None]
    own = [gain for gain in (normalised_gain(*pair) for pair in both) if gain is not None]
    if not both:
        return Gain(len(pairs), 0, None, None, None, 0)
    before, after = mean([pair[0] for pair in both]), mean([pair[1] for pair in both])
    assert before is not None
    assert after is not None
    return Gain(len(pairs), len(both), after - before, normalised_gain(before, after), mean(own), len(own))


def spread_of(shares: Sequence[Fraction | None]) -> Spread:
    """Return how many took a test, their mean, and how the results are spread."""
    taken = [share for share in shares if share is not None]
    bins = [0] * BINS
    for share in taken:
        bins[min(int(share * BINS), BINS - 1)] += 1
    return Spread(len(taken), mean(taken), tuple(bins))


def mean(values: Sequence[Fraction]) -> Fraction | None:
    """Return the exact mean, None of nothing."""
    return sum(values, Fraction(0)) / len(values) if values else None
