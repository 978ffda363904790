"""Why a spreadsheet cannot be read, and what to do about it."""

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class SpreadsheetError(UserError):
    """A file that we cannot take a list from. ``file_name`` has no folder."""

    def __init__(self, file_name: str) -> None:
        super().__init__(file_name)
        self.file_name = file_name


class SpreadsheetNotOpened(SpreadsheetError):
    """The file is gone, or another program holds it."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "The file “{file}” cannot be opened: check that it is still there and close it in other programs."
        ).format(file=self.file_name)


class NotASpreadsheet(SpreadsheetError):
    """A picture, a PDF, a letter, a web page with the ending of a spreadsheet."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "“{file}” is not a spreadsheet: open it in Excel or LibreOffice, save it as .xlsx, .ods or .csv,"
            " and choose that file."
        ).format(file=self.file_name)


class SpreadsheetHasPassword(SpreadsheetError):
    """The content is encrypted."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "“{file}” is protected by a password: open it in Excel or LibreOffice, save it without a password,"
            " and choose that file."
        ).format(file=self.file_name)


class SpreadsheetIsFolder(SpreadsheetError):
    """A folder was dropped."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _("“{file}” is a folder: open it and choose the file that holds the list.").format(
            file=self.file_name
        )


class SpreadsheetIsLockFile(SpreadsheetError):
    """The small file that Excel or LibreOffice puts beside an open one. ``list_name`` is the list's own name."""

    def __init__(self, file_name: str, list_name: str) -> None:
        super().__init__(file_name)
        self.list_name = list_name

    def sentence(self) -> str:
        """Name the file that is meant."""
        return _(
            "“{file}” only marks that “{list}” is open in another program: close it there, and choose “{list}”."
        ).format(file=self.file_name, list=self.list_name)


class SpreadsheetHasHugeCell(SpreadsheetError):
    """A cell of a .csv file has no end: most often a quotation mark is missing."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "“{file}” has a cell with more text than any cell can hold, most often because a quotation mark"
            " is not closed: open it in Excel or LibreOffice, correct it, and save it as .xlsx."
        ).format(file=self.file_name)


class SpreadsheetDamaged(SpreadsheetError):
    """It looks like a spreadsheet and cannot be read."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "“{file}” is damaged: ask for it again, or open it in LibreOffice and save it as .xlsx."
        ).format(file=self.file_name)


class SpreadsheetEmpty(SpreadsheetError):
    """No visible sheet has a filled cell."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _("“{file}” is empty: choose the file that holds the list.").format(file=self.file_name)


class SpreadsheetTooLarge(SpreadsheetError):
    """More bytes or rows than any list of a college has."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "“{file}” is too large: keep only the list in it (at most 50,000 rows), without pictures,"
            " and choose it again."
        ).format(file=self.file_name)


class SpreadsheetHasStrayCell(SpreadsheetError):
    """A filled cell so far from the list that reading what lies between would exhaust the PC."""

    def __init__(self, file_name: str, cell: str) -> None:
        super().__init__(file_name)
        self.cell = cell

    def sentence(self) -> str:
        """Name the cell."""
        return _(
            "“{file}” has a filled cell very far from the list, near {cell}: delete the rows and columns"
            " around the list, save it, and choose it again."
        ).format(file=self.file_name, cell=self.cell)


class SpreadsheetChanged(SpreadsheetError):
    """Somebody saved the file after it was read."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "“{file}” was changed since it was read: choose it again, and save the comments then."
        ).format(file=self.file_name)


class SpreadsheetIsOriginal(SpreadsheetError):
    """The copy would replace the file that it is made of."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _("“{file}” is the file that was read, which stays as it is: choose another name.").format(
            file=self.file_name
        )


class SpreadsheetNotWritten(SpreadsheetError):
    """The folder is full or protected, or another program holds the file."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _("“{file}” cannot be written: close it in other programs, or choose another folder.").format(
            file=self.file_name
        )
