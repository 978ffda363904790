from dataclasses import replace
from datetime import datetime

import pytest

from tests.courses.factories import MONDAY, a_running_course, some_people
from tvet_desktop.attendance.merging.merge_people import merge_people
from tvet_desktop.attendance.walk_ins.add_walk_in import add_walk_in
from tvet_desktop.attendance.walk_ins.queries import count_walk_ins, list_walk_ins
from tvet_desktop.courses.course_consents import course_consents, missing_consents
from tvet_desktop.people.consents.queries import ConsentState
from tvet_desktop.people.consents.record_consent import record_consent
from tvet_desktop.people.consents.texts import present_version
from tvet_desktop.people.models import ConsentForm, ConsentPurpose
from tvet_desktop.people.queries import person_file
from tvet_desktop.people.rules import PersonIncomplete
from tvet_desktop.people.settle_walk_in import settle_walk_in, undo_settle_walk_in
from tvet_desktop.storage.database import Database

NAMES = ("KEZA Aline", "MUGABO Jean", "HIRWA Luc", "NSENGA Paul")


def _walk_in(database: Database, session_id: int, name: str, now: datetime) -> int:
    with database.transaction() as db:
        return add_walk_in(db, training_session_id=session_id, name=name, now=now).person_id


def test_walk_ins_are_listed_with_whom_they_may_be(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db, NAMES)
        [outside] = some_people(db, ("MUGABO Jeanette",))
    luc = _walk_in(database, sessions[0], "Lucc Hilwa", now)
    mugabo = _walk_in(database, sessions[0], "Mugabo J.", now)
    nobody = _walk_in(database, sessions[0], "Zaninka", now)

    with database.reading() as db:
        rows = {row.person.id: row for row in list_walk_ins(db)}
        assert count_walk_ins(db) == 3
    assert rows.keys() == {luc, mugabo, nobody}
    assert [found.person.id for found in rows[luc].matches] == [people[2]]
    assert rows[luc].matches[0].score > 50
    assert rows[luc].came_on == MONDAY
    assert len(rows[luc].courses) == 1
    assert {found.person.id for found in rows[mugabo].matches} == {people[1], outside}
    assert rows[mugabo].in_course == {people[1]}
    assert rows[nobody].matches == ()
    assert course_id


def test_a_walk_in_of_the_register_is_merged_and_gone_from_the_list(
    database: Database, now: datetime
) -> None:
    with database.transaction() as db:
        _course, sessions, people = a_running_course(db, NAMES)
    luc = _walk_in(database, sessions[0], "Luc HIRWA", now)
    with database.transaction() as db:
        merge_people(db, kept_id=people[2], merged_id=luc, by=None, now=now)
    with database.reading() as db:
        assert list_walk_ins(db) == []
        assert count_walk_ins(db) == 0


def test_a_new_person_is_completed_and_can_wait_again(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        _course, sessions, _people = a_running_course(db, NAMES)
    teta = _walk_in(database, sessions[0], "TETA Ange", now)
    with database.reading() as db:
        details = person_file(db, teta).details
    with database.transaction() as db, pytest.raises(PersonIncomplete):
        settle_walk_in(db, person_id=teta, details=replace(details, sex=None))

    with database.transaction() as db:
        settled = settle_walk_in(db, person_id=teta, details=replace(details, sex="F", birth_year=2001))
    with database.reading() as db:
        assert list_walk_ins(db) == []
        assert person_file(db, teta).details.birth_year == 2001

    with database.transaction() as db:
        undo_settle_walk_in(db, settled=settled)
    with database.reading() as db:
        [row] = list_walk_ins(db)
    assert (row.person.id, row.details, row.came_on) == (teta, details, MONDAY)


def test_consents_of_a_course_name_who_was_not_asked(database: Database) -> None:
    with database.transaction() as db:
        course_id, _sessions, people = a_running_course(db, NAMES)
        record_consent(
            db,
            person_ids=people[:2],
            purpose=ConsentPurpose.PHOTO,
            text_version=present_version(),
            language="fr",
            form=ConsentForm.PAPER,
            given_on=MONDAY,
            by=None,
        )
    with database.reading() as db:
        rows = course_consents(db, course_id)
        missing = missing_consents(db, course_id, ConsentPurpose.PHOTO)

    assert [row.person.id for row in rows] == list(people)
    assert rows[0].states == {ConsentPurpose.PHOTO: ConsentState.GIVEN}
    assert [person.id for person in missing] == list(people[2:])
