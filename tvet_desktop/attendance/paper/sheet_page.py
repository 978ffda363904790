"""A page of a printed sheet as it stands in the course now: its lines, its sessions, what is marked already."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import mark_of
from tvet_desktop.attendance.models import AttendanceMark
from tvet_desktop.attendance.one_line import mark_that_counts
from tvet_desktop.attendance.paper.load_sheet import load_sheet
from tvet_desktop.attendance.paper.models import SheetSession, SignInSheet
from tvet_desktop.attendance.paper.page_people import changed_people, named, people_on
from tvet_desktop.attendance.paper.page_rows import PageColumn, PageLine, SheetPage
from tvet_desktop.attendance.paper.sheet_changes import SheetChange, SheetChangeKind
from tvet_desktop.attendance.paper.sheet_content import belongs_on
from tvet_desktop.attendance.paper.sheet_plan import lines_of_page
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.models import Course, Slot, TrainingSession
from tvet_desktop.courses.queries import EnrolledPerson, closed_sessions, course_states, enrolled_people
from tvet_desktop.courses.rules import is_open
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.shared.known import known
from tvet_desktop.storage.base import not_deleted


def sheet_page(db: Session, sheet_id: int, page: int) -> SheetPage:
    """Return a page with its lines in the order of the paper.

    Raises:
        SheetUnknown: this PC does not know the sheet.
    """
    sheet = load_sheet(db, sheet_id, page)
    block, first, last = lines_of_page(page, sheet.people + sheet.walk_in_lines, sheet.lines_on_page)
    course = db.get_one(Course, sheet.course_id)
    course_is_open = is_open(course_states(db, [course])[course.id])
    columns, changes = _columns(db, sheet, block, course_is_open=course_is_open)
    on_sheet = people_on(db, sheet_id)
    merged = merged_ids(db)
    enrolled = {person.person_id: person for person in enrolled_people(db, sheet.course_id)}
    counting = {line: merged.get(person_id, person_id) for line, person_id in on_sheet.items()}
    marks = _marks(db, columns, [enrolled[person_id] for person_id in {*counting.values()} & enrolled.keys()])
    lines = tuple(
        _line(line, enrolled.get(counting.get(line, 0)), columns, marks, is_walk_in=line > sheet.people)
        for line in range(first, last + 1)
    )
    lines = named(db, lines, counting)
    changes += changed_people(db, lines, columns, on_sheet=on_sheet, merged=merged, enrolled=enrolled)
    return SheetPage(
        sheet_id,
        course.id,
        course.title,
        course.code,
        sheet.printed_on,
        page,
        sheet.pages,
        columns,
        lines,
        changes,
    )


def _columns(
    db: Session, sheet: SignInSheet, block: int, *, course_is_open: bool
) -> tuple[tuple[PageColumn, ...], tuple[SheetChange, ...]]:
    query = (
        select(SheetSession, TrainingSession)
        .join(TrainingSession, TrainingSession.id == SheetSession.training_session_id)
        .where(not_deleted(SheetSession), SheetSession.sheet_id == sheet.id, SheetSession.block == block)
        .order_by(SheetSession.place)
    )
    closed = closed_sessions(db, sheet.course_id)
    columns: list[PageColumn] = []
    moved: list[SheetChange] = []
    same: dict[SheetChangeKind, list[tuple[date, Slot]]] = {}
    for printed, row in db.execute(query):
        as_printed = (printed.held_on, known(Slot, printed.slot, Slot.FULL))
        as_now = (row.held_on, known(Slot, row.slot, Slot.FULL))
        if row.deleted:
            same.setdefault(SheetChangeKind.SESSION_REMOVED, []).append(as_printed)
        elif row.cancelled:
            same.setdefault(SheetChangeKind.SESSION_CANCELLED, []).append(as_printed)
        elif as_printed != as_now:
            moved.append(SheetChange(SheetChangeKind.SESSION_MOVED, sessions=(as_printed, as_now)))
        if course_is_open and not (row.deleted or row.cancelled) and row.id in closed:
            same.setdefault(SheetChangeKind.SESSION_CLOSED, []).append(as_now)
        can_mark = course_is_open and not (row.deleted or row.cancelled or row.id in closed)
        shown = as_printed if row.deleted else as_now
        columns.append(PageColumn(row.id, *shown, row.minutes, can_mark))
    of_course = () if course_is_open else (SheetChange(SheetChangeKind.COURSE_CLOSED),)
    grouped = (SheetChange(kind, sessions=tuple(same[kind])) for kind in SheetChangeKind if kind in same)
    return tuple(columns), (*of_course, *moved, *grouped)


def _line(
    line: int,
    person: EnrolledPerson | None,
    columns: tuple[PageColumn, ...],
    marks: Mapping[tuple[int, int], Mark],
    *,
    is_walk_in: bool,
) -> PageLine:
    if person is None:
        nothing = (None,) * len(columns)
        return PageLine(line, None, None, "", is_walk_in, nothing, (False,) * len(columns))
    open_cells = tuple(column.can_mark and belongs_on(person, column.held_on) for column in columns)
    found = tuple(marks.get((column.training_session_id, person.person_id)) for column in columns)
    return PageLine(line, person.seat, person.person_id, person.name, is_walk_in, found, open_cells)


def _marks(
    db: Session, columns: tuple[PageColumn, ...], people: Iterable[EnrolledPerson]
) -> dict[tuple[int, int], Mark]:
    """Return the marks that count, by session and person."""
    people = list(people)
    ids = [row_id for person in people for row_id in (person.person_id, *person.also)]
    query = select(AttendanceMark).where(
        not_deleted(AttendanceMark),
        AttendanceMark.training_session_id.in_([column.training_session_id for column in columns]),
        AttendanceMark.person_id.in_(ids),
    )
    stored: dict[int, dict[int, Mark]] = {}
    for row in db.scalars(query):
        mark = mark_of(row)
        if mark is not None:
            stored.setdefault(row.training_session_id, {})[row.person_id] = mark
    found = {}
    for session_id, marks in stored.items():
        for person in people:
            mark = mark_that_counts(marks, (person.person_id, *person.also))
            if mark is not None:
                found[session_id, person.person_id] = mark
    return found
