import pytest

from tests.courses.factories import a_course
from tvet_desktop.courses.queries import rules_of
from tvet_desktop.courses.rules import FieldUnusable, RuleSet
from tvet_desktop.courses.set_course_rules import RulesHoldAlready, set_course_rules
from tvet_desktop.storage.database import Database


def test_the_newest_rules_hold_and_undo_sets_the_earlier_ones_again(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        assert rules_of(db, course_id) == RuleSet(15, 80, 50)

        done = set_course_rules(db, course_id=course_id, rules=RuleSet(10, 90, 60))
        assert rules_of(db, course_id) == done.rules
        set_course_rules(db, course_id=course_id, rules=done.earlier)

        now_in_force = rules_of(db, course_id)
    assert (now_in_force.grace_minutes, now_in_force.completion_percent) == (15, 80)
    assert now_in_force.id is not None


@pytest.mark.parametrize("rules", [RuleSet(completion_percent=101), RuleSet(15, 50, 60), RuleSet(-1)])
def test_rules_that_cannot_be_are_refused(database: Database, rules: RuleSet) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        with pytest.raises(FieldUnusable):
            set_course_rules(db, course_id=course_id, rules=rules)


def test_rules_that_hold_already_make_no_new_version(database: Database) -> None:
    with database.transaction() as db:
        course_id = a_course(db)
        with pytest.raises(RulesHoldAlready):
            set_course_rules(db, course_id=course_id, rules=RuleSet())
        done = set_course_rules(db, course_id=course_id, rules=RuleSet(10, 90, 60))
        with pytest.raises(RulesHoldAlready) as raised:
            set_course_rules(db, course_id=course_id, rules=RuleSet(10, 90, 60))
        assert rules_of(db, course_id) == done.rules
    assert "change a number" in raised.value.sentence()
