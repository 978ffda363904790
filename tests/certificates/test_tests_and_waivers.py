"""Tests, waivers and gaps on the way to a certificate."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.conftest import ACCOUNT
from tests.courses.factories import a_running_course
from tvet_desktop.app import App
from tvet_desktop.attendance.clear_mark import clear_mark
from tvet_desktop.attendance.course_tests.clear_result import clear_result
from tvet_desktop.attendance.course_tests.record_result import record_result
from tvet_desktop.attendance.course_tests.rules import TestSettings, WhichTest
from tvet_desktop.attendance.course_tests.set_tests import set_tests
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.waiving.waive import waive
from tvet_desktop.certificates.approve_certificates import approve_certificates
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.confirm_names import confirm_names
from tvet_desktop.certificates.issue_certificates import issue_certificates
from tvet_desktop.certificates.rules import NothingToIssue, NotQualified
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.courses.rules import RuleSet
from tvet_desktop.courses.set_course_rules import set_course_rules
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc

TODAY = date(2027, 3, 8)
COMPLETION, PARTICIPATION = CertificateKind.COMPLETION, CertificateKind.PARTICIPATION


class Course:
    """Ten half-days: the first person came to all of them, the others to eight, seven and seven."""

    def __init__(self, app: App, now: datetime) -> None:
        self.app, self.now = app, now
        with app.database.transaction() as db:
            self.id, self.sessions, self.people = a_running_course(db)
            for person, attended in zip(self.people, (10, 8, 7, 7), strict=True):
                for number, session in enumerate(self.sessions):
                    status = MarkStatus.PRESENT if number < attended else MarkStatus.ABSENT
                    mark_attendance(db, training_session_id=session, person_id=person, status=status, now=now)
            confirm_names(db, person_ids=self.people, confirmed_on=TODAY, by=None)

    def rows(self) -> list[CandidateRow]:
        with self.app.database.reading() as db:
            return candidates(db, self.id)

    def waive(self, person_id: int, points: int) -> None:
        with self.app.database.transaction() as db:
            waive(
                db,
                course_id=self.id,
                person_id=person_id,
                points=points,
                reason="Was ill",
                on_date=TODAY,
                by=None,
            )

    def result(self, person_id: int, points: int) -> None:
        with self.app.database.transaction() as db:
            record_result(db, course_id=self.id, person_id=person_id, which=WhichTest.POST, points=points)

    def approve(self, *people: int) -> None:
        with self.app.database.transaction() as db:
            approve_certificates(db, course_id=self.id, person_ids=people, approved_on=TODAY, by=None)

    def issue(self) -> list[CertificateKind]:
        with self.app.database.transaction() as db:
            issued = issue_certificates(
                db,
                course_id=self.id,
                issuer=issuer_of_this_pc(db),
                files=self.app.files,
                issued_on=TODAY,
                now=self.now,
                by=None,
            )
        return [certificate.kind for certificate in issued.certificates]


@pytest.fixture
def course(tmp_path: Path, clock: FixedClock, now: datetime) -> Course:
    app = App(tmp_path / "pc", clock)
    app.found(college_code="HUY", account=ACCOUNT)
    return Course(app, now)


def test_nobody_gets_a_certificate_while_a_session_is_undecided(course: Course, now: datetime) -> None:
    first = course.people[0]
    with course.app.database.transaction() as db:
        clear_mark(db, training_session_id=course.sessions[0], person_id=first, now=now)

    row = course.rows()[0]
    assert (row.kind, row.percent, row.undecided, row.decided) == (None, 100, 240, 9 * 240)
    with pytest.raises(NotQualified):
        course.approve(first)
    with course.app.database.transaction() as db:
        mark_attendance(
            db, training_session_id=course.sessions[0], person_id=first, status=MarkStatus.ABSENT, now=now
        )
    assert course.rows()[0].kind == COMPLETION
    course.approve(first)
    assert course.issue() == [COMPLETION]


def test_a_waiver_decides_until_it_is_taken_back(course: Course) -> None:
    third = course.people[2]
    course.waive(third, 10)
    assert (course.rows()[2].kind, course.rows()[2].needs_waiver) == (COMPLETION, True)
    course.approve(third)
    course.waive(third, 0)

    assert course.rows()[2].kind == PARTICIPATION
    with pytest.raises(NothingToIssue):
        course.issue()
    course.waive(third, 10)
    assert course.issue() == [COMPLETION]


def test_the_post_test_decides_only_where_the_course_says_so(course: Course) -> None:
    first, second, third, fourth = course.people
    with course.app.database.transaction() as db:
        set_tests(db, course_id=course.id, tests=TestSettings(post_maximum=4000))
    course.result(second, 100)
    assert [row.kind for row in course.rows()] == [COMPLETION, COMPLETION, PARTICIPATION, PARTICIPATION]

    with course.app.database.transaction() as db:
        set_course_rules(db, course_id=course.id, rules=RuleSet(pass_percent=60), by=None)
    course.result(first, 2400)
    course.result(third, 2400)
    course.waive(third, 10)
    course.waive(fourth, 10)
    rows = course.rows()
    assert [row.kind for row in rows] == [COMPLETION, PARTICIPATION, COMPLETION, PARTICIPATION]
    assert [row.missing_points for row in rows] == [0, 2300, 0, None]
    course.approve(*course.people)
    with course.app.database.transaction() as db:
        clear_result(db, course_id=course.id, person_id=first, which=WhichTest.POST)

    assert sorted(course.issue()) == [COMPLETION, PARTICIPATION, PARTICIPATION]
    assert course.rows()[0].number == ""  # what was approved, the completion, is not reached any more


def test_a_certificate_issued_before_the_pass_mark_is_known_as_the_earlier_one(course: Course) -> None:
    first = course.people[0]
    course.approve(first)
    assert course.issue() == [COMPLETION]
    number = course.rows()[0].number
    assert course.rows()[0].earlier is None

    with course.app.database.transaction() as db:
        set_course_rules(db, course_id=course.id, rules=RuleSet(pass_percent=60), by=None)

    row = course.rows()[0]
    assert (row.kind, row.number, row.earlier) == (PARTICIPATION, "", (COMPLETION, number))
    assert course.rows()[1].earlier is None

    assert row.holds_better
    course.approve(first)  # the paper in hand is the better one: nothing is due
    assert not course.rows()[0].is_approved
    with pytest.raises(NothingToIssue):
        course.issue()
