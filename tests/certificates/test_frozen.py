"""What was issued stays as it was, whatever changes afterwards: names, courses, templates, logos, who signs."""

import hashlib
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.certificates.examples import logo_files
from tests.certificates.factories import TODAY, Course
from tests.sync.conftest import HUYE
from tvet_desktop.app import App
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.certificates.confirm_names import confirm_names
from tvet_desktop.certificates.drawing.content import Signatory
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.printing.issued_pdf import pdf_of
from tvet_desktop.certificates.printing.print_file import print_file
from tvet_desktop.certificates.setup.details import SetupDetails
from tvet_desktop.certificates.setup.set_certificate_setup import set_certificate_setup
from tvet_desktop.certificates.templates.add_template import add_template
from tvet_desktop.courses import models as courses
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.models import Person
from tvet_desktop.people.records import details_of
from tvet_desktop.programme.logos.add_logo import add_logo
from tvet_desktop.programme.logos.edit_logo import edit_logo
from tvet_desktop.programme.logos.remove_logo import remove_logo
from tvet_desktop.programme.models import College, Programme, SkillArea
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.storage.ids import Scope


class Issued:
    """Certificates of completion and participation, with everything around them set."""

    def __init__(self, course: Course) -> None:
        self.course = course
        first_logo, self.second_logo = logo_files()
        with course.app.database.transaction() as db:
            self.logo_id = add_logo(
                db, scope=Scope.SHARED, owner="Rwanda Polytechnic", picture=first_logo, by=None
            ).logo_id
            details = SetupDetails(
                "en+fr",
                signatories=(Signatory("Invented Principal", "Principal"), Signatory("", "Trainer")),
                place="Huye",
                financed_by="Belgium",
                has_second_page=True,
            )
            set_certificate_setup(db, course_id=course.id, details=details, by=None)
        course.confirm(*course.people[:3])
        course.approve(*course.people[:3])
        self.ids = [one.certificate_id for one in course.issue().certificates]

    def change_everything(self) -> None:
        """Do afterwards whatever users can do to what stands on a certificate."""
        course = self.course
        with course.app.database.transaction() as db:
            person = db.get_one(Person, course.people[0])
            renamed = replace(details_of(person), family_name="UMWALI", given_name="Grace")
            edit_person(db, person_id=person.id, details=renamed)
            confirm_names(
                db,
                person_ids=course.people[:2],
                confirmed_on=TODAY,
                by=None,
                corrected={course.people[1]: "Somebody Else"},
            )
            row = db.get_one(courses.Course, course.id)
            row.title, row.language = "Another title", "rw"
            row.skill_area_id = db.scalars(select(SkillArea.id)).first()
            for college in db.scalars(select(College)):
                college.official_name = "Renamed college"
            db.scalars(select(Programme)).one().name = "Renamed programme"
            edit_logo(db, logo_id=self.logo_id, owner="Another name", is_partner=True, by=None)
            remove_logo(db, logo_id=self.logo_id, by=None)
            add_logo(db, scope=HUYE, owner="Another office", picture=self.second_logo, by=None)
            signs = (Signatory("Somebody New", "Vice Chancellor"),)
            changed = SetupDetails("fr", signatories=signs, place="Kigali", financed_by="Nobody")
            set_certificate_setup(db, course_id=course.id, details=changed, by=None)
            for kind in ("completion", "participation"):
                toml = (RESOURCES / "certificates" / f"{kind}.toml").read_text(encoding="utf-8")
                toml = toml.replace("version = 2", "version = 99").replace("margin_mm = 12", "margin_mm = 16")
                assert "version = 99" in toml
                add_template(db, toml=toml.replace("Certificate of", "Diploma of"), by=None)
            sessions = db.scalars(select(courses.TrainingSession.id)).all()
            for session in sessions[:2]:
                mark_attendance(
                    db,
                    training_session_id=session,
                    person_id=course.people[0],
                    status=MarkStatus.ABSENT,
                    now=course.now,
                )


@pytest.fixture
def issued(course: Course) -> Issued:
    return Issued(course)


def frozen(app: App, ids: list[int]) -> list[tuple[bytes, str, str, str]]:
    with app.database.reading() as db:
        rows = [db.get_one(Certificate, one) for one in ids]
        return [
            (pdf_of(db, row.id, app.files), row.pdf_hash, row.code_text, row.statement_hash) for row in rows
        ]


def printed(app: App, issued: Issued) -> bytes:
    with app.database.reading() as db:
        return print_file(db, certificate_ids=issued.ids, now=issued.course.now)


def test_files_codes_and_printed_pages_are_the_same_afterwards(issued: Issued) -> None:
    app = issued.course.app
    before, pages = frozen(app, issued.ids), printed(app, issued)

    issued.change_everything()

    assert frozen(app, issued.ids) == before
    assert [hashlib.sha256(pdf).hexdigest() for pdf, *_rest in before] == [one[1] for one in before]
    assert printed(app, issued) == pages


def test_what_is_issued_afterwards_is_changed(issued: Issued) -> None:
    """Else the test above would prove nothing."""
    app, third = issued.course.app, issued.course.people[3]
    pages = printed(app, issued)
    issued.change_everything()
    with app.database.transaction() as db:
        for session in db.scalars(select(courses.TrainingSession.id)):
            mark_attendance(
                db,
                training_session_id=session,
                person_id=third,
                status=MarkStatus.PRESENT,
                now=issued.course.now,
            )
    issued.course.confirm(third)
    issued.course.approve(third)
    (new,) = [one for one in issued.course.issue().certificates if one.certificate_id not in issued.ids]

    with app.database.reading() as db:
        row = db.get_one(Certificate, new.certificate_id)
        assert row.language != "en+fr"
        other = print_file(db, certificate_ids=[row.id], now=issued.course.now)
    assert other != pages
