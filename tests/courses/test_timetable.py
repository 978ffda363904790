from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.rules import FieldUnusable
from tvet_desktop.courses.timetable import (
    WORKDAYS,
    DaysWanted,
    check_day,
    day_shapes,
    plan_sessions,
    training_days,
)

FRIDAY = date(2027, 3, 5)
days_of_2027 = st.dates(date(2027, 1, 1), date(2027, 12, 31))


def days(wanted: DaysWanted, count: int) -> list[date]:
    return [day for day, is_left_out in training_days(wanted, count) if not is_left_out]


def test_the_weekend_is_skipped_unless_it_is_wanted() -> None:
    assert days(DaysWanted(first_day=FRIDAY), 2) == [FRIDAY, date(2027, 3, 8)]
    assert days(DaysWanted(first_day=FRIDAY, weekdays=range(6)), 2) == [FRIDAY, date(2027, 3, 6)]
    assert days(DaysWanted(first_day=FRIDAY, weekdays={1}), 2) == [date(2027, 3, 9), date(2027, 3, 16)]


def test_a_day_left_out_is_made_up_for_only_if_the_number_is_kept() -> None:
    monday = date(2027, 3, 8)

    assert days(DaysWanted(first_day=FRIDAY, left_out={monday}), 3) == [FRIDAY, date(2027, 3, 9)]
    kept = DaysWanted(first_day=FRIDAY, left_out={monday}, keeps_number=True)
    assert days(kept, 3) == [FRIDAY, date(2027, 3, 9), date(2027, 3, 10)]


def test_topics_stay_in_their_order_over_a_day_left_out() -> None:
    wanted = DaysWanted(first_day=FRIDAY, left_out={date(2027, 3, 8)}, keeps_number=True)
    planned = plan_sessions(wanted, day_shapes(2, [Slot.AM], topics=["Pumps", "Pipes"]))

    made = [(row.held_on.day, row.shape.topic) for row in planned if not row.is_left_out]
    assert made == [(5, "Pumps"), (9, "Pipes")]


def test_a_topic_goes_to_each_session_or_to_a_whole_day() -> None:
    slots = (Slot.AM, Slot.PM)
    each = day_shapes(2, slots, topics=["A", "B", "C"])
    whole = day_shapes(2, slots, topics=["A", "B"], topic_each_day=True)

    assert [shape.topic for day in each for shape in day] == ["A", "B", "C", ""]
    assert [shape.topic for day in whole for shape in day] == ["A", "A", "B", "B"]


@pytest.mark.parametrize("weekdays", [frozenset(), WORKDAYS])
def test_nothing_to_make_is_refused(weekdays: frozenset[int]) -> None:
    shapes = day_shapes(2, [Slot.AM]) if not weekdays else day_shapes(2, [])
    with pytest.raises(FieldUnusable):
        plan_sessions(DaysWanted(first_day=FRIDAY, weekdays=weekdays), shapes)


@pytest.mark.parametrize("year", [1027, 1999, 2101, 9999])
def test_a_slip_in_the_year_is_refused(year: int) -> None:
    with pytest.raises(FieldUnusable):
        check_day(date(year, 12, 31))


@given(
    first=days_of_2027,
    count=st.integers(1, 60),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    left_out=st.frozensets(days_of_2027, max_size=30),
    keeps_number=st.booleans(),
    slots=st.sampled_from([(Slot.AM, Slot.PM), (Slot.AM,), (Slot.FULL,)]),
)
def test_days_skip_what_they_must_and_the_number_is_right(
    *,
    first: date,
    count: int,
    weekdays: frozenset[int],
    left_out: frozenset[date],
    keeps_number: bool,
    slots: tuple[Slot, ...],
) -> None:
    wanted = DaysWanted(first_day=first, weekdays=weekdays, left_out=left_out, keeps_number=keeps_number)
    planned = plan_sessions(wanted, day_shapes(count, slots))

    made = [row for row in planned if not row.is_left_out]
    held = sorted({row.held_on for row in made})
    dropped = {row.held_on for row in planned if row.is_left_out}
    assert [row.held_on for row in planned] == sorted(row.held_on for row in planned)
    assert all(day >= first and day.weekday() in weekdays and day not in left_out for day in held)
    assert dropped <= left_out
    assert len(made) == len(held) * len(slots)
    assert (len(held) if keeps_number else len(held) + len(dropped)) == count
    every = [first + timedelta(days=n) for n in range((max([*held, *dropped]) - first).days + 1)]
    assert [day for day in every if day.weekday() in weekdays] == sorted({*held, *dropped})
