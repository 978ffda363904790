"""What screens and commands ask about the programme."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.programme.models import College, Programme, SkillArea
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _, language
from tvet_desktop.storage.base import not_deleted


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
