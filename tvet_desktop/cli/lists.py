"""Lists from spreadsheets, taken in without a window: registers, marked sheets, ideas."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from tvet_desktop.app import App
from tvet_desktop.attendance.marked_sheets.import_marks import MarksImported, import_marks
from tvet_desktop.attendance.marked_sheets.read_marks_sheet import MarksSheet, read_marks
from tvet_desktop.attendance.queries import course_of_sheet
from tvet_desktop.courses.add_course import add_course
from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.models import CourseState
from tvet_desktop.courses.queries import course_by_code, list_courses
from tvet_desktop.documents.bad_cells import BadCell
from tvet_desktop.documents.named_college import college_hints, named_college
from tvet_desktop.documents.recognise import ListKind, find_register_table, recognise
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.ideas.import_ideas import IdeasImported, import_ideas
from tvet_desktop.ideas.read_ideas_list import read_ideas
from tvet_desktop.people.registers.import_people import PeopleImported, import_people
from tvet_desktop.people.registers.read_register import read_register
from tvet_desktop.programme.found_programme import packaged_colleges
from tvet_desktop.programme.queries import CollegeRow, college_by_code
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class CollegeUnknown(UserError):
    """Neither the titles nor the file's name say which college a list is of."""

    def __init__(self, file_name: str) -> None:
        super().__init__(file_name)
        self.file_name = file_name

    def sentence(self) -> str:
        """Say how to name it."""
        return _(
            "“{file}” does not say which college it is of: name it with --college, for example HUY."
        ).format(file=self.file_name)


class OtherKindOfList(UserError):
    """A file that another command takes in."""

    def __init__(self, file_name: str, kind: ListKind) -> None:
        super().__init__(file_name, kind)
        self.file_name = file_name
        self.kind = kind

    def sentence(self) -> str:
        """Say what it is, and which command takes it."""
        return {
            ListKind.REGISTER: _("“{file}” is a register of people: take it in with “import-people”."),
            ListKind.MARKS: _("“{file}” is a marked sheet: take it in with “import-marks”."),
            ListKind.IDEAS: _("“{file}” is a list of ideas: take it in with “import-ideas”."),
        }[self.kind].format(file=self.file_name)


def read_list(file: Path, kind: ListKind) -> Workbook:
    """Return a spreadsheet that a command takes in.

    Raises:
        SpreadsheetError: it cannot be read.
        OtherKindOfList: its headings are those of another kind of list.
    """
    workbook = read_workbook(file)
    found = recognise(workbook)
    if found not in (None, kind):
        raise OtherKindOfList(workbook.file_name, found)
    return workbook


def take_people(app: App, workbook: Workbook, college_code: str | None = None) -> PeopleImported:
    """Import a register into the college that it names, or into the one that is given."""
    register = read_register(workbook)
    with app.database.transaction(user_id=app.user.id) as db:
        college = _college(db, college_code, workbook)
        return import_people(
            db, register=register, college_scope=college.scope, by=app.user.id, now=app.now()
        )


def take_marks(
    app: App, workbook: Workbook, *, course_code: str | None = None, college_code: str | None = None
) -> MarksImported:
    """Import a marked sheet into a course, or into a new course of the college that it names."""
    with app.database.transaction(user_id=app.user.id) as db:
        if course_code:
            course = course_by_code(db, course_code)
            course_id = course.id
            sheet = read_marks(workbook, around=course.details.starts_on)
        else:
            sheet = read_marks(workbook)
            college = _college(db, college_code, workbook)
            course_id = _course_for(db, college, sheet)
        return import_marks(db, course_id=course_id, sheet=sheet, now=app.now())


def take_ideas(app: App, workbook: Workbook, college_code: str | None = None) -> IdeasImported:
    """Import a list of ideas into the college that it names, or into the one that is given."""
    ideas_list = read_ideas(workbook)
    with app.database.transaction(user_id=app.user.id) as db:
        college = _college(db, college_code, workbook)
        return import_ideas(
            db, ideas_list=ideas_list, college_scope=college.scope, by=app.user.id, now=app.now()
        )


def bad_cell_lines(bad_cells: Sequence[BadCell]) -> list[str]:
    """Return a line for each bad cell: where it is and what to do."""
    return [bad_cell.sentence() for bad_cell in bad_cells]


def college_of(workbook: Workbook) -> str | None:
    """Return the code of the college that a list's titles, sheet or file name tell, None if they do not."""
    texts = college_hints(workbook, find_register_table(workbook))
    names = {
        code: (college["official_name"], college["short_name"], *college["former_names"])
        for code, college in packaged_colleges().items()
    }
    return named_college(texts, names)


def _college(db: Session, code: str | None, workbook: Workbook) -> CollegeRow:
    code = code or college_of(workbook)
    if code is None:
        raise CollegeUnknown(workbook.file_name)
    return college_by_code(db, code)


def _course_for(db: Session, college: CollegeRow, sheet: MarksSheet) -> int:
    """Return the course that this very sheet made when it was read before, else a new one.

    Two groups of a college may be trained in the same week: the dates alone do not tell a course.
    """
    courses = list_courses(db, scope=college.scope, archived=True)
    earlier = course_of_sheet(db, sheet.content_hash)
    if earlier in {course.id for course in courses}:
        return earlier
    days: list[date] = sorted(session.day for session in sheet.sessions)
    used = {course.details.code for course in courses}
    codes = (f"{college.code}-{days[0].year}-{number:02}" for number in range(1, len(used) + 2))
    details = CourseDetails(
        code=next(code for code in codes if code not in used),
        title=_("Training of trainers"),
        starts_on=days[0],
        ends_on=days[-1],
        state=CourseState.RUNNING,
    )
    return add_course(db, college_id=college.id, details=details).course_id
