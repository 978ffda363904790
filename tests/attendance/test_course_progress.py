from datetime import datetime

from tests.courses.factories import a_course, a_running_course
from tvet_desktop.attendance.course_progress import course_progress
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.queries import session_progress
from tvet_desktop.courses.cancel_session import cancel_session
from tvet_desktop.courses.withdraw_enrolment import withdraw_enrolment
from tvet_desktop.storage.database import Database

P = MarkStatus.PRESENT


def test_sessions_count_as_marked_when_everybody_expected_has_a_mark(
    database: Database, now: datetime
) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
        a_course(db, code="HUY-2027-02")
        for session_id in sessions[:3]:
            mark_rest(db, training_session_id=session_id, status=P, now=now)
        mark_attendance(db, training_session_id=sessions[3], person_id=people[0], status=P, now=now)
        cancel_session(db, training_session_id=sessions[2], reason="Rain")
        db.flush()

        rows = {row.course.id: row for row in course_progress(db)}

        by_session = [row.is_complete for row in session_progress(db, course_id)]
    assert rows[course_id].marked_sessions == 2
    assert rows[course_id].course.sessions == 9
    assert by_session == [True, True, True, *[False] * 7]
    assert sorted(row.marked_sessions for row in rows.values()) == [0, 2]


def test_who_left_before_is_not_waited_for(database: Database, now: datetime) -> None:
    with database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
        for person_id in people[1:]:
            mark_attendance(db, training_session_id=sessions[9], person_id=person_id, status=P, now=now)
        db.flush()
        assert course_progress(db)[0].marked_sessions == 0

        withdraw_enrolment(
            db,
            course_id=course_id,
            person_id=people[0],
            left_on=session_progress(db, course_id)[2].session.held_on,
        )
        db.flush()

        assert course_progress(db)[0].marked_sessions == 1
