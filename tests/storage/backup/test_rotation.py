"""Which backups stay, for clocks that go on as they should and for clocks that do not."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tvet_desktop.storage.backup.rotation import MOST, NEWEST, Made, kept

START = datetime(2027, 3, 8, 7, 30, tzinfo=UTC)
steps = st.lists(st.integers(min_value=1, max_value=60 * 24 * 40), max_size=120)
moments = st.lists(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  hypothesis wants them without
    max_size=80,
)


def after(minutes: list[int]) -> list[Made]:
    moment, made = START, []
    for number, step in enumerate(minutes, start=1):
        moment += timedelta(minutes=step)
        made.append(Made(number, moment))
    return made


@given(moments)
def test_the_newest_stay_and_the_rest_is_bounded_whatever_the_clock_says(at: list[datetime]) -> None:
    made = [Made(number, moment) for number, moment in enumerate(at, start=1)]

    numbers = kept(made)

    assert {one.number for one in made[-NEWEST:]} <= numbers <= {one.number for one in made}
    assert len(numbers) <= MOST


@given(moments)
def test_what_stays_would_stay_again(at: list[datetime]) -> None:
    made = [Made(number, moment) for number, moment in enumerate(at, start=1)]
    numbers = kept(made)

    assert kept([one for one in made if one.number in numbers]) == numbers


@given(steps)
def test_removing_after_each_backup_leaves_what_removing_once_would(minutes: list[int]) -> None:
    everything, standing = after(minutes), list[Made]()
    for one in everything:
        standing.append(one)
        numbers = kept(standing)
        standing = [other for other in standing if other.number in numbers]

    assert {one.number for one in standing} == kept(everything)


@given(steps)
def test_each_of_the_last_days_and_months_that_had_a_backup_has_one(minutes: list[int]) -> None:
    made = after(minutes)
    numbers = kept(made)
    standing = [one.made_at for one in made if one.number in numbers]

    days = sorted({one.made_at.date() for one in made})[-14:]
    months = sorted({(one.made_at.year, one.made_at.month) for one in made})[-12:]
    assert {at.date() for at in standing} >= set(days)
    assert {(at.year, at.month) for at in standing} >= set(months)


def test_a_year_of_work_keeps_few() -> None:
    """Every half hour of eight hours, on each of 365 days."""
    made = [
        Made(day * 16 + half, START + timedelta(days=day, minutes=30 * half))
        for day in range(365)
        for half in range(16)
    ]

    assert 40 <= len(kept(made)) <= MOST


def test_one_day_with_a_wrong_clock_removes_no_earlier_day() -> None:
    good = [Made(n, START + timedelta(days=n)) for n in range(1, 10)]
    wrong = Made(10, START.replace(year=2099))

    assert kept([*good, wrong]) >= {one.number for one in good} - {0}
    assert 10 in kept([*good, wrong, Made(11, START + timedelta(days=11))])
