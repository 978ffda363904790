"""How a list of results is shown before it is imported."""

from tvet_desktop.attendance.course_tests.preview_results import LeftOut, PlannedLine
from tvet_desktop.attendance.course_tests.rules import WhichTest, points_text
from tvet_desktop.shared.translation import _
from ui.attendance.course_tests.tests_words import word_for
from ui.widgets.column import Column


def planned_columns() -> list[Column[PlannedLine]]:
    """Return the columns: name and row of the list, both tests, whose results they are or why they are left out."""
    return [
        Column("name", lambda: _("Name in the list"), lambda line: line.name, width=24),
        Column(
            "row",
            lambda: _("Row"),
            lambda line: str(line.row),
            sort_key=lambda line: line.row,
            is_number=True,
            width=5,
        ),
        _points_column(WhichTest.PRE),
        _points_column(WhichTest.POST),
        Column(
            "person",
            lambda: _("Whose results they are"),
            lambda line: left_out_words(line.left_out) if line.left_out is not None else line.person_name,
            width=30,
            tone=lambda line: "attention" if line.left_out is not None else "",
        ),
        Column("what", lambda: _("What will be done"), _what, width=30, tone=_tone),
    ]


def left_out_words(reason: LeftOut) -> str:
    """Say why a line changes nothing."""
    return {
        LeftOut.UNKNOWN: _("nobody has this name"),
        LeftOut.PARTIAL: _("only a part of the name is known"),
        LeftOut.AMBIGUOUS: _("several of the course have this name"),
        LeftOut.TWICE: _("this name stands in several rows"),
        LeftOut.NOT_IN_COURSE: _("does not belong to this course"),
    }[reason]


def differing_sentence(line: PlannedLine, which: WhichTest, kept: int) -> str:
    """Say what was kept, and what the list has otherwise."""
    return {
        WhichTest.PRE: _("Row {row}, {name}: {kept} in the pre-test was kept, the list says {said}."),
        WhichTest.POST: _("Row {row}, {name}: {kept} in the post-test was kept, the list says {said}."),
    }[which].format(row=line.row, name=line.name, kept=points_text(kept), said=points_text(line.said[which]))


def _points_column(which: WhichTest) -> Column[PlannedLine]:
    def text(line: PlannedLine) -> str:
        points = line.said.get(which)
        return "" if points is None else points_text(points)

    return Column(
        which.value.lower(),
        lambda: word_for(which),
        text,
        sort_key=lambda line: line.said.get(which),
        is_number=True,
        width=8,
    )


def _what(line: PlannedLine) -> str:
    if line.left_out is not None:
        return _("left out")
    if line.differing:
        return _("differs: what is there is kept")
    if line.new:
        return _("will be added")
    return _("is there already") if line.said else _("no result in this row")


def _tone(line: PlannedLine) -> str:
    if line.left_out is not None or line.differing:
        return "attention"
    return "good" if line.new else "muted"
