"""A copy of somebody's workbook with a comment in each cell that has to be corrected."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tvet_desktop.documents.bad_cells import BadCell
from tvet_desktop.documents.child_process import ChildFailed
from tvet_desktop.documents.note_in_child import note_made_workbook, note_own_workbook
from tvet_desktop.documents.note_texts import Place
from tvet_desktop.documents.spreadsheet_errors import (
    SpreadsheetChanged,
    SpreadsheetDamaged,
    SpreadsheetIsOriginal,
    SpreadsheetNotWritten,
)
from tvet_desktop.documents.spreadsheets import is_package, read_file
from tvet_desktop.documents.workbook import Sheet, Workbook
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.shared.translation import _, ngettext

FIRST_CELL: Place = (1, 1)


@dataclass(frozen=True)
class CommentedCopy:
    """What was written, and how many cells are to be corrected.

    ``is_converted``: it holds the rows of a file that cannot carry comments, not its looks.
    """

    path: Path
    cells: int
    is_converted: bool


def notes_of(bad_cells: Iterable[BadCell], said: Mapping[Place, str] | None = None) -> dict[Place, str]:
    """Return what to say in which cell, in the language of the screen: first of all, in A1, what to do.

    Args:
        bad_cells: cells to correct; one whose list has no such column is left out.
        said: what else to say in a cell, such as that nobody has this name.
    """
    lines: dict[Place, list[str]] = {}
    for cell in bad_cells:
        if cell.column:
            lines.setdefault((cell.row, cell.column), []).append(_sentence(cell.problem.advice()))
    for place, words in (said or {}).items():
        lines.setdefault(place, []).append(words)
    if not lines:
        return {}
    count = len(lines)
    first = ngettext(
        "{count} cell of this sheet is to be corrected: it has a comment that says how. Correct it, save the file,"
        " and import it again: nobody comes twice.",
        "{count} cells of this sheet are to be corrected: each has a comment that says how. Correct them, save the"
        " file, and import it again: nobody comes twice.",
        count,
    ).format(count=count)
    lines[FIRST_CELL] = [first, *lines.get(FIRST_CELL, [])]
    return {place: "\n".join(dict.fromkeys(words)) for place, words in sorted(lines.items())}


def proposed_name(source: Path, *, carries_comments: bool) -> str:
    """Return a name for the copy of a file, never the file's own."""
    ending = source.suffix if carries_comments and source.suffix.lower() in (".xlsx", ".xlsm") else ".xlsx"
    mark = _("to correct")
    stem = source.stem.removesuffix(f" - {mark}")
    proposed = f"{stem} - {mark}{ending}"
    return proposed if proposed != source.name else f"{stem} - {mark} 2{ending}"


def write_commented_copy(
    *,
    workbook: Workbook,
    sheet: Sheet,
    source: Path,
    target: Path,
    notes: Mapping[Place, str],
    steps: Steps = no_steps,
) -> CommentedCopy:
    """Write a copy of ``source`` with comments in one sheet; our earlier comments there go, others stay.

    An .xlsx or .xlsm keeps everything else byte by byte: looks, other sheets, formulas with their results,
    charts, pictures, macros. Any other file becomes an .xlsx of its rows.

    Args:
        workbook: what ``read_workbook`` gave of ``source``.
        sheet: one of its sheets.
        source: the file.
        target: where to write; it is replaced whole, or not at all.
        notes: what ``notes_of`` gave.
        steps: may raise to stop; nothing is written then.

    Raises:
        SpreadsheetIsOriginal: ``target`` is ``source``.
        SpreadsheetChanged: ``source`` is not the file any more that was read.
        SpreadsheetError: it cannot be opened, or ``target`` cannot be written.
    """
    if target.exists() and source.exists() and target.samefile(source):
        raise SpreadsheetIsOriginal(source.name)
    content = read_file(source)
    if hashlib.sha256(content).hexdigest() != workbook.content_hash:
        raise SpreadsheetChanged(source.name)
    is_converted = not is_package(content)
    try:
        if is_converted:
            place = next(n for n, one in enumerate(workbook.sheets) if one.position == sheet.position)
            made = note_made_workbook(workbook.sheets, place, notes, steps)
        else:
            made = note_own_workbook(content, sheet.position, notes, steps)
    except ChildFailed as error:
        raise SpreadsheetDamaged(source.name) from error
    steps(0, 0)
    _write(target, made)
    return CommentedCopy(target, len(notes.keys() - {FIRST_CELL}), is_converted)


def _write(target: Path, content: bytes) -> None:
    """Write beside the target first, so that a full disk leaves no half of a file."""
    fresh = target.with_name(f"{target.name}.part")
    try:
        try:
            fresh.write_bytes(content)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise SpreadsheetNotWritten(target.name) from error


def _sentence(advice: str) -> str:
    return f"{advice[:1].upper()}{advice[1:]}."
