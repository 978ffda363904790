"""Read what was typed into a form, or given to a command, about one person."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from tvet_desktop.documents.bad_cells import CellProblem, Unreadable
from tvet_desktop.documents.workbook import CellValue
from tvet_desktop.people import personal_details
from tvet_desktop.people.names import without_fillers
from tvet_desktop.people.register import Details
from tvet_desktop.people.rules import require_complete
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _

T = TypeVar("T")


class BadField(UserError):
    """A field that cannot be read. ``field`` is its name in the form."""

    def __init__(self, field: str, text: str, problem: CellProblem) -> None:
        super().__init__(field, problem)
        self.field = field
        self.text = text
        self.problem = problem

    def sentence(self) -> str:
        """Say what was typed and what to do."""
        return _("“{text}”: {advice}.").format(text=self.text, advice=self.problem.advice())


def read_half_typed(texts: Mapping[str, str]) -> Details:
    """Return what the fields of a form say so far; what cannot be read, or not yet, counts as not known.

    Args:
        texts: as for ``read_person_form``.
    """
    typed = {field: nfc(text) for field, text in texts.items() if nfc(text)}

    def read(field: str, reader: Callable[[CellValue], T]) -> T | None:
        try:
            return reader(typed[field]) if field in typed else None
        except Unreadable:
            return None

    year, day = read("birth", personal_details.read_birth) or (None, None)
    kind, number = read("id_number", personal_details.read_id_number) or (None, None)
    return Details(
        family_name=without_fillers(typed.get("family_name", "")),
        given_name=without_fillers(typed.get("given_name", "")),
        sex=read("sex", personal_details.read_sex),
        birth_year=year,
        birth_date=day,
        phone=read("phone", personal_details.read_phone),
        email=read("email", personal_details.read_email),
        id_document_type=kind,
        id_document_number=number,
        department=typed.get("department"),
        district=typed.get("district"),
    )


def read_person_form(texts: Mapping[str, str]) -> Details:
    """Return what the fields of a form say.

    Args:
        texts: family_name, given_name, sex, birth (a year or a date), position, phone, email, id_number,
            department, district, sector, notes; absent and blank ones mean nothing is known.

    Raises:
        BadField: one cannot be read.
        PersonIncomplete: name or sex are missing.
    """
    typed = {field: nfc(text) for field, text in texts.items() if nfc(text)}

    def read(field: str, reader: Callable[[CellValue], T]) -> T | None:
        try:
            return reader(typed[field]) if field in typed else None
        except Unreadable as error:
            raise BadField(field, typed[field], error.problem) from error

    year, day = read("birth", personal_details.read_birth) or (None, None)
    kind, number = read("id_number", personal_details.read_id_number) or (None, None)
    details = Details(
        family_name=without_fillers(typed.get("family_name", "")),
        given_name=without_fillers(typed.get("given_name", "")),
        sex=read("sex", personal_details.read_sex),
        birth_year=year,
        birth_date=day,
        position=read("position", personal_details.read_position),
        phone=read("phone", personal_details.read_phone),
        email=read("email", personal_details.read_email),
        id_document_type=kind,
        id_document_number=number,
        department=typed.get("department"),
        district=typed.get("district"),
        sector=typed.get("sector"),
        notes=typed.get("notes"),
    )
    require_complete(details)
    return details
