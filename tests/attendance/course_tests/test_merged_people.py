"""Results and waivers of two entries of one person count as one, and come apart again."""

from datetime import date, datetime

from tests.courses.factories import a_running_course
from tvet_desktop.attendance.course_tests.clear_result import clear_result
from tvet_desktop.attendance.course_tests.loading import results_of
from tvet_desktop.attendance.course_tests.queries import course_results
from tvet_desktop.attendance.course_tests.record_result import record_result
from tvet_desktop.attendance.course_tests.restore_results import restore_results
from tvet_desktop.attendance.course_tests.rules import TestSettings, WhichTest
from tvet_desktop.attendance.course_tests.set_tests import set_tests
from tvet_desktop.attendance.merging.merge_people import merge_people
from tvet_desktop.attendance.merging.separate_people import separate_people
from tvet_desktop.attendance.qualifying import qualifying
from tvet_desktop.attendance.waiving.queries import waiver_history, waivers_of
from tvet_desktop.attendance.waiving.waive import waive
from tvet_desktop.storage.database import Database

PRE, POST = WhichTest.PRE, WhichTest.POST
DAY = date(2027, 3, 8)


def test_results_and_waivers_of_merged_people_count_once(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, _sessions, (kept, other, *_rest) = a_running_course(db)
        set_tests(db, course_id=course_id, tests=TestSettings(2000, None, 2000, None))
        for person, which, points in ((kept, POST, 1500), (other, POST, 700), (other, PRE, 500)):
            record_result(db, course_id=course_id, person_id=person, which=which, points=points)
        waive(db, course_id=course_id, person_id=other, points=4, reason="Ill", on_date=DAY, by=None)
        merge_people(db, kept_id=kept, merged_id=other, by=None, now=now)

        shown = course_results(db, course_id)
        assert (len(shown.rows), shown.rows[0].pre, shown.rows[0].post) == (3, 500, 1500)
        assert waivers_of(db, course_id) == {kept: 4}
        assert [row.points for row in waiver_history(db, course_id=course_id, person_id=kept)] == [4]
        assert qualifying(db, course_id)[0].merits.waived_points == 4
        cleared = clear_result(db, course_id=course_id, person_id=kept, which=PRE)
        assert results_of(db, course_id)[kept] == (None, 1500)
        restore_results(db, done=[cleared])
        assert results_of(db, course_id)[kept] == (500, 1500)
        separate_people(db, person_id=other, by=None, now=now)

        results = results_of(db, course_id)
        assert (results[kept], results[other]) == ((None, 1500), (500, 700))
        assert waivers_of(db, course_id) == {other: 4}
