"""Telling a register from a marked sheet and from a list of ideas, by the headings alone."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from tvet_desktop.documents.header_words import header_words
from tvet_desktop.documents.session_headings import read_session_heading
from tvet_desktop.documents.table_headers import Table, find_table
from tvet_desktop.documents.workbook import Workbook

NOTHING: Mapping[str, str] = MappingProxyType({})
"""Nobody has chosen anything."""
NAME_FIELDS = frozenset({"full_name", "family_name", "given_name"})


class ListKind(StrEnum):
    """What a spreadsheet holds."""

    REGISTER = "REGISTER"
    MARKS = "MARKS"
    IDEAS = "IDEAS"


def find_register_table(workbook: Workbook, chosen: Mapping[str, str] = NOTHING) -> Table:
    """Return the list of people that a workbook most likely holds."""
    return find_table(workbook, header_words("register").with_choices(chosen))


def find_marks_table(
    workbook: Workbook, chosen: Mapping[str, str] = NOTHING, around: date | None = None
) -> Table:
    """Return the marked sheet that a workbook most likely holds; ``around`` is a day of its course."""
    return find_table(
        workbook, header_words("marks").with_choices(chosen), lambda text: is_session(text, around)
    )


def find_ideas_table(workbook: Workbook, chosen: Mapping[str, str] = NOTHING) -> Table:
    """Return the list of ideas that a workbook most likely holds."""
    return find_table(workbook, header_words("ideas").with_choices(chosen))


def is_session(text: str, around: date | None = None) -> bool:
    """Tell whether a heading names a session: a day, and nothing that a register says of a person."""
    return read_session_heading(text, around) is not None and not header_words("register").fields_of(text)


def recognise(workbook: Workbook) -> ListKind | None:
    """Return what a workbook holds, None if its headings fit no list that we take in."""
    marks = find_marks_table(workbook)
    if NAME_FIELDS & marks.columns.keys() and any(is_session(heading.label) for heading in marks.headings):
        return ListKind.MARKS
    ideas = find_ideas_table(workbook).columns.keys()
    if "title" in ideas and header_words("ideas").telling & ideas:
        return ListKind.IDEAS
    people = find_register_table(workbook).columns.keys()
    if NAME_FIELDS & people and header_words("register").telling & people:
        return ListKind.REGISTER
    return None
