"""Which details of two people agree, which differ, and what the kept one takes over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tvet_desktop.people.models import Person
from tvet_desktop.people.names import display_name
from tvet_desktop.people.personal_details import Sex
from tvet_desktop.shared.translation import _

MERGE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("family_name", "given_name"),
    "certificate_name": ("certificate_name", "name_confirmed_on", "name_confirmed_by"),
    "sex": ("sex",),
    "birth": ("birth_year", "birth_date"),
    "position": ("position",),
    "phone": ("phone",),
    "email": ("email",),
    "id_number": ("id_document_type", "id_document_number"),
    "department": ("department",),
    "place": ("district", "sector"),
    "notes": ("notes",),
}
"""What is chosen together, in the order of the form, with its columns."""

_EMPTY = frozenset({None, ""})
Value = str | int | date | None


class MergeDoubt(StrEnum):
    """What speaks against two people being one: said, never refused."""

    OTHER_SEX = "OTHER_SEX"
    OTHER_BIRTH = "OTHER_BIRTH"
    OTHER_ID = "OTHER_ID"

    def sentence(self) -> str:
        """Say it."""
        return {
            MergeDoubt.OTHER_SEX: _("The sex differs."),
            MergeDoubt.OTHER_BIRTH: _("The year or day of birth differs."),
            MergeDoubt.OTHER_ID: _("The ID number differs."),
        }[self]


@dataclass(frozen=True)
class TakenOver:
    """A column of the kept person that the other one filled or replaced."""

    column: str
    before: Value
    since: Value


def is_filled(field: str, kept: Person, other: Person) -> bool:
    """Tell whether the other one knows more of a field and contradicts nothing: it is taken over unasked.

    A name never is: both have one.
    """
    if field == "name":
        return False
    mine, theirs = _values(field, kept), _values(field, other)
    return mine != theirs and all(
        one == two or one in _EMPTY or (column == "sex" and _is_gap(one, kept))
        for column, one, two in zip(MERGE_FIELDS[field], mine, theirs, strict=True)
    )


def differs(field: str, first: Person, second: Person) -> bool:
    """Tell whether both know something of a field and one of it must be chosen."""
    if set(_values(field, first)) <= _EMPTY or set(_values(field, second)) <= _EMPTY:
        return False
    return (
        _said(field, first) != _said(field, second)
        and not is_filled(field, first, second)
        and not is_filled(field, second, first)
    )


def taken_over(kept: Person, other: Person, take: Collection[str]) -> list[TakenOver]:
    """Return what the kept person takes over: gaps that the other one fills, and the fields in ``take``."""
    changes = [
        TakenOver(column, getattr(kept, column), getattr(other, column))
        for field, columns in MERGE_FIELDS.items()
        if is_filled(field, kept, other) or (field in take and differs(field, kept, other))
        for column in columns
        if getattr(kept, column) != getattr(other, column)
    ]
    if kept.walk_in_on is not None and other.walk_in_on is None:
        changes.append(TakenOver("walk_in_on", kept.walk_in_on, None))
    return changes


def doubts_about(first: Person, second: Person) -> tuple[MergeDoubt, ...]:
    """Return what speaks against two people being one."""
    found = {
        MergeDoubt.OTHER_SEX: {first.sex, second.sex} == {Sex.FEMALE.value, Sex.MALE.value},
        MergeDoubt.OTHER_BIRTH: _contradict(first.birth_year, second.birth_year)
        or _contradict(first.birth_date, second.birth_date),
        MergeDoubt.OTHER_ID: first.id_document_type == second.id_document_type
        and _contradict(first.id_document_number, second.id_document_number),
    }
    return tuple(doubt for doubt, is_so in found.items() if is_so)


def better_kept(first: Person, second: Person) -> int:
    """Return whose row is proposed to stay: no walk-in, the confirmed name, what is fuller, what is older."""

    def worth(person: Person) -> tuple[bool, bool, int, int, int]:
        known = sum(not set(_values(field, person)) <= _EMPTY for field in MERGE_FIELDS)
        confirmed = person.name_confirmed_on is not None
        return person.walk_in_on is None, confirmed, known, -person.changed_at, -person.id

    return max(first, second, key=worth).id


def _values(field: str, person: Person) -> tuple[Value, ...]:
    return tuple(getattr(person, column) for column in MERGE_FIELDS[field])


def _said(field: str, person: Person) -> tuple[Value, ...]:
    """Return what a reader can tell apart: not who confirmed a name and when, nor capitals of a family name."""
    if field == "name":
        return (display_name(person.family_name, person.given_name),)
    return (person.certificate_name,) if field == "certificate_name" else _values(field, person)


def _is_gap(sex: Value, person: Person) -> bool:
    """Nobody asked a walk-in."""
    return sex == Sex.NOT_SAID.value and person.walk_in_on is not None


def _contradict(one: Value, other: Value) -> bool:
    return one not in _EMPTY and other not in _EMPTY and one != other
