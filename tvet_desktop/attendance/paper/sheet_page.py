"""A page of a printed sheet as the screen shows it for typing: its lines, its sessions, what is marked already."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.loading import mark_of
from tvet_desktop.attendance.models import AttendanceMark
from tvet_desktop.attendance.one_line import mark_that_counts
from tvet_desktop.attendance.paper.models import SheetLine, SheetSession, SignInSheet
from tvet_desktop.attendance.paper.paper_code import SheetCode, programme_tag, read_code
from tvet_desktop.attendance.paper.sheet_changes import SheetChange, SheetChangeKind
from tvet_desktop.attendance.paper.sheet_content import belongs_on
from tvet_desktop.attendance.paper.sheet_plan import lines_of_page
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.models import Course, Slot, TrainingSession
from tvet_desktop.courses.queries import (
    EnrolledPerson,
    closed_sessions,
    course_states,
    enrolled_people,
)
from tvet_desktop.courses.rules import is_open
from tvet_desktop.people.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import display_name
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.known import known
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted


class SheetUnknown(UserError):
    """A sheet of this programme that this PC has no record of."""

    def sentence(self) -> str:
        """Say what helps."""
        return _(
            "This sheet was printed on another PC and is not known here yet: bring it in by a sync, or mark in the register."
        )


class NotASheet(UserError):
    """A badge where a sheet is wanted."""

    def sentence(self) -> str:
        """Say what to scan."""
        return _("This is the code of a badge: scan the code at the top of a sign-in sheet.")


@dataclass(frozen=True, slots=True)
class PageColumn:
    """A session of the page. ``can_mark`` is false where it is cancelled, removed or closed."""

    training_session_id: int
    held_on: date
    slot: Slot
    minutes: int
    can_mark: bool


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the page. Without a person it is an empty line, or one that counts for nobody any more.

    ``open_cells`` says for each column whether this person can be marked there.
    """

    line: int
    seat: int | None
    person_id: int | None
    name: str
    is_walk_in: bool
    marks: tuple[Mark | None, ...]
    open_cells: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """Everything that the screen shows of a page."""

    sheet_id: int
    course_id: int
    course_title: str
    course_code: str
    printed_on: date
    page: int
    pages: int
    columns: tuple[PageColumn, ...]
    lines: tuple[PageLine, ...]
    changes: tuple[SheetChange, ...]

    @property
    def gaps(self) -> int:
        """How many cells could be marked and are not."""
        return sum(
            is_open and mark is None
            for line in self.lines
            if line.person_id is not None
            for mark, is_open in zip(line.marks, line.open_cells, strict=True)
        )


def sheet_of_text(db: Session, text: str) -> SheetCode:
    """Return the page that a scanned code names.

    Raises:
        NotOurCode, CodeDamaged, CodeOfOtherProgramme: see ``read_code``.
        NotASheet: it is a badge.
    """
    code = read_code(text, programme_tag(db))
    if not isinstance(code, SheetCode):
        raise NotASheet
    return code


def load_sheet(db: Session, sheet_id: int, page: int) -> SignInSheet:
    """Return a sheet that has this page.

    Raises:
        SheetUnknown: this PC does not know it.
    """
    sheet = db.get(SignInSheet, sheet_id)
    if sheet is None or sheet.deleted or not 1 <= page <= sheet.pages:
        raise SheetUnknown
    return sheet


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
    on_sheet = _people_on(db, sheet_id)
    merged = merged_ids(db)
    enrolled = {person.person_id: person for person in enrolled_people(db, sheet.course_id)}
    counting = {line: merged.get(person_id, person_id) for line, person_id in on_sheet.items()}
    marks = _marks(db, columns, [enrolled[person_id] for person_id in {*counting.values()} & enrolled.keys()])
    lines = tuple(
        _line(line, enrolled.get(counting.get(line, 0)), columns, marks, is_walk_in=line > sheet.people)
        for line in range(first, last + 1)
    )
    lines = _named(db, lines, counting)
    changes += _changed_people(db, lines, columns, on_sheet=on_sheet, merged=merged, enrolled=enrolled)
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
    changes: list[SheetChange] = []
    if not course_is_open:
        changes.append(SheetChange(SheetChangeKind.COURSE_CLOSED))
    for printed, row in db.execute(query):
        as_printed = (printed.held_on, known(Slot, printed.slot, Slot.FULL))
        as_now = (row.held_on, known(Slot, row.slot, Slot.FULL))
        can_mark = course_is_open and not (row.deleted or row.cancelled or row.id in closed)
        if row.deleted:
            changes.append(SheetChange(SheetChangeKind.SESSION_REMOVED, printed=as_printed))
        elif row.cancelled:
            changes.append(SheetChange(SheetChangeKind.SESSION_CANCELLED, printed=as_printed))
        elif as_printed != as_now:
            changes.append(SheetChange(SheetChangeKind.SESSION_MOVED, printed=as_printed, now=as_now))
        if course_is_open and not row.deleted and row.id in closed:
            changes.append(SheetChange(SheetChangeKind.SESSION_CLOSED, printed=as_now))
        shown = as_printed if row.deleted else as_now
        columns.append(PageColumn(row.id, *shown, row.minutes, can_mark))
    return tuple(columns), tuple(changes)


def _people_on(db: Session, sheet_id: int) -> dict[int, int]:
    """Return who stands on each line of the whole sheet."""
    query = select(SheetLine.line, SheetLine.person_id).where(
        not_deleted(SheetLine), SheetLine.sheet_id == sheet_id
    )
    return dict(db.execute(query.order_by(SheetLine.person_id.desc())).all())


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


def _named(db: Session, lines: tuple[PageLine, ...], counting: Mapping[int, int]) -> tuple[PageLine, ...]:
    """Give lines of people who were taken off the course their names: the paper has them too."""
    names = names_of(db, [counting[line.line] for line in lines if not line.name and line.line in counting])
    return tuple(
        line
        if line.name or line.line not in counting
        else PageLine(
            line.line, None, None, names[counting[line.line]], line.is_walk_in, line.marks, line.open_cells
        )
        for line in lines
    )


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


def _changed_people(
    db: Session,
    lines: tuple[PageLine, ...],
    columns: tuple[PageColumn, ...],
    *,
    on_sheet: Mapping[int, int],
    merged: Mapping[int, int],
    enrolled: Mapping[int, EnrolledPerson],
) -> tuple[SheetChange, ...]:
    changes = []
    standing = {merged.get(person_id, person_id) for person_id in on_sheet.values()}
    joined = [
        person.name
        for person in enrolled.values()
        if person.person_id not in standing and _is_expected_at_any(person, columns)
    ]
    removed = [line.name for line in lines if line.person_id is None and line.name]
    left = [
        line.name
        for line in lines
        if line.person_id is not None
        and any(
            not is_open and column.can_mark for is_open, column in zip(line.open_cells, columns, strict=True)
        )
    ]
    for kind, names in (
        (SheetChangeKind.JOINED, joined),
        (SheetChangeKind.LEFT, left),
        (SheetChangeKind.REMOVED, removed),
    ):
        if names:
            changes.append(SheetChange(kind, tuple(names)))
    for line in lines:
        printed = on_sheet.get(line.line)
        if printed is not None and printed in merged:
            name = names_of(db, [printed])[printed]
            changes.append(SheetChange(SheetChangeKind.MERGED, (name, line.name)))
    return tuple(changes)


def _is_expected_at_any(person: EnrolledPerson, columns: Iterable[PageColumn]) -> bool:
    return any(column.can_mark and belongs_on(person, column.held_on) for column in columns)


def names_of(db: Session, person_ids: Collection[int]) -> dict[int, str]:
    """Return names by person, also of people who were removed."""
    query = select(Person.id, Person.family_name, Person.given_name).where(Person.id.in_(person_ids))
    return {row_id: display_name(family, given) for row_id, family, given in db.execute(query)}
