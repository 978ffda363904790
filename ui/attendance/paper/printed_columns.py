"""How printed sheets are listed."""

from tvet_desktop.attendance.paper.printed_sheets import PrintedSheet
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _
from ui.widgets.column import Column


def printed_columns() -> list[Column[PrintedSheet]]:
    """Return the columns: course, days, people, pages, when printed, how many pictures there are."""
    return [
        Column("course", lambda: _("Course"), lambda row: row.course_title, width=26),
        Column("code", lambda: _("Code"), lambda row: row.course_code, width=14),
        Column("days", lambda: _("Days"), _days, sort_key=lambda row: row.first_day, width=24),
        Column(
            "people",
            lambda: _("People"),
            lambda row: str(row.people),
            sort_key=lambda row: row.people,
            is_number=True,
            width=7,
        ),
        Column(
            "pages",
            lambda: _("Pages"),
            lambda row: str(row.pages),
            sort_key=lambda row: row.pages,
            is_number=True,
            width=7,
        ),
        Column(
            "printed",
            lambda: _("Printed on"),
            lambda row: day_text(row.printed_on),
            sort_key=lambda row: row.printed_on,
            width=12,
        ),
        Column(
            "scans",
            lambda: _("Pictures"),
            lambda row: str(row.scans) if row.scans else "",
            sort_key=lambda row: row.scans,
            is_number=True,
            width=8,
        ),
    ]


def _days(row: PrintedSheet) -> str:
    first, last = day_text(row.first_day), day_text(row.last_day)
    return first if first == last else _("{first} to {last}").format(first=first, last=last)
