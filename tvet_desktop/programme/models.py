"""The programme, its colleges, its skill areas, its holidays and the logos of its papers."""

from datetime import date

from sqlalchemy.orm import Mapped

from tvet_desktop.storage.base import Base, Id, Synced, primary_id


class Programme(Synced, Base):
    """The one programme that a data file belongs to."""

    __tablename__ = "programme"
    __wide__ = True

    id: Mapped[Id] = primary_id()
    name: Mapped[str]
    practice: Mapped[bool]
    """Made for learning: every page and paper says so."""


class College(Synced, Base):
    """A host college. ``scope`` is the number in the ids of its rows."""

    __tablename__ = "college"
    __wide__ = True

    id: Mapped[Id] = primary_id()
    code: Mapped[str]
    scope: Mapped[int]
    official_name: Mapped[str]
    short_name: Mapped[str]
    former_names: Mapped[str]
    """One name on each line."""
    province: Mapped[str]
    district: Mapped[str]


class SkillArea(Synced, Base):
    """A field of training, such as irrigation or mechatronics."""

    __tablename__ = "skill_area"
    __wide__ = True

    id: Mapped[Id] = primary_id()
    name_en: Mapped[str]
    name_fr: Mapped[str]
    name_rw: Mapped[str]


class Holiday(Synced, Base):
    """A day off beyond the packaged rules, or a working day in spite of them.

    In the shared scope it holds for all colleges, in a college's scope for that college.
    """

    __tablename__ = "holiday"

    id: Mapped[Id] = primary_id()
    on_date: Mapped[date]
    name: Mapped[str]
    is_working: Mapped[bool]


class Logo(Synced, Base):
    """A picture for the head of papers, of the programme (shared scope) or of one college.

    The picture itself never changes: another picture is another row, and a removed row keeps its picture, because
    certificates that were printed with it say so.
    """

    __tablename__ = "logo"
    __wide__ = True
    __unjudged__ = frozenset({"rank"})

    id: Mapped[Id] = primary_id()
    owner: Mapped[str]
    """Read aloud in its place."""
    picture: Mapped[str]
    """A PNG or JPEG file of at most 30 kB in base64: a logo must be there before the first paper is printed, so it
    travels as a row and not as a file."""
    is_partner: Mapped[bool]
    """It stands only on papers of courses that name this partner."""
    rank: Mapped[int]
    """From left to right; equal ones by id."""
