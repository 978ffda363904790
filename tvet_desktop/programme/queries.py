"""What screens and commands ask about the programme."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.programme.holidays import HolidayKind, rule_days_between
from tvet_desktop.programme.models import College, Holiday, Programme, SkillArea
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _, language
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import Scope, scope_of


@dataclass(frozen=True)
class CollegeRow:
    """A college as lists show it; ``scope`` is the number in the ids of its rows."""

    id: int
    code: str
    scope: int
    official_name: str
    short_name: str
    former_names: tuple[str, ...]
    province: str
    district: str


@dataclass(frozen=True)
class SkillAreaRow:
    """A skill area with its name in the language of the screen."""

    id: int
    name: str


@dataclass(frozen=True)
class HolidayRow:
    """A day that a rule names, or that somebody typed.

    ``holiday_id`` and ``scope`` are None where a rule names it; ``scope`` is otherwise SHARED or a college's.
    ``is_working``: people work in spite of the rules.
    """

    on_date: date
    name: str
    kind: HolidayKind
    holiday_id: int | None = None
    scope: int | None = None
    is_working: bool = False


def _row(college: College) -> CollegeRow:
    return CollegeRow(
        college.id,
        college.code,
        college.scope,
        college.official_name,
        college.short_name,
        tuple(name for name in college.former_names.split("\n") if name),
        college.province,
        college.district,
    )


def list_colleges(db: Session) -> list[CollegeRow]:
    """Return all colleges by name."""
    return [
        _row(c)
        for c in db.scalars(select(College).where(not_deleted(College)).order_by(College.official_name))
    ]


def college_by_code(db: Session, code: str) -> CollegeRow:
    """Return the college with this code, such as "HUY".

    Raises:
        NotFound: no college has it.
    """
    college = db.scalar(select(College).where(not_deleted(College), College.code == code.strip().upper()))
    if college is None:
        raise NotFound(_("college"), code)
    return _row(college)


def college_of_scope(db: Session, scope: int) -> CollegeRow | None:
    """Return the college whose rows have ids of ``scope``; None for shared and national rows."""
    college = db.scalar(select(College).where(not_deleted(College), College.scope == scope))
    return None if college is None else _row(college)


def list_skill_areas(db: Session) -> list[SkillAreaRow]:
    """Return the skill areas, named in the language that is spoken now."""
    areas = db.scalars(select(SkillArea).where(not_deleted(SkillArea)))
    names = {"en": "name_en", "fr": "name_fr", "rw": "name_rw"}
    return sorted(
        (SkillAreaRow(a.id, getattr(a, names[language()])) for a in areas), key=lambda row: row.name
    )


def the_programme(db: Session) -> Programme:
    """Return the one programme of this file."""
    return db.scalars(select(Programme)).one()


def list_holidays(db: Session, first: date, last: date) -> list[HolidayRow]:
    """Return all days that the rules name or somebody typed, from ``first`` to ``last``, by date."""
    rows = [HolidayRow(day.on_date, day.name, day.rule.kind) for day in rule_days_between(first, last)]
    typed = select(Holiday).where(not_deleted(Holiday), Holiday.on_date >= first, Holiday.on_date <= last)
    rows += [
        HolidayRow(
            row.on_date, row.name, HolidayKind.DAY_OFF, row.id, scope_of(row.id), is_working=row.is_working
        )
        for row in db.scalars(typed.order_by(Holiday.id))
    ]
    return sorted(rows, key=lambda row: (row.on_date, row.scope or 0))


def holidays_between(db: Session, first: date, last: date, scope: int) -> list[HolidayRow]:
    """Return the days of the college with ``scope`` that are off, or quiet, from ``first`` to ``last``, by date.

    What the college typed goes before what was typed for all, and that before the rules: a working day takes
    away what the rules, or all, have said of it.
    """
    days: defaultdict[date, list[HolidayRow]] = defaultdict(list)
    for row in list_holidays(db, first, last):
        if row.scope in {None, Scope.SHARED, scope}:
            days[row.on_date].append(row)
    return [row for on_date in sorted(days) for row in _in_force(days[on_date])]


def _in_force(rows: list[HolidayRow]) -> list[HolidayRow]:
    """Return what holds of a day: ``rows`` stand in the order rules, all, college."""
    holds = [row for row in rows if row.scope is None]
    for scope in dict.fromkeys(row.scope for row in rows if row.scope is not None):
        said = [row for row in rows if row.scope == scope]
        off = [row for row in said if not row.is_working]
        holds = [*holds, *off] if off else []
    return holds
