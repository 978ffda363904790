import pytest

from tests.certificates.factories import TODAY, Course
from tests.certificates.setup.test_set_certificate_setup import a_user
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.certificates.approve_certificates import approve_certificates
from tvet_desktop.certificates.confirm_names import confirm_names
from tvet_desktop.certificates.issue_certificates import issue_certificates
from tvet_desktop.certificates.rules import NothingToIssue
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc


def issue(course: Course, by: int) -> int:
    with course.app.database.transaction() as db:
        return len(
            issue_certificates(
                db,
                course_id=course.id,
                issuer=issuer_of_this_pc(db),
                files=course.app.files,
                issued_on=TODAY,
                now=course.now,
                by=by,
            ).certificates
        )


@pytest.mark.parametrize("role", [Role.CLERK, Role.TRAINER, Role.REVIEWER, Role.AUDITOR])
def test_only_a_coordinator_confirms_names_and_approves(course: Course, role: Role) -> None:
    by, first = a_user(course.app.database, role), course.people[0]
    with course.app.database.transaction() as db, pytest.raises(NotAllowed):
        confirm_names(db, person_ids=[first], confirmed_on=TODAY, by=by)
    course.confirm(first)
    with course.app.database.transaction() as db, pytest.raises(NotAllowed):
        approve_certificates(db, course_id=course.id, person_ids=[first], approved_on=TODAY, by=by)


def test_a_trainer_issues_what_a_coordinator_approved_and_nothing_else(course: Course) -> None:
    trainer = a_user(course.app.database, Role.TRAINER)
    coordinator = a_user(course.app.database, Role.COORDINATOR)
    first, second = course.people[:2]
    course.confirm(first, second)
    with pytest.raises(NothingToIssue):
        issue(course, trainer)
    with course.app.database.transaction() as db:
        approve_certificates(db, course_id=course.id, person_ids=[first], approved_on=TODAY, by=coordinator)

    assert issue(course, trainer) == 1


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.AUDITOR])
def test_who_may_not_print_issues_nothing(course: Course, role: Role) -> None:
    by, first = a_user(course.app.database, role), course.people[0]
    course.confirm(first)
    course.approve(first)

    with pytest.raises(NotAllowed):
        issue(course, by)
