from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvet_desktop.programme.holidays import HolidayKind, easter, packaged_rules, rule_days, rule_days_between
from tvet_desktop.shared.translation import use_language


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1818, 3, 22), (2019, 4, 21), (2021, 4, 4), (2024, 3, 31), (2027, 3, 28), (2038, 4, 25)],
)
def test_easter(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_between_its_limits(year: int) -> None:
    found = easter(year)

    assert found.weekday() == 6
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


def test_the_days_off_of_2027() -> None:
    off = [day.on_date for day in rule_days(2027) if day.rule.kind == HolidayKind.DAY_OFF]

    assert off == [
        date(2027, 1, 1),
        date(2027, 1, 2),
        date(2027, 1, 4),  # for the Saturday
        date(2027, 2, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 4, 7),
        date(2027, 5, 1),
        date(2027, 5, 3),
        date(2027, 7, 1),
        date(2027, 7, 4),
        date(2027, 7, 5),
        date(2027, 8, 6),
        date(2027, 8, 15),
        date(2027, 8, 16),
        date(2027, 12, 25),
        date(2027, 12, 26),
        date(2027, 12, 27),  # one for the two
    ]


def test_a_sunday_before_a_holiday_is_made_up_for_after_it() -> None:
    days = {day.on_date: day for day in rule_days(2022)}

    assert days[date(2022, 12, 27)].in_lieu_of == date(2022, 12, 25)
    assert days[date(2022, 12, 27)].name == "Christmas Day (the day off moved)"


def test_the_memorial_day_does_not_move() -> None:
    assert date(2024, 4, 7).weekday() == 6

    assert [day.rule.kind for day in rule_days(2024) if day.on_date == date(2024, 4, 8)] == [
        HolidayKind.MEMORIAL
    ]


def test_the_memorial_week_and_umuganda_are_no_days_off() -> None:
    april = list(rule_days_between(date(2021, 4, 6), date(2021, 4, 30)))

    assert [day.on_date.day for day in april if day.rule.kind == HolidayKind.MEMORIAL] == [
        8,
        9,
        10,
        11,
        12,
        13,
    ]
    assert [day.on_date.day for day in april if day.rule.kind == HolidayKind.MORNING] == [24]


def test_umuganda_is_on_the_last_saturday_of_each_month() -> None:
    mornings = [day.on_date for day in rule_days(2027) if day.rule.kind == HolidayKind.MORNING]

    assert len(mornings) == 12
    for day in mornings:
        assert day.weekday() == 5
        assert (day + timedelta(days=7)).month != day.month


def test_names_follow_the_language() -> None:
    (heroes,) = rule_days_between(date(2027, 2, 1), date(2027, 2, 1))

    assert heroes.name == "National Heroes’ Day"
    use_language("fr")
    try:
        assert heroes.name == "Journée nationale des héros"
    finally:
        use_language("en")
    assert all(rule.names[code] for rule in packaged_rules() for code in ("en", "fr", "rw"))
