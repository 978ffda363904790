"""Which names and which sessions stand on which page of a sign-in sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tvet_desktop.courses.models import Slot

MOST_COLUMNS = 10
"""Signatures beside each other on one page; more are too narrow to sign in."""
MOST_LINES = 16
"""Lines on one page; more are too low to sign on."""
WALK_IN_LINES = 4
MOST_WALK_IN_LINES = 16


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A session as it is printed."""

    training_session_id: int
    held_on: date
    slot: Slot
    room: str = ""


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """A line with a printed name."""

    person_id: int
    seat: int
    name: str
    sex: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One page: its number, the run of pages with the same columns that it belongs to, and its lines.

    ``first`` and ``last`` are lines counted from 1; lines after the last person are empty.
    """

    number: int
    block: int
    columns: tuple[SheetColumn, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A whole sheet: each block of columns with all its lines, one block after the other."""

    blocks: tuple[tuple[SheetColumn, ...], ...]
    people: tuple[SheetPerson, ...]
    walk_in_lines: int
    lines_on_page: int

    @property
    def lines(self) -> int:
        """Names and empty lines."""
        return len(self.people) + self.walk_in_lines

    @property
    def pages(self) -> tuple[PlannedPage, ...]:
        """Return the pages in the order of their numbers."""
        in_block = pages_of_block(self.lines, self.lines_on_page)
        made = []
        for number in range(1, in_block * len(self.blocks) + 1):
            block, first, last = lines_of_page(number, self.lines, self.lines_on_page)
            made.append(PlannedPage(number, block, self.blocks[block - 1], first, last))
        return tuple(made)


def plan_sheet(
    columns: Sequence[SheetColumn], people: Sequence[SheetPerson], walk_in_lines: int
) -> SheetPlan:
    """Return where everything stands: at most ten sessions and sixteen lines on a page, about equally filled."""
    lines = max(len(people) + walk_in_lines, 1)
    pages = -(-lines // MOST_LINES)
    blocks = _blocks([tuple(day) for _held_on, day in groupby(columns, key=lambda column: column.held_on)])
    return SheetPlan(blocks, tuple(people), walk_in_lines, -(-lines // pages))


def pages_of_block(lines: int, lines_on_page: int) -> int:
    """Return on how many pages each block of columns stands."""
    return max(-(-lines // lines_on_page), 1)


def lines_of_page(page: int, lines: int, lines_on_page: int) -> tuple[int, int, int]:
    """Return the block of a page, its first and its last line, all counted from 1."""
    block, part = divmod(page - 1, pages_of_block(lines, lines_on_page))
    return block + 1, part * lines_on_page + 1, min((part + 1) * lines_on_page, lines)


def _blocks(days: list[tuple[SheetColumn, ...]]) -> tuple[tuple[SheetColumn, ...], ...]:
    """Put whole days together, about as many columns in each block; a day of more than ten is split."""
    days = [day[at : at + MOST_COLUMNS] for day in days for at in range(0, len(day), MOST_COLUMNS)]
    total = sum(map(len, days))
    count = -(-total // MOST_COLUMNS)
    for most in range(-(-total // count), MOST_COLUMNS):
        blocks = _filled(days, most)
        if len(blocks) <= count:
            return blocks
    return _filled(days, MOST_COLUMNS)


def _filled(days: list[tuple[SheetColumn, ...]], most: int) -> tuple[tuple[SheetColumn, ...], ...]:
    """Fill block after block with days, up to ``most`` columns in each."""
    blocks: list[tuple[SheetColumn, ...]] = []
    for day in days:
        if blocks and len(blocks[-1]) + len(day) <= most:
            blocks[-1] += day
        else:
            blocks.append(day)
    return tuple(blocks)
