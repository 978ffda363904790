from datetime import datetime

import pytest

from tests.certificates.factories import Course
from tvet_desktop.attendance.clear_mark import clear_mark
from tvet_desktop.attendance.queries import session_progress
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.confirm_names import confirm_names
from tvet_desktop.certificates.open_work import certificate_work
from tvet_desktop.people.rules import BadCertificateName


def counts(course: Course) -> list[tuple[int, int, int]]:
    with course.app.database.reading() as db:
        return [(row.to_confirm, row.to_approve, row.to_issue) for row in certificate_work(db)]


def test_work_goes_from_names_over_approvals_to_nothing(course: Course) -> None:
    assert counts(course) == [(3, 0, 0)]
    course.confirm(*course.people[:3])
    assert counts(course) == [(0, 3, 0)]
    course.approve(course.people[0])
    assert counts(course) == [(0, 2, 1)]
    course.issue()
    assert counts(course) == [(0, 2, 0)]
    course.approve(*course.people[1:3])
    course.issue()
    assert counts(course) == []


def test_a_course_that_still_runs_wants_nothing(course: Course, now: datetime) -> None:
    with course.app.database.transaction() as db:
        last = session_progress(db, course.id)[-1].session.id
        for person_id in course.people:
            clear_mark(db, training_session_id=last, person_id=person_id, now=now)

    assert counts(course) == []


def test_a_name_is_kept_as_the_list_has_it(course: Course, now: datetime) -> None:
    first, second = course.people[:2]
    with course.app.database.transaction() as db:
        confirm_names(
            db,
            person_ids=[first, second],
            confirmed_on=now.date(),
            by=None,
            corrected={first: "Keza  Aline-Rose"},
        )
    with course.app.database.reading() as db:
        names = {row.person_id: row.name_to_print for row in candidates(db, course.id)}
    assert (names[first], names[second]) == ("Keza Aline-Rose", "MUGABO Jean")

    with course.app.database.transaction() as db, pytest.raises(BadCertificateName):
        confirm_names(db, person_ids=[first], confirmed_on=now.date(), by=None, corrected={first: "-"})
