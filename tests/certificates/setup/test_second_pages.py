from datetime import date

from tests.certificates.factories import Course
from tvet_desktop.attendance.course_tests.record_result import record_result
from tvet_desktop.attendance.course_tests.rules import TestSettings, WhichTest
from tvet_desktop.attendance.course_tests.set_tests import set_tests
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.certificates.drawing.second_page import Module, PointsReached, second_page_text
from tvet_desktop.certificates.setup.second_pages import second_pages
from tvet_desktop.courses.models import Course as CourseOfDatabase
from tvet_desktop.courses.models import TrainingSession


def set_topics(course: Course, topics: list[str]) -> list[int]:
    """Give the ten sessions their topics, in the order of the timetable."""
    with course.app.database.transaction() as db:
        sessions = sorted(db.query(TrainingSession), key=lambda row: (row.held_on, row.slot))
        for session, topic in zip(sessions, topics, strict=True):
            session.topic = topic
        return [session.id for session in sessions]


def test_modules_are_the_topics_of_held_sessions_with_the_hours_of_each(course: Course) -> None:
    set_topics(course, ["Pumps"] * 4 + ["Pipes  and valves"] * 3 + [""] * 3)
    with course.app.database.reading() as db:
        pages = second_pages(db, course.id)
    first, _second, third, _last = course.people

    assert pages[first].modules == (
        Module("Pumps", 960, 960),
        Module("Pipes and valves", 720, 720),
        Module("Irrigation", 720, 720),
    )
    assert [module.attended for module in pages[third].modules] == [960, 720, 0]
    assert (pages[first].percent, pages[third].percent) == (100, 70)
    assert pages[first].tests == ()
    assert second_page_text(pages[third])


def test_results_stand_there_as_far_as_tests_were_taken(course: Course) -> None:
    first, second, *_ = course.people
    with course.app.database.transaction() as db:
        settings = TestSettings(2000, date(2027, 3, 1), 4000, date(2027, 3, 5))
        set_tests(db, course_id=course.id, tests=settings)
        for person_id, which, points in ((first, WhichTest.PRE, 850), (first, WhichTest.POST, 3600)):
            record_result(db, course_id=course.id, person_id=person_id, which=which, points=points)
    with course.app.database.reading() as db:
        pages = second_pages(db, course.id)

    assert pages[first].tests == (PointsReached("pre", 850, 2000), PointsReached("post", 3600, 4000))
    assert pages[second].tests == ()


def test_half_of_an_odd_session_is_whole_minutes(course: Course) -> None:
    (session, *_) = set_topics(course, ["Pumps"] * 10)
    with course.app.database.transaction() as db:
        db.get_one(TrainingSession, session).minutes = 45
        mark_attendance(
            db,
            training_session_id=session,
            person_id=course.people[0],
            status=MarkStatus.LATE,
            minutes_late=30,
            now=course.now,
        )
    with course.app.database.reading() as db:
        (module,) = second_pages(db, course.id)[course.people[0]].modules

    assert (module.planned, module.attended) == (45 + 9 * 240, 22 + 9 * 240)


def test_a_title_or_topic_of_any_length_can_be_kept(course: Course) -> None:
    set_topics(course, [f"Module {number} " + "x" * 300 for number in range(10)])
    with course.app.database.transaction() as db:
        db.get_one(CourseOfDatabase, course.id).title = "T" * 400
    with course.app.database.reading() as db:
        page = second_pages(db, course.id)[course.people[0]]

    assert second_page_text(page)
