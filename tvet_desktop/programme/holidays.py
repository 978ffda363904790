"""Rwanda's days off that follow a rule, computed for any year; nothing is stored of them."""

import tomllib
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.shared.translation import LANGUAGES, _, language

SATURDAY = 5
_DAY = timedelta(days=1)
_WEEK = 7


class HolidayKind(StrEnum):
    """What a day means for a timetable. Every kind warns, none forbids."""

    DAY_OFF = "DAY_OFF"
    MEMORIAL = "MEMORIAL"
    """Reduced activity, no celebrations."""
    MORNING = "MORNING"
    """People are busy until noon."""


@dataclass(frozen=True)
class HolidayRule:
    """One entry of resources/holidays.toml. ``names`` are by language, ``when`` holds what computes the day."""

    names: dict[str, str]
    kind: HolidayKind
    days: int
    moves: bool
    when: dict[str, Any]

    def days_of(self, year: int) -> list[date]:
        """Return the days of a year on which it falls."""
        if "easter" in self.when:
            return [easter(year) + timedelta(days=self.when["easter"])]
        if "last_weekday" in self.when:
            return [_last_weekday(year, month, self.when["last_weekday"]) for month in range(1, 13)]
        if "nth" in self.when:
            first = date(year, self.when["month"], 1)
            ahead = (self.when["weekday"] - first.weekday()) % _WEEK + _WEEK * (self.when["nth"] - 1)
            return [first + timedelta(days=ahead)]
        month, day = (int(part) for part in self.when["day"].split("-"))
        return [date(year, month, day) + timedelta(days=n) for n in range(self.days)]


@dataclass(frozen=True)
class RuleDay:
    """A day on which a rule falls. ``in_lieu_of`` is the weekend day that it makes up for."""

    on_date: date
    rule: HolidayRule
    in_lieu_of: date | None = None

    @property
    def name(self) -> str:
        """The name in the language that is spoken now."""
        name = self.rule.names[language()]
        return name if self.in_lieu_of is None else _("{holiday} (the day off moved)").format(holiday=name)


@cache
def packaged_rules() -> tuple[HolidayRule, ...]:
    """Return the rules that ship with the app."""
    entries = tomllib.loads((RESOURCES / "holidays.toml").read_text("utf-8"))["holiday"]
    return tuple(_rule(entry) for entry in entries)


def easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian computation."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, year_rest = divmod(rest, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def rule_days(year: int) -> list[RuleDay]:
    """Return every day of a year that the rules name, by date.

    A day off on a weekend is made up for on the next working day, except where the rule does not move; two
    in a row share one.
    """
    found = [RuleDay(day, rule) for rule in packaged_rules() for day in rule.days_of(year)]
    days_off = {day.on_date for day in found if day.rule.kind == HolidayKind.DAY_OFF}
    made_up: dict[date, RuleDay] = {}
    for day in found:
        if day.rule.kind == HolidayKind.DAY_OFF and day.rule.moves and day.on_date.weekday() >= SATURDAY:
            instead = _next_working_day(day.on_date, days_off)
            made_up.setdefault(instead, RuleDay(instead, day.rule, day.on_date))
    return sorted([*found, *made_up.values()], key=lambda day: day.on_date)


def rule_days_between(first: date, last: date) -> Iterator[RuleDay]:
    """Yield the days from ``first`` to ``last``, both included, that the rules name."""
    for year in range(first.year, last.year + 1):
        yield from (day for day in rule_days(year) if first <= day.on_date <= last)


def _rule(entry: dict[str, Any]) -> HolidayRule:
    return HolidayRule(
        names={code: entry[code] for code in LANGUAGES},
        kind=HolidayKind(entry.get("kind", HolidayKind.DAY_OFF)),
        days=entry.get("days", 1),
        moves=entry.get("moves", True),
        when=entry,
    )


def _last_weekday(year: int, month: int, weekday: int) -> date:
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % _WEEK)


def _next_working_day(day: date, days_off: set[date]) -> date:
    while day.weekday() >= SATURDAY or day in days_off:
        day += _DAY
    return day
