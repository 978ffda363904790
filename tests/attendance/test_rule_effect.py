from datetime import datetime

from tests.courses.factories import a_running_course
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import course_register
from tvet_desktop.attendance.rule_effect import rule_effect
from tvet_desktop.attendance.rules import Outcome
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.rules import RuleSet
from tvet_desktop.courses.set_course_rules import set_course_rules
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.storage.database import Database


def test_the_effect_is_what_the_register_says_after_setting(database: Database, now: datetime) -> None:
    statuses = [MarkStatus.PRESENT, MarkStatus.LATE, MarkStatus.ABSENT, MarkStatus.EXCUSED]
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
        for number, session_id in enumerate(sessions[:6]):
            for person, status in zip(people, statuses, strict=True):
                mark_attendance(
                    db,
                    training_session_id=session_id,
                    person_id=person,
                    status=status if number % 3 else MarkStatus.PRESENT,
                    minutes_late=20 if status == MarkStatus.LATE and number % 3 else None,
                    now=now,
                )
        db.flush()
        today = rule_effect(db, course_id, RuleSet())
        assert (today.better, today.worse) == (0, 0)

        for rules in (RuleSet(grace_minutes=30), RuleSet(15, 30, 30), RuleSet(0, 100, 90)):
            effect = rule_effect(db, course_id, rules)
            earlier = set_course_rules(db, course_id=course_id, rules=rules).earlier
            db.flush()
            said = [row.outcome for row in course_register(db, course_id).rows]
            assert effect.then == {outcome: said.count(outcome) for outcome in set(said)}
            assert effect.today == today.today
            set_course_rules(db, course_id=course_id, rules=earlier)
            db.flush()

        gain = rule_effect(db, course_id, RuleSet(grace_minutes=30))
        assert (gain.better, gain.worse) == (1, 0)


def test_who_has_left_is_not_counted(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
        for person in people:
            mark_attendance(
                db, training_session_id=sessions[0], person_id=person, status=MarkStatus.PRESENT, now=now
            )
        withdraw_enrolment(
            db,
            course_id=course_id,
            person_id=people[0],
            left_on=now.date(),
            status=EnrolmentStatus.DROPPED,
        )
        db.flush()

        assert rule_effect(db, course_id, RuleSet()).then == {Outcome.COMPLETION: 3}
