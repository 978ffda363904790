"""Why a button is grey: sentences that a page hands to `permit`."""

from collections.abc import Sized

from tvet_desktop.accounts.rules import NotAllowed, may
from tvet_desktop.courses.queries import CourseRow
from tvet_desktop.courses.rules import CourseNotOpen, is_open
from tvet_desktop.shared.translation import _


def role_lacks(role: str, action: str) -> str:
    """Say whom to ask where a role does not include ``action``, a key of ``MAY``; else ""."""
    return "" if may(role, action) else NotAllowed().sentence()


def nothing_chosen(rows: Sized) -> str:
    """Ask for a line of the table where none is selected; else ""."""
    return "" if rows else _("Choose a line of the table first.")


def not_one_chosen(rows: Sized) -> str:
    """Ask for one line of the table where none or several are selected; else ""."""
    if len(rows) > 1:
        return _("Choose one line of the table only.")
    return nothing_chosen(rows)


def course_is_over(course: CourseRow) -> str:
    """Say how a closed or cancelled course opens again; "" where it is open."""
    return "" if is_open(course.state) else CourseNotOpen(course.details.code, course.state).sentence()
