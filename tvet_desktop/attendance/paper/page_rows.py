"""What the screen shows of a page of a printed sheet."""

from dataclasses import dataclass
from datetime import date

from tvet_desktop.attendance.paper.sheet_changes import SheetChange
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.courses.models import Slot


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
