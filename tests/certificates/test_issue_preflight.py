from dataclasses import replace
from datetime import date

import pytest

from tests.certificates.examples import logo_files
from tests.certificates.factories import TODAY, Course
from tests.certificates.templates.test_add_template import a_template
from tvet_desktop.certificates.confirm_names import confirm_names
from tvet_desktop.certificates.drawing.preflight import ProblemKind
from tvet_desktop.certificates.issue_preflight import Finding, SessionsToCome, TemplateGone, issue_preflight
from tvet_desktop.certificates.rules import NamesNotPrintable
from tvet_desktop.certificates.setup.queries import setup_of
from tvet_desktop.certificates.setup.set_certificate_setup import set_certificate_setup
from tvet_desktop.certificates.templates.add_template import add_template
from tvet_desktop.certificates.templates.retire_template import retire_template
from tvet_desktop.courses.make_sessions import make_sessions
from tvet_desktop.courses.models import Course as CourseOfDatabase
from tvet_desktop.people.models import Person
from tvet_desktop.programme.logos.add_logo import add_logo
from tvet_desktop.storage.ids import Scope


def look(course: Course) -> tuple[Finding, ...]:
    with course.app.database.reading() as db:
        return issue_preflight(db, course_id=course.id, issued_on=TODAY, now=course.now)


def approve_two(course: Course) -> tuple[int, int]:
    first, second = course.people[:2]
    course.confirm(first, second)
    course.approve(first, second)
    return first, second


def test_nothing_waits_nothing_is_found(course: Course) -> None:
    assert look(course) == ()


def test_what_was_perhaps_forgotten_is_said_once_for_all(course: Course) -> None:
    approve_two(course)
    assert [(one.problem.kind, one.person_ids) for one in look(course)] == [(ProblemKind.NO_LOGO, ())]

    with course.app.database.transaction() as db:
        details = replace(setup_of(db, course.id).details, place="")
        set_certificate_setup(db, course_id=course.id, details=details, by=None)
        add_logo(db, scope=Scope.SHARED, owner="Programme", picture=logo_files()[0], by=None)
    assert [one.problem.kind for one in look(course)] == [ProblemKind.NO_PLACE]
    assert not any(one.problem.is_blocking for one in look(course))


def test_a_name_with_strange_letters_blocks_and_is_named_before_the_rest(course: Course) -> None:
    first, second = approve_two(course)
    with course.app.database.transaction() as db:
        db.get_one(Person, first).certificate_name = "Keza ☃"
        confirm_names(
            db, person_ids=[second], confirmed_on=TODAY, by=None, corrected={second: "Mugabo " + "W" * 70}
        )
    found = look(course)

    assert [one.problem.is_blocking for one in found] == [True, True, False]
    letters = found[0]
    assert (letters.problem.kind, letters.person_ids) == (ProblemKind.LETTERS, (first,))
    assert "☃" in letters.problem.sentence()
    assert found[1].person_ids == (second,)
    with pytest.raises(NamesNotPrintable):
        course.issue()


def test_a_retired_template_is_said_and_blocks_nothing(course: Course) -> None:
    approve_two(course)
    with course.app.database.transaction() as db:
        add_template(db, toml=a_template("donors-day", 1), by=None)
        details = replace(setup_of(db, course.id).details, completion_template="donors-day")
        set_certificate_setup(db, course_id=course.id, details=details, by=None)
    assert len(look(course)) == 1
    with course.app.database.transaction() as db:
        retire_template(db, name="donors-day", by=None)

    assert look(course)[-1] == Finding(TemplateGone("donors-day"))
    assert len(course.issue().certificates) == 2


def test_hours_that_are_still_to_come_are_said(course: Course) -> None:
    approve_two(course)
    with course.app.database.transaction() as db:
        make_sessions(db, course_id=course.id, first_day=date(2027, 3, 15), days=2)
    last = look(course)[-1]

    assert last == Finding(SessionsToCome(4))
    assert last.problem.sentence().startswith("4 sessions of this course have no marks yet")


def test_a_title_that_is_too_long_is_found_once_and_is_about_nobody(course: Course) -> None:
    approve_two(course)
    with course.app.database.transaction() as db:
        db.get_one(CourseOfDatabase, course.id).title = "Maintenance of photovoltaic systems " * 12

    blocking = [one for one in look(course) if one.problem.is_blocking]
    assert blocking
    assert all(one.person_ids == () for one in blocking)
    assert len({one.problem for one in blocking}) == len(blocking)
