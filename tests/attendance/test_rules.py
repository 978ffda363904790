from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.rules import (
    Hours,
    MinutesLateUnusable,
    NotEnrolled,
    Outcome,
    check_minutes_late,
    credited_half_minutes,
    is_expected,
    is_out_of_reach,
    local_day,
    missing_minutes,
    outcome,
    session_state,
    shown_percent,
)
from tvet_desktop.courses.models import EnrolmentStatus, SessionState
from tvet_desktop.courses.rules import RuleSet

RULES = RuleSet()
P, A, L, E = MarkStatus.PRESENT, MarkStatus.ABSENT, MarkStatus.LATE, MarkStatus.EXCUSED


def hours(halves: int, delivered: int, planned: int | None = None, still_open: int = 0) -> Hours:
    return Hours(halves, delivered, delivered if planned is None else planned, still_open)


@pytest.mark.parametrize(
    ("status", "minutes_late", "earned"),
    [
        (P, None, Fraction(240)),
        (L, None, Fraction(240)),
        (L, 15, Fraction(240)),
        (L, 16, Fraction(120)),
        (E, None, Fraction(0)),
        (A, None, Fraction(0)),
    ],
)
def test_what_a_half_day_earns(status: MarkStatus, minutes_late: int | None, earned: Fraction) -> None:
    assert Fraction(credited_half_minutes(240, status, minutes_late, RULES), 2) == earned


def test_half_of_an_odd_session_stays_exact() -> None:
    assert hours(credited_half_minutes(45, L, 20, RULES), 45).credited == Fraction(45, 2)


def test_sixteen_of_twenty_half_days_complete_and_one_minute_less_does_not() -> None:
    delivered = 20 * 240

    assert outcome(hours(2 * 16 * 240, delivered), RULES) == Outcome.COMPLETION
    assert outcome(hours(2 * 16 * 240 - 1, delivered), RULES) == Outcome.PARTICIPATION
    assert missing_minutes(hours(2 * 16 * 240 - 1, delivered), 80) == Fraction(1, 2)


def test_half_of_the_hours_is_a_participation_and_one_minute_less_is_neither() -> None:
    assert outcome(hours(240, 240), RULES) == Outcome.PARTICIPATION
    assert outcome(hours(239, 240), RULES) == Outcome.NEITHER


def test_nothing_delivered_gives_nothing_and_no_rate() -> None:
    assert outcome(hours(0, 0), RULES) == Outcome.NEITHER
    assert hours(0, 0).rate is None
    assert hours(0, 0).percent is None
    assert not is_out_of_reach(hours(0, 0), RULES)


def test_percent_is_rounded_half_up_for_the_eye_and_does_not_decide() -> None:
    almost = hours(2 * 1595, 2000)

    assert shown_percent(Fraction(795, 1000)) == 80
    assert shown_percent(Fraction(1, 200)) == 1
    assert almost.percent == 80
    assert outcome(almost, RULES) == Outcome.PARTICIPATION


def test_a_completion_is_out_of_reach_once_more_than_a_fifth_is_lost() -> None:
    ten_half_days = 10 * 240

    assert not is_out_of_reach(hours(0, 480, ten_half_days, still_open=8 * 240), RULES)
    assert is_out_of_reach(hours(0, 720, ten_half_days, still_open=7 * 240), RULES)


@pytest.mark.parametrize(
    ("cancelled", "closed", "marks", "state"),
    [
        (False, False, False, SessionState.PLANNED),
        (False, False, True, SessionState.HELD),
        (False, True, False, SessionState.HELD),
        (True, False, True, SessionState.CANCELLED),
    ],
)
def test_only_sessions_with_marks_or_a_closing_are_held(
    *, cancelled: bool, closed: bool, marks: bool, state: SessionState
) -> None:
    assert session_state(is_cancelled=cancelled, is_closed=closed, has_marks=marks) == state


def test_minutes_late_are_kept_for_late_people_only() -> None:
    assert check_minutes_late(L, 30, 240) == 30
    assert check_minutes_late(P, 30, 240) is None
    assert check_minutes_late(L, None, 240) is None


@pytest.mark.parametrize("minutes", [0, 241, -5])
def test_minutes_late_that_cannot_be_are_refused(minutes: int) -> None:
    with pytest.raises(MinutesLateUnusable) as refused:
        check_minutes_late(L, minutes, 240)

    assert str(minutes) in refused.value.sentence()


def test_who_left_is_expected_until_the_last_day() -> None:
    left = date(2027, 3, 3)

    assert is_expected(EnrolmentStatus.DROPPED, left, date(2027, 3, 3))
    assert not is_expected(EnrolmentStatus.DROPPED, left, date(2027, 3, 4))
    assert is_expected(EnrolmentStatus.ENROLLED, None, date(2027, 3, 4))
    assert NotEnrolled().sentence()


def test_the_day_is_that_of_rwanda() -> None:
    assert local_day(datetime(2027, 3, 7, 22, 30, tzinfo=UTC)) == date(2027, 3, 8)


marks = st.tuples(
    st.sampled_from(list(MarkStatus)),
    st.one_of(st.none(), st.integers(min_value=1, max_value=240)),
    st.integers(min_value=1, max_value=480),
)


def total(of: list[tuple[MarkStatus, int | None, int]], rules: RuleSet = RULES) -> Hours:
    halves = sum(credited_half_minutes(minutes, status, late, rules) for status, late, minutes in of)
    return hours(halves, sum(minutes for _status, _late, minutes in of))


@settings(deadline=None)
@given(st.lists(marks, min_size=1))
def test_a_rate_lies_between_nothing_and_everything(of: list[tuple[MarkStatus, int | None, int]]) -> None:
    rate = total(of).rate

    assert rate is not None
    assert 0 <= rate <= 1


@settings(deadline=None)
@given(st.lists(marks, min_size=1), st.randoms())
def test_the_order_of_sessions_does_not_matter(
    of: list[tuple[MarkStatus, int | None, int]], random: object
) -> None:
    shuffled = sorted(of, key=lambda _mark: random.random())  # type: ignore[attr-defined]

    assert total(shuffled) == total(of)


@settings(deadline=None)
@given(st.lists(marks, min_size=1))
def test_the_outcome_agrees_with_the_exact_fraction(of: list[tuple[MarkStatus, int | None, int]]) -> None:
    sum_of = total(of)
    rate = sum_of.rate
    assert rate is not None

    assert (outcome(sum_of, RULES) == Outcome.COMPLETION) == (rate >= Fraction(80, 100))
    assert (outcome(sum_of, RULES) == Outcome.NEITHER) == (rate < Fraction(50, 100))
    assert (missing_minutes(sum_of, 80) == 0) == (rate >= Fraction(80, 100))


@settings(deadline=None)
@given(st.lists(marks, min_size=1))
def test_what_is_missing_is_exactly_what_would_complete(of: list[tuple[MarkStatus, int | None, int]]) -> None:
    sum_of = total(of)

    assert (sum_of.credited + missing_minutes(sum_of, 80)) / sum_of.delivered >= Fraction(80, 100)
    if missing_minutes(sum_of, 80):
        assert (sum_of.credited + missing_minutes(sum_of, 80)) / sum_of.delivered == Fraction(80, 100)


@settings(deadline=None)
@given(st.lists(marks, min_size=1), st.integers(min_value=0, max_value=240))
def test_a_longer_grace_takes_nothing_away(of: list[tuple[MarkStatus, int | None, int]], grace: int) -> None:
    generous = RuleSet(grace_minutes=grace + 1)

    assert total(of, generous).credited >= total(of, RuleSet(grace_minutes=grace)).credited


@settings(deadline=None)
@given(st.lists(marks, min_size=1), st.lists(marks))
def test_who_is_out_of_reach_does_not_complete_whatever_comes(
    past: list[tuple[MarkStatus, int | None, int]], future: list[tuple[MarkStatus, int | None, int]]
) -> None:
    to_come = sum(minutes for _status, _late, minutes in future)
    now = total(past)
    seen = Hours(now.credited_half_minutes, now.delivered, now.delivered + to_come, to_come)

    if is_out_of_reach(seen, RULES):
        assert outcome(total(past + future), RULES) != Outcome.COMPLETION
