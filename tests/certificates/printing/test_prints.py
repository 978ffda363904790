"""Prints are written down, come out by seat, and only of what holds."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.certificates.factories import TODAY, Course
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.certificates.models import Certificate, CertificatePrint, WithdrawnStatement
from tvet_desktop.certificates.printing.log_prints import log_prints
from tvet_desktop.certificates.printing.prints import prints_of
from tvet_desktop.certificates.printing.to_print import certificates_to_print, printed_days
from tvet_desktop.courses.models import Enrolment
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope, scope_of


def issue(course: Course, *people: int) -> list[int]:
    """Issue to these people, one after the other: the numbers follow the order given, not the seats."""
    course.confirm(*people)
    ids = []
    for person in people:
        course.approve(person)
        ids.append(course.issue().certificates[0].certificate_id)
    return ids


def log(
    course: Course, *ids: int, day: date = TODAY, copies: int = 1, duplicates: tuple[int, ...] = ()
) -> int:
    with course.app.database.transaction() as db:
        return log_prints(
            db,
            certificate_ids=ids,
            printed_on=day,
            by=course.app.user.id,
            duplicates=duplicates,
            copies=copies,
        ).count


def test_certificates_come_in_the_order_of_seats_and_not_of_numbers(course: Course) -> None:
    first, second, third, _last = course.people
    ids = issue(course, third, first, second)

    with course.app.database.reading() as db:
        wanted = certificates_to_print(db, course.id)
        chosen = certificates_to_print(db, course.id, ids[:2])

    assert [one.person_id for one in wanted] == [first, second, third]
    assert [one.seat for one in wanted] == sorted(one.seat or 0 for one in wanted)
    assert [one.number for one in wanted] != sorted(one.number for one in wanted)
    assert [one.person_id for one in chosen] == [first, third]


def test_a_trainer_without_a_seat_comes_last(course: Course) -> None:
    first, second, *_ = course.people
    issue(course, first, second)
    with course.app.database.transaction() as db:
        db.get_one(Enrolment, (course.id, first)).deleted = True

    with course.app.database.reading() as db:
        wanted = certificates_to_print(db, course.id)

    assert [(one.person_id, one.seat is None) for one in wanted] == [(second, False), (first, True)]


def test_what_was_revoked_is_not_printed_again(course: Course) -> None:
    first, second, *_ = course.people
    ids = issue(course, first, second)
    with course.app.database.transaction() as db:
        gone = db.get_one(Certificate, ids[0]).statement_hash
        db.add(
            WithdrawnStatement(
                id=new_id(db, Scope.SHARED),
                statement_hash=gone,
                reason="NOT_EARNED",
                replaced_by="",
                on_date=TODAY,
            )
        )

    with course.app.database.reading() as db:
        assert [one.certificate_id for one in certificates_to_print(db, course.id)] == [ids[1]]


def test_each_sheet_is_written_down_with_day_person_and_duplicate(course: Course) -> None:
    first, second, *_ = course.people
    one, other = issue(course, first, second)

    assert log(course, one, other) == 2
    assert log(course, one, day=TODAY + timedelta(days=3), duplicates=(one,), copies=2) == 2

    with course.app.database.reading() as db:
        prints = prints_of(db, [one, other])
        wanted = certificates_to_print(db, course.id)
        rows = list(db.scalars(select(CertificatePrint)))
    name = course.app.user.display_name
    assert [(p.printed_on - TODAY).days for p in prints[one]] == [0, 3, 3]
    assert [p.is_duplicate for p in prints[one]] == [False, True, True]
    assert {p.user_name for p in prints[one]} == {name}
    assert len(prints[other]) == 1
    assert [one.was_printed for one in wanted] == [True, True]
    assert list(printed_days(wanted).items()) == [(TODAY + timedelta(days=3), 1), (TODAY, 1)]
    assert {scope_of(row.id) for row in rows} == {scope_of(course.id)}


def test_certificates_that_were_never_printed_have_no_prints(course: Course) -> None:
    (one,) = issue(course, course.people[0])

    with course.app.database.reading() as db:
        assert prints_of(db, [one]) == {}
        assert prints_of(db, []) == {}
        assert not printed_days(certificates_to_print(db, course.id))


@pytest.mark.parametrize(("role", "may"), [(Role.CLERK, False), (Role.AUDITOR, False), (Role.TRAINER, True)])
def test_a_trainer_prints_and_a_clerk_does_not(course: Course, role: Role, *, may: bool) -> None:
    (one,) = issue(course, course.people[0])
    with course.app.database.transaction() as db:
        user = User(id=new_id(db, Scope.SHARED), username="other", display_name="Invented Other", role=role)
        db.add(user)
        user_id = user.id

    with course.app.database.transaction() as db:
        if may:
            assert log_prints(db, certificate_ids=[one], printed_on=TODAY, by=user_id).count == 1
        else:
            with pytest.raises(NotAllowed):
                log_prints(db, certificate_ids=[one], printed_on=TODAY, by=user_id)


def test_fewer_than_one_copy_is_a_mistake(course: Course) -> None:
    (one,) = issue(course, course.people[0])
    with course.app.database.transaction() as db, pytest.raises(ValueError, match="0"):
        log_prints(db, certificate_ids=[one], printed_on=TODAY, by=None, copies=0)


def test_thousands_of_prints_are_asked_for_at_once(course: Course) -> None:
    (one,) = issue(course, course.people[0])
    log(course, one)
    with course.app.database.reading() as db:
        assert len(prints_of(db, [*range(1, 3000), one])[one]) == 1
