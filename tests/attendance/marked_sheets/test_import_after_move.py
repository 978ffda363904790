from datetime import date, datetime
from pathlib import Path

from tests.attendance.marked_sheets.test_import_marks import a_sheet
from tests.courses.factories import MONDAY, a_course, some_people
from tvet_desktop.attendance.marked_sheets.import_marks import import_marks
from tvet_desktop.attendance.registers import course_register
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.move_enrolment import move_enrolment
from tvet_desktop.courses.queries import enrolled_people
from tvet_desktop.storage.database import Database


def test_an_old_sheet_marks_who_has_moved_and_brings_nobody_back(
    database: Database, now: datetime, tmp_path: Path
) -> None:
    with database.transaction() as db:
        first, other = a_course(db), a_course(db, code="HUY-2027-02")
        people = some_people(db, ("KEZA Aline", "MUGABO Jean"))
        enrol_people(db, course_id=first, person_ids=people, enrolled_on=MONDAY)
        db.flush()
        move_enrolment(
            db,
            from_course_id=first,
            to_course_id=other,
            person_id=people[0],
            on_day=date(2027, 3, 2),
            by=None,
        )
        db.flush()
        sheet = a_sheet(tmp_path, ("KEZA Aline", "P", "P", "A"), ("MUGABO Jean", "P", "P", "P"))

        import_marks(db, course_id=first, sheet=sheet, now=now)
        db.flush()

        moved = enrolled_people(db, first)[0]
        assert (moved.status, moved.went_to) == (EnrolmentStatus.TRANSFERRED, other)
        assert [row.person_id for row in enrolled_people(db, other)] == [people[0]]
        cells = course_register(db, first).rows[0].cells
        assert [cell.status.value for cell in cells if cell] == ["P", "P", "A"]
