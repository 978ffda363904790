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


class SpreadsheetHasMacros(SpreadsheetError):
    """A program is hidden in it. We would not run it, but such files should not be passed on."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _(
            "“{file}” contains macros, which may carry a virus: save it as a plain .xlsx or .ods file,"
            " and choose that file."
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
