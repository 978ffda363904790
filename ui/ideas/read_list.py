"""The work behind the import of ideas: what runs off the window's thread, with progress and Cancel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tvet_desktop.documents.header_words import choices_of
from tvet_desktop.documents.named_college import college_hints
from tvet_desktop.documents.recognise import ListKind, find_ideas_table
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.table_headers import Heading, Table
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.ideas.import_ideas import IdeasImported, ideas_already_here, import_ideas
from tvet_desktop.ideas.read_ideas_list import IdeasList, NoTitleColumn, read_ideas
from tvet_desktop.people.registers.recognise_college import recognise_college
from tvet_desktop.programme.chosen_columns import chosen_columns, remember_columns
from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.shared.text import fold_name
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.own_colleges import own_colleges
from ui.background import Progress


@dataclass(frozen=True)
class ListRead:
    """A workbook as a list of ideas. ``ideas`` is None while no column is known to hold the titles."""

    workbook: Workbook
    table: Table
    columns: dict[str, int]
    ideas: IdeasList | None
    problem: str
    colleges: Sequence[CollegeRow]
    college_id: int | None
    """The college that the list names; None where it names none that this PC may write for."""
    chosen: Mapping[str, str]
    """What the user has chosen otherwise than the headings tell, to be remembered for the college."""
    remembered: tuple[Heading, ...]
    """The headings that are read as somebody has chosen earlier."""
    already_here: Mapping[int, int]
    """How many of the ideas each college has already, by the id of the college."""


def reading(database: Database, file: Path) -> Callable[[Progress], ListRead]:
    """Return the work that reads a file. It raises the ``SpreadsheetError`` that says why it cannot be read."""

    def work(progress: Progress) -> ListRead:
        workbook = read_workbook(file, progress.step)
        with database.reading() as db:
            return read_again(db, workbook, None)

    return work


def read_again(
    db: Any,  # noqa: ANN401  the core's session
    workbook: Workbook,
    columns: dict[str, int] | None,
    college: CollegeRow | None = None,
) -> ListRead:
    """Read a workbook with the columns that somebody chose, or with those that its headings tell."""
    colleges = own_colleges(db)
    table = find_ideas_table(workbook)
    named = recognise_college(colleges, college_hints(workbook, table))
    own = college or named or (colleges[0] if len(colleges) == 1 else None)
    remembered = {} if own is None else chosen_columns(db, college_scope=own.scope, kind=ListKind.IDEAS)
    table = find_ideas_table(workbook, remembered)
    labels = {heading.column: heading.label for heading in table.headings}
    ideas, problem = None, ""
    try:
        ideas = read_ideas(workbook, columns, remembered)
    except NoTitleColumn as error:
        problem = error.sentence()
    return ListRead(
        workbook=workbook,
        table=table,
        columns=table.columns if columns is None else columns,
        ideas=ideas,
        problem=problem,
        colleges=colleges,
        college_id=None if named is None else named.id,
        chosen={} if columns is None else choices_of(labels, table.columns, columns),
        remembered=tuple(heading for heading in table.headings if fold_name(heading.label) in remembered),
        already_here={}
        if ideas is None
        else {row.id: ideas_already_here(db, ideas_list=ideas, college_id=row.id) for row in colleges},
    )


def taking_in(
    database: Database, read: ListRead, college: CollegeRow, *, by: int, now: datetime
) -> Callable[[Progress], IdeasImported]:
    """Return the work that takes a list in, idea by idea; Cancel leaves everything as it was."""
    ideas = read.ideas
    assert ideas is not None, "a list without titles cannot be taken in"

    def work(progress: Progress) -> IdeasImported:
        with database.transaction(user_id=by) as db:
            made = import_ideas(
                db, ideas_list=ideas, college_scope=college.scope, by=by, now=now, steps=progress.step
            )
            remember_columns(db, college_scope=college.scope, kind=ListKind.IDEAS, chosen=read.chosen)
        return made

    return work
