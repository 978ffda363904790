"""A person with everything that can be known of one, under a name that nothing else has."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from tests.certificates.factories import Course
from tests.sync.conftest import Pc
from tests.sync.erasing.traces import Traces
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import AttendanceMark, MarkStatus
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.erasing.models import ErasingReason
from tvet_desktop.people.queries import person_file
from tvet_desktop.people.register import Details
from tvet_desktop.sync.erasing.destroy_files import settle_erased
from tvet_desktop.sync.erasing.erase_person import PersonErased, erase_person

TODAY = date(2027, 3, 9)


@dataclass
class Known:
    """Who is to be erased: the first of a course, with a certificate."""

    id: int
    course: Course
    certificate_id: int
    code: str


def details(**values: object) -> Details:
    empty: dict[str, object] = dict.fromkeys(Details.__dataclass_fields__)
    given: dict[str, object] = {
        "family_name": "ZIRIMWABAGABO",
        "given_name": "Wivinequet",
        "sex": "F",
        "phone": "+250788999777",
        "email": "zirimwabagabo@example.org",
        "notes": "Zirimwabagabo said so",
    }
    return Details(**(empty | given | values))


WORDS = ("ZIRIMWABAGABO", "Zirimwabagabo", "zirimwabagabo", "Wivinequet", "+250788999777")


@pytest.fixture
def traces() -> Traces:
    return Traces(WORDS)


def make_known(pc: Pc, now: datetime) -> Known:
    """Rename, describe, excuse, certify somebody on a PC."""
    course = Course(pc.app, now)
    person_id = course.people[0]
    with pc.app.database.transaction() as db:
        before = person_file(db, person_id).details
        edit_person(db, person_id=person_id, details=details(sex=before.sex, position=before.position))
        sessions = [
            mark.training_session_id for mark in db.query(AttendanceMark).filter_by(person_id=person_id)
        ]
        mark_attendance(
            db,
            training_session_id=sessions[0],
            person_id=person_id,
            status=MarkStatus.EXCUSED,
            reason="Zirimwabagabo was ill",
            now=now,
        )
    course.confirm(*course.people)
    course.approve(*course.people[:3])
    issued = course.issue()
    with pc.app.database.reading() as db:
        for one in issued.certificates:
            row = db.get_one(Certificate, one.certificate_id)
            if row.person_id == person_id:
                return Known(person_id, course, row.id, row.code_text)
    raise AssertionError


def erase(pc: Pc, person_id: int) -> PersonErased:
    app = pc.app
    with app.database.transaction(user_id=app.user.id) as db:
        erased = erase_person(
            db,
            person_id=person_id,
            reason=ErasingReason.ASKED,
            with_scans=True,
            by=app.user.id,
            on_date=TODAY,
        )
    settle_erased(app.database, app.files, app.data_dir)
    return erased


@pytest.fixture
def known(founder: Pc, now: datetime) -> Known:
    return make_known(founder, now)
