"""A pre-test and a post-test as a course would have them, and a waiver for somebody who misses by little."""

from collections.abc import Sequence
from datetime import date
from random import Random

from tvet_desktop.app import App
from tvet_desktop.attendance.course_tests.record_result import record_result
from tvet_desktop.attendance.course_tests.rules import TestSettings, WhichTest
from tvet_desktop.attendance.course_tests.set_tests import set_tests
from tvet_desktop.attendance.qualifying import qualifying
from tvet_desktop.attendance.waiving.waive import MOST_POINTS, waive

MAXIMUM = 2000
_HALF_POINT = 50
_MISSED_PRE, _MISSED_POST = 1 / 10, 1 / 6
_REASON = "Was ill for two days, a note of the health centre was shown."


def give_tests(
    app: App, *, course_id: int, people: Sequence[int], first_day: date, today: date, random: Random
) -> int:
    """Set both tests of a course, give most people results, and return how many; some post-tests wait to be typed."""
    results = 0
    with app.database.transaction(user_id=app.user.id) as db:
        set_tests(db, course_id=course_id, tests=TestSettings(MAXIMUM, first_day, MAXIMUM, today))
        for person_id in people:
            before = random.randint(8, 28) * _HALF_POINT
            after = min(before + random.randint(0, 20) * _HALF_POINT, MAXIMUM)
            for which, points, missed in (
                (WhichTest.PRE, before, _MISSED_PRE),
                (WhichTest.POST, after, _MISSED_POST),
            ):
                if random.random() >= missed:
                    record_result(db, course_id=course_id, person_id=person_id, which=which, points=points)
                    results += 1
    return results


def waive_for_one(app: App, *, course_id: int, today: date) -> int | None:
    """Waive what the first person misses whom ten points would help; return whom, None if there is nobody."""
    with app.database.transaction(user_id=app.user.id) as db:
        for row in qualifying(db, course_id):
            decided = row.delivered - row.undecided
            missing = -(-100 * row.missing_minutes // decided) if decided else 0
            if 0 < missing <= MOST_POINTS:
                waive(
                    db,
                    course_id=course_id,
                    person_id=row.person_id,
                    points=int(missing),
                    reason=_REASON,
                    on_date=today,
                    by=app.user.id,
                )
                return row.person_id
    return None
