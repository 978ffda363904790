"""Rows and their values as people call them: "KEZA Aline, 08/03/2027 morning"."""

import json
from collections.abc import Callable

from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.attendance.course_tests.models import CourseTests, PostTestResult, PreTestResult
from tvet_desktop.attendance.models import AttendanceMark, MergedMark
from tvet_desktop.courses.models import Course, CoursePartner, CourseTrainer, Enrolment, Slot, TrainingSession
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.evaluation.models import EvaluationRound
from tvet_desktop.ideas.models import Idea
from tvet_desktop.people.consents.words import purpose_words
from tvet_desktop.people.models import Consent, Person, PersonMerge, WaitingRow
from tvet_desktop.people.names import display_name, name_or_erased
from tvet_desktop.programme.models import College, Holiday, Logo
from tvet_desktop.programme.queries import list_skill_areas
from tvet_desktop.shared.known import known
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.conflict_words import value_word


def told_value(db: Session, table: str, field: str, value: object) -> str:
    """Return a plain value of a row in a reader's words."""
    shown = value if isinstance(value, str) else "" if value is None else json.dumps(value)
    return _value(db, table, field, shown)


def _value(db: Session, table: str, field: str, value: str) -> str:
    """Return a value in words; a reference by the name of what it points to, as far as that is here."""
    names: dict[str, Callable[[int], str]] = {
        "leader_id": lambda found: _person(db, found),
        "merged_into": lambda found: _person(db, found),
        "kept_id": lambda found: _person(db, found),
        "merged_id": lambda found: _person(db, found),
        "name_confirmed_by": lambda found: _user(db, found),
        "course_id": lambda found: _course(db, found),
        "came_from": lambda found: _course(db, found),
        "went_to": lambda found: _course(db, found),
        "college_id": lambda found: _college(db, found),
        "skill_area_id": lambda found: _skill_area(db, found),
    }
    if field in names and value.isdecimal():
        return names[field](int(value)) or value_word(table, field, "")
    return value_word(table, field, value)


def name_of_row(db: Session, table: str, key: tuple[int, int]) -> str:
    """Name a row as people call it; "" where it cannot be named."""
    first, second = key
    names: dict[str, Callable[[], str]] = {
        Person.__tablename__: lambda: _person(db, first),
        WaitingRow.__tablename__: lambda: _waiting_row(db, first),
        Consent.__tablename__: lambda: _consent(db, first),
        Course.__tablename__: lambda: _course(db, first),
        TrainingSession.__tablename__: lambda: _session(db, first),
        CourseTrainer.__tablename__: lambda: _both(_person(db, second), _course(db, first)),
        Enrolment.__tablename__: lambda: _both(_person(db, second), _course(db, first)),
        AttendanceMark.__tablename__: lambda: _both(_person(db, second), _session(db, first)),
        PersonMerge.__tablename__: lambda: _merge(db, first),
        MergedMark.__tablename__: lambda: _both(_merge(db, first), _session(db, second)),
        CourseTests.__tablename__: lambda: _course(db, first),
        PreTestResult.__tablename__: lambda: _both(_person(db, second), _course(db, first)),
        PostTestResult.__tablename__: lambda: _both(_person(db, second), _course(db, first)),
        EvaluationRound.__tablename__: lambda: _round(db, first),
        Idea.__tablename__: lambda: _title(db.get(Idea, first)),
        User.__tablename__: lambda: _user(db, first),
        College.__tablename__: lambda: _college(db, first),
        Holiday.__tablename__: lambda: _holiday(db, first),
        Logo.__tablename__: lambda: _logo(db, first),
        CoursePartner.__tablename__: lambda: _both(_logo(db, second), _course(db, first)),
    }
    return names[table]() if table in names else ""


def _both(one: str, other: str) -> str:
    return _("{name}, {place}").format(name=one, place=other)


def _holiday(db: Session, holiday_id: int) -> str:
    holiday = db.get(Holiday, holiday_id)
    return holiday.name if holiday else ""


def _logo(db: Session, logo_id: int) -> str:
    logo = db.get(Logo, logo_id)
    return logo.owner if logo else ""


def _person(db: Session, person_id: int) -> str:
    person = db.get(Person, person_id)
    return name_or_erased(person.family_name, person.given_name) if person else ""


def _merge(db: Session, merge_id: int) -> str:
    row = db.get(PersonMerge, merge_id)
    return _both(_person(db, row.kept_id), _person(db, row.merged_id)) if row else ""


def _waiting_row(db: Session, row_id: int) -> str:
    row = db.get(WaitingRow, row_id)
    return display_name(row.family_name, row.given_name) if row else ""


def _consent(db: Session, row_id: int) -> str:
    row = db.get(Consent, row_id)
    return _both(_person(db, row.person_id), purpose_words().get(row.purpose, "")) if row else ""


def _course(db: Session, course_id: int) -> str:
    return _title(db.get(Course, course_id))


def _title(found: Course | Idea | None) -> str:
    return found.title if found else ""


def _session(db: Session, training_session_id: int) -> str:
    found = db.get(TrainingSession, training_session_id)
    if found is None:
        return ""
    return f"{day_text(found.held_on)} {slot_name(known(Slot, found.slot, Slot.FULL))}"


def _round(db: Session, round_id: int) -> str:
    found = db.get(EvaluationRound, round_id)
    return _course(db, found.course_id) if found else ""


def _user(db: Session, user_id: int) -> str:
    user = db.get(User, user_id)
    return user.display_name if user else ""


def _college(db: Session, college_id: int) -> str:
    college = db.get(College, college_id)
    return college.official_name if college else ""


def _skill_area(db: Session, area_id: int) -> str:
    return next((area.name for area in list_skill_areas(db) if area.id == area_id), "")
