"""People to choose from: a table that is searched by typing, with what tells namesakes apart."""

from collections.abc import Callable
from typing import TypeVar

from tvet_desktop.people.personal_details import spoken_phone
from tvet_desktop.people.queries import PersonRow
from tvet_desktop.shared.translation import _
from ui.widgets.column import Column

R = TypeVar("R")


def people_columns(person_of: Callable[[R], PersonRow]) -> list[Column[R]]:
    """Return the columns that show a person, for rows of any kind that have one."""
    return [
        Column("name", lambda: _("Name"), lambda row: person_of(row).name, width=24),
        Column(
            "born",
            lambda: _("Born"),
            lambda row: str(person_of(row).birth_year or ""),
            sort_key=lambda row: person_of(row).birth_year,
            is_number=True,
            width=7,
        ),
        Column(
            "phone",
            lambda: _("Phone"),
            lambda row: spoken_phone(person_of(row).phone),
            width=15,
            found_by=lambda row: (
                f"{person_of(row).phone} {spoken_phone(person_of(row).phone).replace(' ', '')}"
            ),
        ),
        Column("department", lambda: _("Department"), lambda row: person_of(row).department, width=15),
    ]
