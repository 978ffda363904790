"""What two PCs do to one course without knowing of each other."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from tests.courses.factories import MONDAY, a_running_course
from tests.sync.conftest import JoinPc, Pc, founder, join_pc, meet  # noqa: F401  pytest finds fixtures by name
from tvet_desktop.attendance.close_session import close_session
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_history import history_of_mark
from tvet_desktop.attendance.mark_rest import mark_rest
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.registers import course_register
from tvet_desktop.attendance.reopen_session import reopen_session
from tvet_desktop.courses.queries import sessions_of
from tvet_desktop.storage.local_tables import Conflict
from tvet_desktop.sync.rebuild import rebuild

P, A = MarkStatus.PRESENT, MarkStatus.ABSENT


def test_both_type_the_same_sheet_and_only_the_difference_is_a_conflict(
    founder: Pc,  # noqa: F811  the fixture
    join_pc: JoinPc,  # noqa: F811  the fixture
    meet: Callable[..., None],  # noqa: F811  the fixture
    now: datetime,
) -> None:
    with founder.app.database.transaction(user_id=founder.app.user.id) as db:
        course_id, (session_id, *_rest), people = a_running_course(db, days=1)
    second = join_pc("second")
    for pc, status in ((founder, P), (second, A)):
        with pc.app.database.transaction(user_id=pc.app.user.id) as db:
            mark_attendance(db, training_session_id=session_id, person_id=people[0], status=status, now=now)
        with pc.app.database.transaction(user_id=pc.app.user.id) as db:
            mark_rest(db, training_session_id=session_id, status=P, now=now)

    meet(founder, second)

    assert founder.dump() == second.dump()
    registers = []
    for pc in (founder, second):
        with pc.app.database.reading() as db:
            conflicts = db.scalars(select(Conflict)).all()
            registers.append(course_register(db, course_id))
            changes = history_of_mark(db, training_session_id=session_id, person_id=people[0])
        assert [(c.table_name, c.key_a, c.key_b) for c in conflicts] == [
            ("attendance_mark", session_id, people[0])
        ]
        assert {change.after.status for change in changes if change.after is not None} == {P, A}
    assert registers[0] == registers[1]
    assert [row.cells[0] is not None for row in registers[0].rows] == [True] * 4
    before = founder.dump()
    with founder.app.database.transaction() as db:
        rebuild(db)
    assert founder.dump() == before


def test_one_reopens_what_both_closed_and_all_agree_which_act_was_last(
    founder: Pc,  # noqa: F811  the fixture
    join_pc: JoinPc,  # noqa: F811  the fixture
    meet: Callable[..., None],  # noqa: F811  the fixture
    now: datetime,
) -> None:
    with founder.app.database.transaction() as db:
        course_id, (session_id, *_rest), _people = a_running_course(db, days=1)
        mark_rest(db, training_session_id=session_id, status=P, now=now)
    second = join_pc("second")
    for pc in (founder, second):
        with pc.app.database.transaction() as db:
            close_session(db, training_session_id=session_id, on_date=MONDAY, by=pc.app.user.id)
    meet(founder, second)
    with second.app.database.transaction() as db:
        reopen_session(db, training_session_id=session_id, on_date=MONDAY, reason="Wrong sheet", by=None)
    meet(founder, second)

    assert founder.dump() == second.dump()
    for pc in (founder, second):
        with pc.app.database.reading() as db:
            assert not sessions_of(db, course_id)[0].is_closed
