"""Reading a list of ideas for its preview, off the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tvet_desktop.documents.recognise import find_ideas_table
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.table_headers import Heading
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.ideas.read_ideas_list import IdeasList, NoTitleColumn, read_ideas
from tvet_desktop.people.recognise_college import recognise_college
from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.sync.own_colleges import own_colleges


@dataclass(frozen=True)
class ListRead:
    """A workbook as a list of ideas. ``ideas`` is None while no column is known to hold the titles."""

    workbook: Workbook
    headings: Sequence[Heading]
    columns: dict[str, int]
    ideas: IdeasList | None
    problem: str
    colleges: Sequence[CollegeRow]
    college_id: int | None
    """The college that the list names; None where it names none that this PC may write for."""


def read_file(db: Any, file: Path) -> ListRead:  # noqa: ANN401  the core's session
    """Read a file. Raises the ``SpreadsheetError`` that says why it cannot be read."""
    return read_again(db, read_workbook(file), None)


def read_again(db: Any, workbook: Workbook, columns: dict[str, int] | None) -> ListRead:  # noqa: ANN401  same
    """Read a workbook with the columns that somebody chose, or with those that its headings tell."""
    colleges = own_colleges(db)
    try:
        ideas = read_ideas(workbook, columns)
    except NoTitleColumn as error:
        table = find_ideas_table(workbook)
        chosen = table.columns if columns is None else columns
        return ListRead(workbook, table.headings, chosen, None, error.sentence(), colleges, None)
    named = recognise_college(colleges, ideas.hints)
    return ListRead(
        workbook=workbook,
        headings=ideas.table.headings,
        columns=ideas.table.columns,
        ideas=ideas,
        problem="",
        colleges=colleges,
        college_id=None if named is None else named.id,
    )
