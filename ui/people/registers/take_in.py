"""The work behind the register page: what runs off the window's thread, with progress and Cancel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tvet_desktop.documents.recognise import ListKind
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.people.registers.import_people import PeopleImported, import_people
from tvet_desktop.people.registers.preview_register import RegisterPreview, preview_register
from tvet_desktop.people.registers.undo_import import ImportUndone, undo_import
from tvet_desktop.programme.chosen_columns import remember_columns
from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.own_colleges import own_colleges
from ui.background import Progress


@dataclass(frozen=True)
class Read:
    """A register as it would be taken in, and the colleges to choose from."""

    preview: RegisterPreview
    colleges: list[CollegeRow]


def reading(database: Database, file: Path) -> Callable[[Progress], Read]:
    """Return the work that reads a file and previews it; it tells the rows that are read."""

    def work(progress: Progress) -> Read:
        workbook = read_workbook(file, progress.step)
        with database.reading() as db:
            return read_preview(db, workbook, steps=progress.step)

    return work


def taking_in(
    database: Database, preview: RegisterPreview, *, by: int, now: datetime
) -> Callable[[Progress], PeopleImported]:
    """Return the work that takes a register in, row by row; Cancel leaves everything as it was."""
    register = preview.register
    assert register is not None, "a register without names cannot be taken in"

    def work(progress: Progress) -> PeopleImported:
        scope = preview.college.scope
        with database.transaction(user_id=by) as db:
            made = import_people(
                db, register=register, college_scope=scope, by=by, now=now, steps=progress.step
            )
            remember_columns(db, college_scope=scope, kind=ListKind.REGISTER, chosen=preview.chosen)
        return made

    return work


def taking_out(
    database: Database, import_id: int, *, by: int, now: datetime
) -> Callable[[Progress], ImportUndone]:
    """Return the work that takes an import out again, person by person; Cancel leaves everything as it was."""

    def work(progress: Progress) -> ImportUndone:
        with database.transaction(user_id=by) as db:
            return undo_import(db, import_id=import_id, now=now, by=by, steps=progress.step)

    return work


def read_preview(
    db: Any,  # noqa: ANN401  the database session
    workbook: Workbook,
    *,
    columns: dict[str, int] | None = None,
    sheet: str | None = None,
    college: CollegeRow | None = None,
    steps: Steps = no_steps,
) -> Read:
    """Preview a workbook as somebody has chosen; see `preview_register`."""
    colleges: Sequence[CollegeRow] = own_colleges(db)
    preview = preview_register(
        db, workbook=workbook, colleges=colleges, college=college, columns=columns, sheet=sheet, steps=steps
    )
    return Read(preview, list(colleges))
