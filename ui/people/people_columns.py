"""The columns in which people are listed."""

from collections.abc import Mapping

from tvet_desktop.people.queries import PersonRow
from tvet_desktop.shared.translation import _
from ui.people.words import field_word, position_word, sex_letter, shown_phone
from ui.widgets.column import Column

COLLEGE = 7
"""The number of the column that is shown only where there are people of several colleges."""


def people_columns(college_names: Mapping[int, str]) -> list[Column[PersonRow]]:
    """Return the columns; ``college_names`` (by scope) may be filled later."""
    return [
        Column(
            "name",
            lambda: _("Name"),
            lambda person: person.name,
            width=26,
            found_by=lambda person: person.also_named,
        ),
        Column("sex", lambda: _("Sex"), lambda person: sex_letter(person.sex), width=6),
        Column(
            "birth_year",
            lambda: _("Born"),
            lambda person: str(person.birth_year or ""),
            sort_key=lambda person: person.birth_year,
            is_number=True,
            width=8,
        ),
        Column("position", lambda: _("Position"), lambda person: position_word(person.position), width=13),
        Column(
            "phone",
            lambda: _("Phone"),
            lambda person: shown_phone(person.phone),
            width=16,
            found_by=lambda person: (
                f"{person.phone} {shown_phone(person.phone).replace(' ', '')} {person.email}"
            ),
        ),
        Column("id_number", lambda: field_word("id_number"), lambda person: person.id_number, width=20),
        Column("department", lambda: field_word("department"), lambda person: person.department, width=19),
        Column(
            "college",
            lambda: _("College"),
            lambda person: college_names.get(person.college_scope, ""),
            width=12,
        ),
    ]
