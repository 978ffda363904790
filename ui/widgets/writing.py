"""Writing into a folder that a person chose: sticks are pulled, disks are full."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class FolderUnwritable(UserError):
    """Nothing can be written there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder

    def sentence(self) -> str:
        """Say what to try."""
        return _(
            "Nothing can be written to {folder}: check that the stick is in and has room, or choose another folder."
        ).format(folder=self.folder)


@contextmanager
def written(folder: Path) -> Iterator[None]:
    """Turn the system's refusal to write into a sentence.

    Raises:
        FolderUnwritable: the folder cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise FolderUnwritable(folder) from error
