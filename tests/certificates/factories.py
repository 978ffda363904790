"""A course of the college of Huye on one PC, on its way to certificates."""

from datetime import date, datetime

from tests.courses.factories import a_running_course
from tvet_desktop.app import App
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.certificates.approve_certificates import approve_certificates
from tvet_desktop.certificates.confirm_names import confirm_names
from tvet_desktop.certificates.issue_certificates import CertificatesIssued, issue_certificates
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc

NAMES = ("KEZA Aline", "MUGABO Jean", "Uwase", "NSENGA Théogène")
TODAY = date(2027, 3, 8)


class Course:
    """A course of ten half-days: the first comes always, the second to 8 of 10, the third to 7, the last to 4."""

    def __init__(self, app: App, now: datetime, college: str = "HUY") -> None:
        self.app = app
        self.now = now
        with app.database.transaction() as db:
            self.id, sessions, self.people = a_running_course(db, NAMES, days=5, college=college)
            for person, attended in zip(self.people, (10, 8, 7, 4), strict=True):
                for number, session in enumerate(sessions):
                    status = MarkStatus.PRESENT if number < attended else MarkStatus.ABSENT
                    mark_attendance(db, training_session_id=session, person_id=person, status=status, now=now)

    def confirm(self, *people: int) -> None:
        with self.app.database.transaction() as db:
            confirm_names(db, person_ids=people, confirmed_on=TODAY, by=None)

    def approve(self, *people: int) -> int:
        with self.app.database.transaction() as db:
            return approve_certificates(
                db, course_id=self.id, person_ids=people, approved_on=TODAY, by=None
            ).count

    def issue(self) -> CertificatesIssued:
        with self.app.database.transaction() as db:
            return issue_certificates(
                db,
                course_id=self.id,
                issuer=issuer_of_this_pc(db),
                files=self.app.files,
                issued_on=TODAY,
                now=self.now,
                by=None,
            )
