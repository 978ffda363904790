"""What screens, commands and other features ask about people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select, true
from sqlalchemy.orm import Session

from tvet_desktop.documents.bad_cells import BadCell, CellProblem
from tvet_desktop.people.loading import load_person
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person, RegisterImport, WaitingRow
from tvet_desktop.people.names import certificate_name_of, name_or_erased
from tvet_desktop.people.personal_details import masked_id_number
from tvet_desktop.people.records import details_of, id_range
from tvet_desktop.people.register import Details
from tvet_desktop.people.search import SearchIndex, folded
from tvet_desktop.shared.known import known
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import scope_of

_Columns = Row[*tuple[Any, ...]]
"""A row of the columns that a ``PersonRow`` shows, under the same names."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists show them; what is not known is empty or None."""

    id: int
    family_name: str
    given_name: str
    sex: str
    birth_year: int | None
    position: str
    phone: str
    email: str
    department: str
    certificate_name: str
    """What the person confirmed, empty until then."""
    id_number: str
    """Masked: lists are seen over the shoulder."""
    also_named: str = ""
    """The names of entries that were merged with this one: whoever looks for them finds this one."""

    @property
    def name(self) -> str:
        """The name for lists."""
        return name_or_erased(self.family_name, self.given_name)

    @property
    def college_scope(self) -> int:
        """The number in the ids of the college's rows."""
        return scope_of(self.id)


@dataclass(frozen=True)
class PeoplePage:
    """A part of the people found, in the order of names, and how many were found in all."""

    rows: tuple[PersonRow, ...]
    total: int


@dataclass(frozen=True)
class PersonFile:
    """Everything that is known of a person."""

    id: int
    college_scope: int
    name: str
    details: Details
    printed_name: str
    """The confirmed name, else the name of the lists."""
    name_confirmed_on: date | None
    name_confirmed_by: int | None
    import_id: int | None
    import_row: int | None


@dataclass(frozen=True)
class WaitingRowRow:
    """A row that waits; ``cell`` says why."""

    id: int
    import_id: int
    file_label: str
    row: int
    cell: BadCell
    details: Details


@dataclass(frozen=True)
class ImportRow:
    """An import as lists show it."""

    id: int
    file_label: str
    sheet: str
    imported_on: date
    imported_by: int | None
    people: int
    waiting: int
    already_here: int
    bad_cells: int
    undone_on: date | None


def of_college(
    model: type[Person | WaitingRow | RegisterImport], college_scope: int | None
) -> ColumnElement[bool]:
    """Return the condition that rows belong to a college; to any if it is None."""
    if college_scope is None:
        return true()
    first, beyond = id_range(college_scope)
    return and_(model.id >= first, model.id < beyond)


def list_people(
    db: Session,
    *,
    college_scope: int | None = None,
    text: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> PeoplePage:
    """Return the people whose name, phone, e-mail or department has every word of ``text``, by name.

    Accents, case, r and l, and the order of words do not matter. People who were merged are shown once.
    A screen that searches at each key press keeps a ``people_index`` until the data changes.
    """
    return people_index(db, college_scope=college_scope).find(text, limit=limit, offset=offset)


class PeopleIndex:
    """All people of a list, by name, ready to be searched without the database (3 ms among 5,000)."""

    def __init__(self, rows: Iterable[_Columns], also_named: Mapping[int, str] | None = None) -> None:
        entries = sorted(map(_entry, rows))  # the id differs, so that the rows themselves are not compared
        self._also = also_named or {}
        self._index = SearchIndex(
            (f"{entry[3]} {folded(self._also[entry[2]])}" if entry[2] in self._also else entry[3], entry[4])
            for entry in entries
        )

    def find(self, text: str, *, limit: int | None = None, offset: int = 0) -> PeoplePage:
        """Return a part of those who have every word of ``text``."""
        found = self._index.find(text)
        page = found[offset : None if limit is None else offset + limit]
        return PeoplePage(tuple(person_row(row, self._also.get(row.id, "")) for row in page), len(found))


def people_index(
    db: Session, *, college_scope: int | None = None, sex: str | None = None, position: str | None = None
) -> PeopleIndex:
    """Return the people of a college, of one sex or position if these are given."""
    query = select(
        Person.id,
        Person.family_name,
        Person.given_name,
        Person.sex,
        Person.birth_year,
        Person.position,
        Person.phone,
        Person.email,
        Person.department,
        Person.certificate_name,
        Person.id_document_number,
    ).where(
        not_deleted(Person),
        of_college(Person, college_scope),
        or_(Person.family_name != "", Person.given_name != ""),
    )
    if sex is not None:
        query = query.where(Person.sex == sex)
    if position is not None:
        query = query.where(Person.position == position)
    rows, merged = db.execute(query).all(), merged_ids(db)
    if not merged:
        return PeopleIndex(rows)
    return PeopleIndex((row for row in rows if row.id not in merged), _other_names(db, merged))


def _other_names(db: Session, merged: Mapping[int, int]) -> dict[int, str]:
    """Return the names of the entries behind each person that counts, those that differ from its own."""
    people = people_by_id(db, {*merged, *merged.values()})
    names: dict[int, dict[str, None]] = {}
    for person_id in sorted(merged, key=lambda one: people[one].name):
        counting = people[merged[person_id]]
        if people[person_id].name != counting.name:
            names.setdefault(counting.id, {})[people[person_id].name] = None
    return {counting: ", ".join(found) for counting, found in names.items()}


def _entry(row: _Columns) -> tuple[str, str, int, str, _Columns]:
    """Return what a row is sorted by (as ``sorting_key`` does), what it is found by, and the row."""
    person_id, family_name, given_name, _sex, _year, _position, phone, email, department, *_rest = row
    family, given = folded(family_name), folded(given_name)
    texts = (family, given, folded(phone or ""), folded(email or ""), folded(department or ""))
    return family or given, given, person_id, " ".join(texts), row


def people_by_id(db: Session, person_ids: Iterable[int]) -> dict[int, PersonRow]:
    """Return people of any college, also removed and merged ones, by id."""
    wanted = list(person_ids)
    found: dict[int, PersonRow] = {}
    for start in range(0, len(wanted), 500):
        chunk = wanted[start : start + 500]
        found |= {
            person.id: person_row(person) for person in db.scalars(select(Person).where(Person.id.in_(chunk)))
        }
    return found


def people_who_count(db: Session, person_ids: Iterable[int]) -> dict[int, PersonRow]:
    """Return people by id as ``people_by_id`` does; for an id that was merged, the person that counts."""
    wanted, merged = set(person_ids), merged_ids(db)
    rows = people_by_id(db, {merged.get(one, one) for one in wanted})
    found = {one: rows.get(merged.get(one, one)) for one in wanted}
    return {one: row for one, row in found.items() if row is not None}


def person_row(person: Person | _Columns, also_named: str = "") -> PersonRow:
    """Return a person as lists show them, from the object or from a row of its columns."""
    return PersonRow(
        person.id,
        person.family_name,
        person.given_name,
        person.sex,
        person.birth_year,
        person.position or "",
        person.phone or "",
        person.email or "",
        person.department or "",
        person.certificate_name or "",
        masked_id_number(person.id_document_number),
        also_named,
    )


def person_file(db: Session, person_id: int) -> PersonFile:
    """Return everything that is known of a person.

    Raises:
        NotFound: the person is not here.
    """
    person = load_person(db, person_id)
    return PersonFile(
        person.id,
        scope_of(person.id),
        name_or_erased(person.family_name, person.given_name),
        details_of(person),
        certificate_name_of(person.certificate_name, person.family_name, person.given_name),
        person.name_confirmed_on,
        person.name_confirmed_by,
        person.import_id,
        person.import_row,
    )


def list_waiting_rows(db: Session, *, college_scope: int | None = None) -> list[WaitingRowRow]:
    """Return the rows that wait for a name or a sex, as their files have them."""
    query = (
        select(WaitingRow, RegisterImport.file_label)
        .join(RegisterImport, WaitingRow.import_id == RegisterImport.id)
        .where(not_deleted(WaitingRow), WaitingRow.person_id.is_(None), of_college(WaitingRow, college_scope))
        .order_by(WaitingRow.import_id, WaitingRow.import_row)
    )
    return [
        WaitingRowRow(
            row.id,
            row.import_id,
            file_label,
            row.import_row or 0,
            BadCell(
                row.import_row or 0,
                0,
                row.column_header,
                "",
                row.cell_text or "",
                known(CellProblem, row.problem, CellProblem.NO_NAME),
            ),
            details_of(row),
        )
        for row, file_label in db.execute(query)
    ]


def list_imports(db: Session, *, college_scope: int | None = None) -> list[ImportRow]:
    """Return the imports of a college, the newest first."""
    query = (
        select(RegisterImport)
        .where(not_deleted(RegisterImport), of_college(RegisterImport, college_scope))
        .order_by(RegisterImport.imported_on.desc(), RegisterImport.id.desc())
    )
    return [
        ImportRow(
            made.id,
            made.file_label,
            made.sheet,
            made.imported_on,
            made.imported_by,
            made.people,
            made.waiting,
            made.already_here,
            made.bad_cells,
            made.undone_on,
        )
        for made in db.scalars(query)
    ]
