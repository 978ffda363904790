from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tvet_desktop.evaluation.suppression import SMALLEST_GROUP, batches_shown, groups_shown, may_be_shown

counts_of_groups = st.lists(st.integers(0, 12), max_size=6)


def test_figures_need_five_people() -> None:
    assert [may_be_shown(people) for people in (0, 1, 4, 5, 30)] == [False, False, False, True, True]


def test_a_group_that_the_rest_would_reveal_takes_another_one_with_it() -> None:
    assert groups_shown([9, 3], 12) == frozenset()
    assert groups_shown([9, 6, 3], 18) == {0}
    assert groups_shown([9, 6, 3, 2], 20) == {0, 1}
    assert groups_shown([9, 6], 15) == {0, 1}
    assert groups_shown([9, 6, 0], 15) == {0, 1}


@given(counts_of_groups, st.integers(0, 10))
def test_what_is_shown_never_tells_of_fewer_than_five(counts: list[int], in_no_group: int) -> None:
    total = sum(counts) + in_no_group

    shown = groups_shown(counts, total)

    assert all(counts[group] >= SMALLEST_GROUP for group in shown)
    for size in range(len(shown) + 1):  # the total less any choice of the groups that are shown
        for some in combinations(shown, size):
            rest = total - sum(counts[group] for group in some)
            assert rest == 0 or rest >= SMALLEST_GROUP or not shown


@given(counts_of_groups)
def test_no_more_is_hidden_than_needed(counts: list[int]) -> None:
    big = {group for group, count in enumerate(counts) if count >= SMALLEST_GROUP}

    hidden = big - groups_shown(counts, sum(counts))

    assert len(hidden) <= 1
    assert all(counts[group] == min(counts[other] for other in big) for group in hidden)


@given(st.lists(st.integers(0, 9), max_size=8))
def test_a_figure_never_moves_by_fewer_than_five_people(counts: list[int]) -> None:
    over_time = [sum(counts[: batches_shown(counts[:seen])]) for seen in range(len(counts) + 1)]

    for earlier, later in combinations(over_time, 2):
        assert later == earlier or later - earlier >= SMALLEST_GROUP


@given(st.lists(st.integers(0, 9), max_size=8))
def test_no_more_waits_than_four(counts: list[int]) -> None:
    assert sum(counts[batches_shown(counts) :]) < SMALLEST_GROUP
