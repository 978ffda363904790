"""The marked sheet of a college, as it came, against its register."""

from datetime import datetime

from tests.courses.factories import a_course
from tvet_desktop.attendance.marked_sheets.import_marks import MarksImported, import_marks
from tvet_desktop.attendance.marked_sheets.link_waiting_marks import link_waiting_marks
from tvet_desktop.attendance.marked_sheets.read_marks_sheet import read_marks
from tvet_desktop.attendance.marked_sheets.waiting_names import waiting_names
from tvet_desktop.attendance.models import WaitingReason
from tvet_desktop.attendance.qualifying import qualifying
from tvet_desktop.attendance.rules import Outcome
from tvet_desktop.courses.queries import course_row
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.people.registers.import_people import import_people
from tvet_desktop.people.registers.read_register import read_register
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.storage.database import Database

SAMPLES = RESOURCES / "samples"


def take_in(database: Database, now: datetime) -> MarksImported:
    with database.transaction() as db:
        register = read_register(read_workbook(SAMPLES / "trainees_huye.xlsx"))
        import_people(db, register=register, college_scope=12, by=None, now=now)
        sheet = read_marks(read_workbook(SAMPLES / "attendance_huye.xlsx"))
        return import_marks(db, course_id=a_course(db), sheet=sheet, now=now)


def test_the_sheet_of_huye_gives_the_known_figures(database: Database, now: datetime) -> None:
    done = take_in(database, now)

    assert (len(done.sessions_made), done.marks, done.marks_waiting, done.marks_unknown) == (10, 390, 20, 10)
    assert (done.marks_already_there, done.differing, done.bad_cells) == (0, (), ())
    with database.reading() as db:
        assert course_row(db, done.course_id).enrolled == 39
        outcomes = [row.outcome for row in qualifying(db, done.course_id)]
    assert outcomes.count(Outcome.COMPLETION) == 33
    assert outcomes.count(Outcome.PARTICIPATION) == 6


def test_names_with_one_part_wait_and_are_linked_by_a_decision(database: Database, now: datetime) -> None:
    done = take_in(database, now)

    with database.transaction() as db:
        names = waiting_names(db, done.course_id)
        assert [(name.name, name.waiting_for, len(name.cells)) for name in names] == [
            ("MUKAMANA Immaculée", WaitingReason.UNKNOWN, 10),
            ("MUKESHIMANA Théogène", WaitingReason.PARTIAL, 10),
            ("UWIMANA Gérard", WaitingReason.PARTIAL, 10),
        ]
        for name in names[1:]:
            (candidate,) = name.candidates
            link_waiting_marks(
                db, waiting_mark_ids=name.waiting_mark_ids, person_id=candidate.person_id, now=now
            )

        assert [name.name for name in waiting_names(db, done.course_id)] == ["MUKAMANA Immaculée"]
        rows = {row.name: row.outcome for row in qualifying(db, done.course_id)}
        assert (rows["UWIMANA"], rows["MUKESHIMANA"]) == (Outcome.COMPLETION, Outcome.COMPLETION)
