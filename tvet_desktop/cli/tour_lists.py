"""The lists of a folder that a tour goes through."""

from pathlib import Path

from tvet_desktop.cli.lists import CollegeUnknown, college_of
from tvet_desktop.documents.recognise import ListKind, recognise
from tvet_desktop.documents.spreadsheet_errors import SpreadsheetError
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

ENDINGS = {".xlsx", ".xls", ".ods", ".csv"}
_LOCK_FILES = ("~$", ".~lock.")  # what office programs leave beside a file that is open


class NothingToTour(UserError):
    """The folder holds no list that we know."""

    def sentence(self) -> str:
        """Say what is needed."""
        return _(
            "This folder holds no register, marked sheet or list of ideas: put at least one register (.xlsx, .ods or"
            " .csv) into it."
        )


def lists_in(folder: Path, told: list[str]) -> dict[ListKind, list[Workbook]]:
    """Return the lists of a folder by kind; other spreadsheets are left alone, unreadable ones are told.

    Raises:
        NothingToTour: there is none.
    """
    files = sorted(file for file in folder.glob("*") if file.suffix.lower() in ENDINGS)
    lists: dict[ListKind, list[Workbook]] = {kind: [] for kind in ListKind}
    for file in files:
        if file.name.startswith(_LOCK_FILES):
            continue
        try:
            workbook = read_workbook(file)
        except SpreadsheetError as error:
            told.append(_("Left out: {why}").format(why=error.sentence()))
            continue
        kind = recognise(workbook)
        if kind is not None:
            lists[kind].append(workbook)
    if not any(lists.values()):
        raise NothingToTour
    return lists


def home_of(lists: dict[ListKind, list[Workbook]]) -> str:
    """Return the code of the college that the first list names: it founds the programme.

    Raises:
        CollegeUnknown: no list names one.
    """
    everything = [workbook for kind in ListKind for workbook in lists[kind]]
    for workbook in everything:
        code = college_of(workbook)
        if code is not None:
            return code
    raise CollegeUnknown(everything[0].file_name)
