"""How the results of the tests are shown."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tvet_desktop.attendance.course_tests.queries import CourseResults, ResultRow
from tvet_desktop.attendance.course_tests.rules import WhichTest, points_text
from tvet_desktop.shared.translation import _
from ui.attendance.course_tests.tests_words import (
    has_too_many_points,
    part_text,
    result_words,
    signed,
    word_for,
)
from ui.widgets.column import Column

POINTS_COLUMNS = {2: WhichTest.PRE, 3: WhichTest.POST}
"""By number, the columns that are typed into."""


@dataclass(frozen=True)
class ResultLine:
    """A person's results as the screen has them. ``saving``: tests whose points are on their way to the store."""

    row: ResultRow
    saving: frozenset[WhichTest] = frozenset()

    @property
    def person_id(self) -> int:
        """Whose they are."""
        return self.row.person_id

    def with_points(self, which: WhichTest, points: int | None) -> "ResultLine":
        """Return the line while points are on their way to the store; the gain is shown when they are there."""
        pre = points if which is WhichTest.PRE else self.row.pre
        post = points if which is WhichTest.POST else self.row.post
        row = replace(self.row, pre=pre, post=post, gain=None, normalised=None)
        return ResultLine(row, self.saving | {which})


def results_columns(shown: Callable[[], CourseResults | None]) -> list[Column[ResultLine]]:
    """Return the columns: number, name, both tests, what was gained, and what the pass mark says.

    Args:
        shown: returns the results that the table shows now, for the headings and the pass mark.
    """
    return [
        Column(
            "seat",
            lambda: _("No."),
            lambda line: str(line.row.seat),
            sort_key=lambda line: line.row.seat,
            is_number=True,
            width=4,
        ),
        Column("name", lambda: _("Name"), lambda line: line.row.name, width=20),
        _points_column(WhichTest.PRE, shown),
        _points_column(WhichTest.POST, shown),
        Column(
            "gain",
            lambda: _("Gain"),
            lambda line: "" if line.row.gain is None else signed(line.row.gain),
            sort_key=lambda line: line.row.gain,
            is_number=True,
            width=5,
        ),
        Column(
            "normalised",
            lambda: _("Normalised"),
            lambda line: "" if line.row.normalised is None else part_text(line.row.normalised),
            sort_key=lambda line: line.row.normalised,
            is_number=True,
            width=8,
        ),
        Column(
            "result",
            lambda: _("Note"),
            lambda line: _note(line, shown()),
            width=18,
            tone=lambda line: _tone(line, shown()),
        ),
    ]


def _points_column(which: WhichTest, shown: Callable[[], CourseResults | None]) -> Column[ResultLine]:
    def header() -> str:
        results = shown()
        maximum = None if results is None else results.tests.maximum(which)
        if maximum is None:
            return word_for(which)
        short = {WhichTest.PRE: _("Pre-test /{maximum}"), WhichTest.POST: _("Post-test /{maximum}")}[which]
        return short.format(maximum=points_text(maximum))

    def text(line: ResultLine) -> str:
        points = line.row.points(which)
        return "" if points is None else points_text(points)

    return Column(
        which.value.lower(),
        header,
        text,
        sort_key=lambda line: line.row.points(which),
        is_number=True,
        width=9,
        tone=lambda line: "muted" if which in line.saving else "",
    )


def _note(line: ResultLine, results: CourseResults | None) -> str:
    return "" if results is None else result_words(line.row, results)


def _tone(line: ResultLine, results: CourseResults | None) -> str:
    if results is not None and has_too_many_points(line.row, results):
        return "bad"
    if line.row.has_left or line.row.missing_points is None:
        return "muted"
    return "attention" if line.row.missing_points else "good"
