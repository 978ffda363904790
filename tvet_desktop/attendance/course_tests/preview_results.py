"""What an import of results would do, line by line, before anything is saved."""

from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from tvet_desktop.attendance.course_tests.loading import course_tests_of, results_of
from tvet_desktop.attendance.course_tests.read_results_sheet import ResultsLine, ResultsSheet, bad_points
from tvet_desktop.attendance.course_tests.rules import TestMissing, TestSettings, WhichTest, points_text
from tvet_desktop.courses.queries import CourseRow, course_row, enrolled_people
from tvet_desktop.documents.bad_cells import BadCell, CellProblem
from tvet_desktop.people.match_names import Match, NameMatch, Partial, Unknown, names_of_people
from tvet_desktop.storage.ids import scope_of


class LeftOut(StrEnum):
    """Why a line changes nothing."""

    UNKNOWN = "UNKNOWN"
    """Nobody of the college has the name."""
    PARTIAL = "PARTIAL"
    """Only a part of the name is somebody's."""
    AMBIGUOUS = "AMBIGUOUS"
    """Several have it."""
    TWICE = "TWICE"
    """Several lines of the list have it."""
    NOT_IN_COURSE = "NOT_IN_COURSE"
    """Somebody of the college who does not belong to the course."""


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line of the list beside what the course has, points in hundredths.

    ``said`` are the results that can be taken; ``new`` those that fill a gap, ``differing`` those that were kept
    as the course has them. ``person_id`` is 0 where the line is left out.
    """

    row: int
    name: str
    person_id: int
    person_name: str
    left_out: LeftOut | None
    said: dict[WhichTest, int]
    kept: dict[WhichTest, int]

    @property
    def new(self) -> dict[WhichTest, int]:
        """The results that would be added."""
        if self.left_out is not None:
            return {}
        return {which: points for which, points in self.said.items() if which not in self.kept}

    @property
    def differing(self) -> dict[WhichTest, int]:
        """The results that the course has otherwise; what the list says is not taken."""
        return {which: kept for which, kept in self.kept.items() if self.said.get(which, kept) != kept}


@dataclass(frozen=True)
class ResultsPlan:
    """What a list would change in a course. ``tests`` are those of the list that the course has."""

    course: CourseRow
    settings: TestSettings
    sheet: ResultsSheet
    tests: tuple[WhichTest, ...]
    missing: tuple[WhichTest, ...]
    """Tests of the list that the course has not: their columns are not taken."""
    lines: tuple[PlannedLine, ...]
    bad_cells: tuple[BadCell, ...]

    @property
    def new(self) -> int:
        """How many results would be added."""
        return sum(len(line.new) for line in self.lines)

    @property
    def same(self) -> int:
        """How many are there already."""
        return sum(line.said.get(which) == kept for line in self.lines for which, kept in line.kept.items())

    @property
    def differing(self) -> int:
        """How many the course has otherwise."""
        return sum(len(line.differing) for line in self.lines)

    @property
    def names_left_out(self) -> int:
        """How many lines name nobody who can be told."""
        return sum(line.left_out is not None for line in self.lines)


def preview_results(db: Session, *, course_id: int, sheet: ResultsSheet) -> ResultsPlan:
    """Return what ``import_results`` would make of a list; nothing is saved.

    A name counts if, folded, it is the whole name of exactly one person of the course and stands in one line.

    Raises:
        NotFound: there is no such course.
        TestMissing: the course has none of the tests of the list.
    """
    course, settings, results = (
        course_row(db, course_id),
        course_tests_of(db, course_id),
        results_of(db, course_id),
    )
    tests = tuple(which for which in WhichTest if which in sheet.columns and which in settings.there)
    missing = tuple(which for which in WhichTest if which in sheet.columns and which not in settings.there)
    if not tests:
        raise TestMissing(missing[0])
    people = {person.person_id: person.name for person in enrolled_people(db, course_id)}
    index = names_of_people(db, college_scope=scope_of(course_id))
    found = [(line, _whom(index.match(line.name), people.keys())) for line in sheet.lines]
    times = Counter(who for _line, who in found if isinstance(who, int))
    bad_cells = list(sheet.bad_cells)
    lines = []
    for line, who in found:
        person_id = who if isinstance(who, int) and times[who] == 1 else 0
        left_out = None if person_id else LeftOut.TWICE if isinstance(who, int) else who
        said = _said(line, tests, settings, sheet, bad_cells)
        pair = dict(zip(WhichTest, results.get(person_id, (None, None)), strict=True))
        kept = {which: points for which in said if (points := pair[which]) is not None}
        lines.append(
            PlannedLine(line.row, line.name, person_id, people.get(person_id, ""), left_out, said, kept)
        )
    lines.sort(key=lambda line: (line.left_out is None, not line.differing, line.row))
    return ResultsPlan(course, settings, sheet, tests, missing, tuple(lines), tuple(bad_cells))


def _whom(match: NameMatch, in_course: AbstractSet[int]) -> int | LeftOut:
    """Return the one person of the course who is named, or why it cannot be said."""
    if isinstance(match, Unknown):
        return LeftOut.UNKNOWN
    named = {match.person_id} if isinstance(match, Match) else set(match.person_ids)
    here = named & in_course
    if isinstance(match, Partial):
        return LeftOut.PARTIAL
    if not here:
        return LeftOut.NOT_IN_COURSE
    return here.pop() if len(here) == 1 else LeftOut.AMBIGUOUS


def _said(
    line: ResultsLine,
    tests: tuple[WhichTest, ...],
    settings: TestSettings,
    sheet: ResultsSheet,
    bad_cells: list[BadCell],
) -> dict[WhichTest, int]:
    """Return the results of a line that the tests of the course can have."""
    said: dict[WhichTest, int] = {}
    for which in tests:
        cell, maximum = line.points.get(which), settings.maximum(which) or 0
        if cell is None:
            continue
        problem = None
        if cell.out_of is not None and cell.out_of != maximum:
            problem = CellProblem.OTHER_MAXIMUM
        elif cell.points > maximum:
            problem = CellProblem.POINTS_ABOVE_MAXIMUM
        if problem is None:
            said[which] = cell.points
        else:
            text = points_text(cell.points)
            if cell.out_of is not None:
                text = f"{text} / {points_text(cell.out_of)}"
            bad_cells.append(bad_points(sheet.table, line.row, cell.column, text, problem))
    return said
