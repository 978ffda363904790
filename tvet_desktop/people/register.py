"""A register as it was read from a spreadsheet, before anything is saved."""

from dataclasses import dataclass, fields
from datetime import date

from tvet_desktop.documents.bad_cells import BadCell
from tvet_desktop.documents.table_headers import Table


@dataclass(frozen=True)
class Details:
    """What a row says about somebody, tidied; None where it says nothing usable."""

    family_name: str = ""
    given_name: str = ""
    sex: str | None = None
    birth_year: int | None = None
    birth_date: date | None = None
    position: str | None = None
    phone: str | None = None
    email: str | None = None
    id_document_type: str | None = None
    id_document_number: str | None = None
    department: str | None = None
    district: str | None = None
    sector: str | None = None
    notes: str | None = None


DETAIL_FIELDS = tuple(detail.name for detail in fields(Details))


@dataclass(frozen=True)
class RegisterRow:
    """One row of the list. ``waits_for`` is the cell without which it cannot become a person."""

    row: int
    details: Details
    waits_for: BadCell | None


@dataclass(frozen=True)
class Register:
    """A list of people as it was read.

    ``doubts`` name cells that were kept and should be checked; ``other_sheets`` name the sheets of the same
    file that look like registers as well, and were not read.
    """

    file_name: str
    content_hash: str
    table: Table
    rows: tuple[RegisterRow, ...]
    bad_cells: tuple[BadCell, ...]
    doubts: tuple[BadCell, ...]
    other_sheets: tuple[str, ...]
    hints: tuple[str, ...]
