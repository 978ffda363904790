from datetime import date, datetime, timedelta

from tests.courses.factories import a_running_course
from tvet_desktop.attendance.close_course import close_course
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.open_work import open_work
from tvet_desktop.attendance.queries import session_progress
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.storage.database import Database

P = MarkStatus.PRESENT


def test_sessions_up_to_today_that_want_marks_are_named_in_order(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
        days = [row.session.held_on for row in session_progress(db, course_id)]
        mark_rest(db, training_session_id=sessions[0], status=P, now=now)
        mark_attendance(db, training_session_id=sessions[1], person_id=people[0], status=P, now=now)
        cancel_session(db, training_session_id=sessions[2], reason="Rain")
        db.flush()

        work = open_work(db, days[3])

    assert [row.training_session_id for row in work.sessions] == [sessions[1], sessions[3]]
    assert (work.sessions[0].marked, work.sessions[0].expected) == (1, len(people))
    assert work.courses_to_close == ()


def test_a_course_that_is_marked_wants_to_be_closed(
    database: Database, now: datetime, administrator_id: int
) -> None:
    with database.transaction() as db:
        course_id, sessions, _people = a_running_course(db)
        for session_id in sessions:
            mark_rest(db, training_session_id=session_id, status=P, now=now)
        db.flush()
        later = date(2030, 1, 1) + timedelta(days=1)
        work = open_work(db, later)
        assert [(row.course_id, row.sessions) for row in work.courses_to_close] == [(course_id, 10)]
        assert work.sessions == ()

        close_course(db, course_id=course_id, on_date=date(2027, 3, 12), by=administrator_id)
        db.flush()

        assert open_work(db, later).courses_to_close == ()
