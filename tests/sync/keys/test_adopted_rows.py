"""An honest PC built on what a PC wrote that does not count any more: its own work is not lost, and sync goes on."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.courses.factories import a_running_course
from tests.sync.conftest import HUYE, JoinPc, Pc
from tests.sync.keys.papers import tell
from tests.sync.test_hostile_pcs import _bundle
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import AttendanceMark, MarkStatus
from tvet_desktop.courses.models import Course
from tvet_desktop.people.models import Person
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.change_groups import RowChange
from tvet_desktop.storage.database import new_id
from tvet_desktop.sync.check import check
from tvet_desktop.sync.keys.withdraw_pc import PcReason, withdraw_pc
from tvet_desktop.sync.this_pc import load_this_pc


def test_marks_in_a_course_that_only_the_lost_pc_had_sent_are_kept_with_the_course(
    founder: Pc, join_pc: JoinPc, meet: Callable[..., None], tmp_path: Path
) -> None:
    lost, honest = join_pc("lost"), join_pc("honest")
    meet(founder, lost, honest)
    with lost.app.database.transaction() as db:
        course_id, sessions, people = a_running_course(db)
    untouched = lost.add_person("nobody built on it")
    tell(lost, honest, tmp_path / "late")
    with honest.app.database.transaction() as db:
        for person in people:
            mark_attendance(
                db,
                training_session_id=sessions[0],
                person_id=person,
                status=MarkStatus.PRESENT,
                now=honest.app.now(),
            )
        db.get_one(Person, people[0]).family_name = "Renamed"
    honest.export(tmp_path / "late")
    with lost.app.database.reading() as db:
        device_id = load_this_pc(db).device.id
    with founder.app.database.transaction() as db:
        withdraw_pc(db, device_id=device_id, reason=PcReason.BROKEN, now=founder.app.now())

    tell(founder, honest, tmp_path / "news")
    meet(founder, honest)

    assert founder.dump() == honest.dump()
    with founder.app.database.transaction() as db:
        assert db.get_one(Course, course_id).starts_on == date(2027, 3, 1)
        assert db.get_one(Person, people[0]).family_name == "Renamed"
        assert len(db.scalars(select(AttendanceMark)).all()) == len(people)
        assert check(db).problems == []
    with pytest.raises(Exception, match="No row"):
        founder.get(untouched)


def test_a_row_that_points_to_nothing_is_left_out_and_stops_nobody(
    founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    hostile, other = join_pc("hostile"), join_pc("other")
    with hostile.app.database.transaction() as db:
        row_id, nowhere = new_id(db, HUYE), new_id(db, HUYE)
    after = {"family_name": "X", "given_name": "", "sex": "F", "merged_into": nowhere}
    change = RowChange("person", row_id, 0, 1 << 40, 5, None, None, True, dict(after))
    file = _bundle(hostile, tmp_path, [change])
    before = founder.dump()

    with pytest.raises(UserError):
        founder.app.import_sync([file])

    assert founder.dump() == before
    row = other.add_person("honest")
    tell(other, founder, tmp_path / "stick")
    assert founder.get(row).username == "honest"


def test_an_edit_of_a_row_that_is_gone_does_not_stop_a_log(
    founder: Pc, join_pc: JoinPc, meet: Callable[..., None], tmp_path: Path
) -> None:
    lost, honest = join_pc("lost"), join_pc("honest")
    meet(founder, lost, honest)
    row = lost.add_person("late")
    tell(lost, honest, tmp_path / "late")
    honest.rename(row, display_name="edited by the honest one")
    with lost.app.database.reading() as db:
        device_id = load_this_pc(db).device.id
    with founder.app.database.transaction() as db:
        withdraw_pc(db, device_id=device_id, reason=PcReason.LOST, now=founder.app.now())
    tell(founder, honest, tmp_path / "news")
    later = honest.add_person("later")

    meet(founder, honest)

    assert founder.dump() == honest.dump()
    assert founder.get(row).display_name == "edited by the honest one"
    assert founder.get(later).username == "later"
