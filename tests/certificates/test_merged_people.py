"""Who was entered twice gets one certificate, under the name that counts."""

import pytest

from tests.certificates.factories import TODAY, Course
from tvet_desktop.attendance.merging.merge_people import merge_people
from tvet_desktop.attendance.merging.separate_people import separate_people
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.queries import certified_twice, list_certificates
from tvet_desktop.certificates.rules import NothingToIssue
from tvet_desktop.people.confirm_name import confirm_name


def _merge(course: Course, kept: int, merged: int) -> None:
    with course.app.database.transaction() as db:
        merge_people(db, kept_id=kept, merged_id=merged, by=None, now=course.now)


def test_the_halves_of_one_person_qualify_together_and_get_one_certificate(course: Course) -> None:
    _first, _second, third, fourth = course.people
    with course.app.database.transaction() as db:
        confirm_name(db, person_id=fourth, certificate_name="Théogène Nsenga", confirmed_on=TODAY, by=None)
    _merge(course, third, fourth)

    with course.app.database.reading() as db:
        rows = candidates(db, course.id)
    assert [row.person_id for row in rows] == list(course.people[:3])
    assert rows[2].name_to_print == "Théogène Nsenga"
    assert rows[2].is_name_confirmed

    assert course.approve(third) == 1
    issued = course.issue()
    assert len(issued.certificates) == 1
    with pytest.raises(NothingToIssue):
        course.issue()


def test_what_was_approved_and_issued_before_merging_counts_for_the_one(course: Course) -> None:
    first, second, *_rest = course.people
    course.confirm(first, second)
    course.approve(second)
    course.issue()
    _merge(course, first, second)

    with course.app.database.reading() as db:
        (row,) = [row for row in candidates(db, course.id) if row.person_id == first]
        (listed,) = list_certificates(db, course_id=course.id)
    assert row.is_approved
    assert row.number
    assert (listed.person_id, listed.person_name, listed.is_double) == (first, "KEZA Aline", False)
    with pytest.raises(NothingToIssue):
        course.issue()


def test_two_certificates_of_one_person_are_said_before_and_shown_after(course: Course) -> None:
    first, second, *_rest = course.people
    course.confirm(first, second)
    course.approve(first, second)
    course.issue()
    with course.app.database.reading() as db:
        assert certified_twice(db, first_id=first, second_id=second) == ["Irrigation"]
    _merge(course, first, second)
    with course.app.database.reading() as db:
        assert [row.is_double for row in list_certificates(db)] == [True, True]

    with course.app.database.transaction() as db:
        separate_people(db, person_id=second, by=None, now=course.now)
    with course.app.database.reading() as db:
        assert [row.is_double for row in list_certificates(db)] == [False, False]
        assert {row.person_name for row in list_certificates(db)} == {"KEZA Aline", "MUGABO Jean"}
