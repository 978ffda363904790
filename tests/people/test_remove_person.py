import pytest

from tests.courses.factories import a_running_course
from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.queries import list_people
from tvet_desktop.people.register import Details
from tvet_desktop.people.remove_person import PersonInUse, remove_person
from tvet_desktop.storage.database import Database


def test_removed_person_is_not_listed(database: Database) -> None:
    with database.transaction() as db:
        added = add_person(db, college_scope=12, details=Details(family_name="UWERA", sex="F"))
        remove_person(db, person_id=added.person_id)
        assert list_people(db).total == 0


def test_person_in_a_course_is_kept(database: Database) -> None:
    with database.transaction() as db:
        _course, _sessions, people = a_running_course(db)
        with pytest.raises(PersonInUse) as refused:
            remove_person(db, person_id=people[0])
        assert list_people(db).total == 4
    assert "KEZA Aline" in refused.value.sentence()
