import pytest

from tests.courses.factories import a_course, some_people
from tvet_desktop.courses.assign_trainer import assign_trainer
from tvet_desktop.courses.models import TrainerRole
from tvet_desktop.courses.queries import trainers_of
from tvet_desktop.courses.remove_trainer import remove_trainer
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database


def test_trainers_are_listed_with_the_diaspora_first_and_can_change_capacity(database: Database) -> None:
    with database.transaction() as db:
        course_id, people = a_course(db), some_people(db)
        assign_trainer(db, course_id=course_id, person_id=people[0], role=TrainerRole.COUNTERPART)
        assign_trainer(db, course_id=course_id, person_id=people[1], role=TrainerRole.DIASPORA)

        assert [row.role for row in trainers_of(db, course_id)] == ["DIASPORA", "COUNTERPART"]
        changed = assign_trainer(db, course_id=course_id, person_id=people[0], role=TrainerRole.ASSISTANT)
        assert changed.earlier == TrainerRole.COUNTERPART


def test_a_removed_trainer_can_be_assigned_again(database: Database) -> None:
    with database.transaction() as db:
        course_id, people = a_course(db), some_people(db)
        assign_trainer(db, course_id=course_id, person_id=people[0], role=TrainerRole.DIASPORA)
        removed = remove_trainer(db, course_id=course_id, person_id=people[0])
        assert trainers_of(db, course_id) == []
        with pytest.raises(NotFound):
            remove_trainer(db, course_id=course_id, person_id=people[0])

        again = assign_trainer(db, course_id=course_id, person_id=people[0], role=removed.earlier)

        assert again.earlier is None
        assert [row.name for row in trainers_of(db, course_id)] == ["KEZA Aline"]
