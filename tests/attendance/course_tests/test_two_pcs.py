"""What two PCs do to the tests and waivers of one course without knowing of each other."""

from collections.abc import Callable
from datetime import date

from tests.courses.factories import a_running_course
from tests.sync.conftest import JoinPc, Pc, founder, join_pc, meet  # noqa: F401  pytest finds fixtures by name
from tvet_desktop.attendance.course_tests.loading import course_tests_of, results_of
from tvet_desktop.attendance.course_tests.record_result import record_result
from tvet_desktop.attendance.course_tests.rules import TestSettings, WhichTest
from tvet_desktop.attendance.course_tests.set_tests import set_tests
from tvet_desktop.attendance.waiving.queries import waiver_history, waivers_of
from tvet_desktop.attendance.waiving.waive import waive
from tvet_desktop.sync.describe_conflicts import describe_conflicts
from tvet_desktop.sync.rebuild import rebuild

PRE, POST = WhichTest.PRE, WhichTest.POST
DAY = date(2027, 3, 8)


def test_two_clerks_type_different_tests_of_one_person_and_both_stay(
    founder: Pc,  # noqa: F811  the fixture
    join_pc: JoinPc,  # noqa: F811  the fixture
    meet: Callable[..., None],  # noqa: F811  the fixture
) -> None:
    with founder.app.database.transaction() as db:
        course_id, _sessions, people = a_running_course(db, days=1)
        set_tests(db, course_id=course_id, tests=TestSettings(2000, DAY, 2000, DAY))
    second = join_pc("second")
    for pc, which, points in ((founder, PRE, 800), (second, POST, 1550)):
        with pc.app.database.transaction(user_id=pc.app.user.id) as db:
            record_result(db, course_id=course_id, person_id=people[0], which=which, points=points)
            record_result(db, course_id=course_id, person_id=people[1], which=POST, points=points)

    meet(founder, second)

    assert founder.dump() == second.dump()
    for pc in (founder, second):
        with pc.app.database.reading() as db:
            assert results_of(db, course_id)[people[0]] == (800, 1550)
            conflicts = describe_conflicts(db)
        assert [(row.kind, row.fields) for row in conflicts if row.name.startswith("MUGABO")] == [
            ("Result of the post-test", "Post-test")
        ]
        assert {value for row in conflicts for value in (row.kept, row.lost)} >= {"8", "15.5"}
    before = founder.dump()
    with founder.app.database.transaction() as db:
        rebuild(db)
    assert founder.dump() == before


def test_a_lower_maximum_that_meets_a_higher_result_keeps_both_to_be_seen(
    founder: Pc,  # noqa: F811  the fixture
    join_pc: JoinPc,  # noqa: F811  the fixture
    meet: Callable[..., None],  # noqa: F811  the fixture
) -> None:
    with founder.app.database.transaction() as db:
        course_id, _sessions, people = a_running_course(db, days=1)
        set_tests(db, course_id=course_id, tests=TestSettings(post_maximum=2000))
    second = join_pc("second")
    with founder.app.database.transaction() as db:
        set_tests(db, course_id=course_id, tests=TestSettings(post_maximum=1000))
    with second.app.database.transaction() as db:
        record_result(db, course_id=course_id, person_id=people[0], which=POST, points=1500)

    meet(founder, second)

    assert founder.dump() == second.dump()
    with founder.app.database.reading() as db:
        assert course_tests_of(db, course_id).post_maximum == 1000
        assert results_of(db, course_id)[people[0]] == (None, 1500)


def test_of_two_waivers_the_newest_holds_and_both_stay(
    founder: Pc,  # noqa: F811  the fixture
    join_pc: JoinPc,  # noqa: F811  the fixture
    meet: Callable[..., None],  # noqa: F811  the fixture
) -> None:
    with founder.app.database.transaction() as db:
        course_id, _sessions, people = a_running_course(db, days=1)
    second = join_pc("second")
    for pc, points in ((founder, 3), (second, 5)):
        with pc.app.database.transaction(user_id=pc.app.user.id) as db:
            waive(
                db,
                course_id=course_id,
                person_id=people[0],
                points=points,
                reason="Was ill",
                on_date=DAY,
                by=pc.app.user.id,
            )

    meet(founder, second)

    assert founder.dump() == second.dump()
    held = []
    for pc in (founder, second):
        with pc.app.database.reading() as db:
            history = waiver_history(db, course_id=course_id, person_id=people[0])
            held.append(waivers_of(db, course_id)[people[0]])
            assert describe_conflicts(db) == []
        assert sorted(row.points for row in history) == [3, 5]
        assert history[-1].points == held[-1]
    assert held[0] == held[1]
