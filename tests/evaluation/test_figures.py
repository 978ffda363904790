import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvet_desktop.evaluation.figures import figures_of_batches, sum_of

signs = st.lists(st.sampled_from("12345-."), max_size=12)


def test_figures_of_one_batch() -> None:
    figures = figures_of_batches(["5543-1.5"])

    assert figures.distribution == (1, 0, 1, 1, 3)
    assert figures.rated == 6
    assert figures.not_applicable == 1
    assert figures.mean == pytest.approx(23 / 6)
    assert figures.share_who_agree == pytest.approx(4 / 6)


def test_four_ratings_are_hidden_even_if_more_people_answered_the_form() -> None:
    figures = figures_of_batches(["5544---"])

    assert figures.is_hidden
    assert (figures.rated, figures.withheld, figures.not_applicable) == (0, 4, 3)
    assert figures.mean is None
    assert figures.share_who_agree is None


def test_two_late_ratings_wait_for_three_more() -> None:
    assert figures_of_batches(["55555", "11---"]).distribution == (0, 0, 0, 0, 5)
    assert figures_of_batches(["55555", "11---", "222--"]).distribution == (2, 3, 0, 0, 5)


def test_a_round_that_hides_its_figures_does_not_count_in_the_sum() -> None:
    total = sum_of([figures_of_batches(["55555"]), figures_of_batches(["111--"])])

    assert total.distribution == (0, 0, 0, 0, 5)
    assert (total.rated, total.withheld) == (5, 3)


def test_the_sum_of_nothing_is_hidden() -> None:
    assert sum_of([]).is_hidden
    assert sum_of([figures_of_batches(["1"])]).is_hidden


@given(st.lists(signs, max_size=5))
def test_figures_agree_with_each_other(batches: list[list[str]]) -> None:
    figures = figures_of_batches(batches)

    assert figures.rated + figures.withheld == sum(sign.isdecimal() for batch in batches for sign in batch)
    assert figures.is_hidden == (figures.rated == 0)
    assert figures.rated == 0 or figures.rated >= 5
    if figures.distribution is not None:
        assert sum(figures.distribution) == figures.rated
        assert figures.mean is not None
        assert 1 <= figures.mean <= 5
