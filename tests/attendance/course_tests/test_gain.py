from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tvet_desktop.attendance.course_tests.gain import BINS, Pair, gain_of, normalised_gain, spread_of

shares = st.fractions(min_value=0, max_value=1)
pairs = st.lists(st.tuples(st.none() | shares, st.none() | shares), max_size=40)
both = st.lists(st.tuples(shares, shares), min_size=1, max_size=40)


def test_only_matched_pairs_count_and_each_figure_says_how_many() -> None:
    half, most, whole = Fraction(1, 2), Fraction(3, 4), Fraction(1)

    gain = gain_of([(half, most), (whole, whole), (half, None), (None, whole), (None, None)])

    assert (gain.people, gain.matched, gain.individuals) == (5, 2, 1)
    assert gain.raw == Fraction(1, 8)
    assert gain.of_class == Fraction(1, 2)
    assert gain.mean_of_individuals == Fraction(1, 2)


def test_the_gain_of_the_class_differs_from_the_mean_of_individual_gains() -> None:
    gain = gain_of([(Fraction(0), Fraction(1, 2)), (Fraction(4, 5), Fraction(4, 5))])

    assert gain.of_class == Fraction(5, 12)
    assert gain.mean_of_individuals == Fraction(1, 4)


def test_nobody_matched_gives_no_figure() -> None:
    gain = gain_of([(Fraction(1, 2), None), (None, Fraction(1, 2))])

    assert (gain.matched, gain.raw, gain.of_class, gain.mean_of_individuals) == (0, None, None, None)
    assert gain_of([]).people == 0


def test_who_had_everything_before_has_no_normalised_gain() -> None:
    assert normalised_gain(Fraction(1), Fraction(1, 2)) is None
    everybody = gain_of([(Fraction(1), Fraction(1, 2))])
    assert (everybody.raw, everybody.of_class, everybody.individuals) == (Fraction(-1, 2), None, 0)


def test_the_full_marks_stand_in_the_last_fifth() -> None:
    spread = spread_of([Fraction(0), Fraction(1, 5), Fraction(1), Fraction(11, 10), None])

    assert spread.bins == (1, 1, 0, 0, 2)
    assert (spread.taken, spread.mean) == (4, Fraction(23, 40))


@settings(deadline=None)
@given(pairs)
def test_the_order_of_people_does_not_matter(of: list[Pair]) -> None:
    assert gain_of(of) == gain_of(of[::-1])


@settings(deadline=None)
@given(pairs)
def test_who_missed_a_test_bends_no_figure(of: list[Pair]) -> None:
    matched = [pair for pair in of if None not in pair]
    all_of_them, only = gain_of(of), gain_of(matched)

    assert all_of_them.matched == only.people == len(matched)
    assert (all_of_them.raw, all_of_them.of_class) == (only.raw, only.of_class)
    assert all_of_them.mean_of_individuals == only.mean_of_individuals


@settings(deadline=None)
@given(both)
def test_nobody_gains_more_than_everything(of: list[Pair]) -> None:
    gain = gain_of(of)

    assert gain.raw is not None
    assert -1 <= gain.raw <= 1
    assert gain.of_class is None or gain.of_class <= 1
    assert gain.mean_of_individuals is None or gain.mean_of_individuals <= 1
    assert gain.of_class is None or (gain.of_class >= 0) == (gain.raw >= 0)


@settings(deadline=None)
@given(shares.filter(lambda share: share < 1), st.lists(shares, min_size=1))
def test_after_the_same_beginning_both_figures_agree(before: Fraction, after: list[Fraction]) -> None:
    gain = gain_of([(before, share) for share in after])

    assert gain.of_class == gain.mean_of_individuals


@settings(deadline=None)
@given(st.lists(st.none() | shares))
def test_every_result_stands_in_one_fifth(of: list[Fraction | None]) -> None:
    spread = spread_of(of)

    assert len(spread.bins) == BINS
    assert sum(spread.bins) == spread.taken == sum(share is not None for share in of)
