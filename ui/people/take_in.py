"""The work behind the register page: what runs off the window's thread, with progress and Cancel."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.people.import_people import PeopleImported, import_people
from tvet_desktop.people.preview_register import RegisterPreview, preview_register
from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.own_colleges import own_colleges
from ui.background import Progress

Read = tuple[RegisterPreview, list[CollegeRow]]
"""A register as it would be taken in, and the colleges to choose from."""

_STEPS = 3


def reading(database: Database, file: Path) -> Callable[[Progress], Read]:
    """Return the work that reads a file and previews it."""

    def work(progress: Progress) -> Read:
        progress.step(1, _STEPS)
        workbook = read_workbook(file)
        progress.step(2, _STEPS)
        with database.reading() as db:
            return read_preview(db, workbook)

    return work


def taking_in(
    database: Database, preview: RegisterPreview, *, by: int, now: datetime
) -> Callable[[Progress], PeopleImported]:
    """Return the work that takes a register in; Cancel leaves everything as it was."""
    register = preview.register
    assert register is not None, "a register without names cannot be taken in"

    def work(progress: Progress) -> PeopleImported:
        with database.transaction(user_id=by) as db:
            progress.step(1, _STEPS)
            made = import_people(db, register=register, college_scope=preview.college.scope, by=by, now=now)
            progress.step(2, _STEPS)  # the last moment to cancel: after it all is saved
        return made

    return work


def read_preview(
    db: Any,  # noqa: ANN401  the database session
    workbook: Workbook,
    columns: dict[str, int] | None = None,
    sheet: str | None = None,
    college: CollegeRow | None = None,
) -> Read:
    """Preview a workbook as somebody has chosen; see `preview_register`."""
    colleges = own_colleges(db)
    preview = preview_register(
        db, workbook=workbook, colleges=colleges, college=college, columns=columns, sheet=sheet
    )
    return preview, colleges
