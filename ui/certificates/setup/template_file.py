"""The text of a template that somebody chose as a file."""

from pathlib import Path

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

_MOST_BYTES_OF_A_LETTER = 4


class TemplateFileUnreadable(UserError):
    """It cannot be opened, or is no text."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.file = file

    def sentence(self) -> str:
        """Name it."""
        return _(
            "{file} cannot be read as a template: choose a text file that ends with .toml, saved as UTF-8."
        ).format(file=self.file.name)


def read_template_file(file: Path, longest: int) -> str:
    """Return the text of a file, no more of it than one letter above ``longest``.

    Raises:
        TemplateFileUnreadable: it is gone, no file, or no UTF-8.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(longest * _MOST_BYTES_OF_A_LETTER + 1)
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateFileUnreadable(file) from error
