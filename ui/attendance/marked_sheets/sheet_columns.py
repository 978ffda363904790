"""How a marked sheet is shown before it is imported."""

from dataclasses import dataclass

from tvet_desktop.attendance.marked_sheets.preview_marks import PreviewLine, PreviewSession
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.shared.translation import _
from ui.attendance.marked_sheets.sheet_words import reason_words
from ui.widgets.column import Column


@dataclass(frozen=True)
class Remark:
    """One sentence about a cell or a mark; ``number`` keeps their order."""

    number: int
    sentence: str


def line_columns() -> list[Column[PreviewLine]]:
    """Return the columns of the names."""
    return [
        Column("name", lambda: _("Name in the sheet"), lambda line: line.name, width=26),
        Column(
            "row",
            lambda: _("Row"),
            lambda line: str(line.row),
            sort_key=lambda line: line.row,
            is_number=True,
            width=5,
        ),
        Column(
            "marks",
            lambda: _("Marks"),
            lambda line: str(line.marks),
            sort_key=lambda line: line.marks,
            is_number=True,
            width=6,
        ),
        Column(
            "person",
            lambda: _("Whose marks they are"),
            _person,
            width=34,
            tone=lambda line: "attention" if line.waits_for else "",
        ),
    ]


def session_columns() -> list[Column[PreviewSession]]:
    """Return the columns of the sessions."""
    return [
        Column(
            "day",
            lambda: _("Session"),
            lambda row: f"{day_text(row.session.day)} {slot_name(Slot(row.session.slot))}",
            sort_key=lambda row: (row.session.day, row.session.slot),
            width=20,
        ),
        Column(
            "state",
            lambda: _("In the course"),
            _session,
            width=20,
            tone=lambda row: "" if row.takes_marks else "bad",
        ),
    ]


def remark_columns() -> list[Column[Remark]]:
    """Return the one column of remarks."""
    return [Column("remark", lambda: _("What to look at"), lambda row: row.sentence, width=60)]


def _person(line: PreviewLine) -> str:
    if line.waits_for is not None:
        return _("waits: {reason}").format(reason=reason_words(line.waits_for))
    return _("{name}, will be enrolled").format(name=line.person_name) if line.is_new else line.person_name


def _session(row: PreviewSession) -> str:
    if not row.takes_marks:
        return _("! closed or cancelled")
    return _("will be made") if row.is_new else _("is there")
