"""A folder as carrier: a USB stick, a share, a synchronised cloud folder."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tvet_desktop.storage.files import FolderUnusable, write_durably
from tvet_desktop.sync.carriers.errors import (
    CarrierBroken,
    CarrierBusy,
    CarrierForeign,
    CarrierFull,
    CarrierGone,
    CarrierObstructed,
    CarrierReadOnly,
    CarrierUnreachable,
)

_KINDS: dict[int, type[CarrierUnreachable]] = {
    errno.ENOSPC: CarrierFull,
    getattr(errno, "EDQUOT", errno.ENOSPC): CarrierFull,
    errno.EFBIG: CarrierFull,
    errno.EROFS: CarrierReadOnly,
    errno.EACCES: CarrierReadOnly,
    errno.EPERM: CarrierReadOnly,
    errno.EBUSY: CarrierBusy,
    errno.EAGAIN: CarrierBusy,
    errno.ENOENT: CarrierGone,
    errno.ENODEV: CarrierGone,
    errno.ENXIO: CarrierGone,
    errno.ENOTCONN: CarrierGone,
    errno.EHOSTDOWN: CarrierGone,
    getattr(errno, "ESTALE", errno.ENODEV): CarrierGone,
}
_IN_THE_WAY = {errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY}


class FolderCarrier:
    """What belongs to one programme in a folder that may hold anything else as well.

    Files are reached by their exact names: hidden ones are found, and what others put beside them
    (``Thumbs.db``, links and programs of a virus with the names of folders) is never looked at.
    """

    takes_all_files = True

    def __init__(self, folder: Path, programme: bytes) -> None:
        self._folder = folder
        self._root = folder / programme.hex()

    def get(self, name: str, *, largest: int) -> bytes | None:
        """Return a file; None if it is not there or too large. A folder of its name is no file."""
        file = self._root / name
        with self._errors(file):
            self._require_folder()
            try:
                if not file.is_file() or file.stat().st_size > largest:
                    return None
                return file.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None

    def put(self, name: str, content: bytes) -> None:
        """Write a file under a temporary name, to the disk, and rename it."""
        file = self._root / name
        with self._errors(file):
            self._require_folder()
            try:
                write_durably(file, content)
            except FolderUnusable as error:
                raise error.__cause__ or error from error
            written = file.stat().st_size
        if written != len(content):
            raise CarrierBroken

    def size(self, name: str) -> int | None:
        """Return the length of a file, or None."""
        file = self._root / name
        with self._errors(file):
            self._require_folder()
            try:
                return file.stat().st_size if file.is_file() else None
            except (FileNotFoundError, NotADirectoryError):
                return None

    def begin(self) -> None:
        """Make the programme's own folder, once, when the place is set up.

        Raises:
            CarrierUnreachable: it cannot be made.
        """
        with self._errors(self._root):
            if not self._folder.is_dir():
                raise CarrierObstructed(str(self._folder)) if self._folder.exists() else CarrierGone()
            self._root.mkdir(exist_ok=True)

    def _require_folder(self) -> None:
        """Never make the folder anew: where a stick was, an empty place of its name may stand."""
        if self._root.is_dir():
            return
        if self._root.exists():
            raise CarrierObstructed(str(self._root))
        raise CarrierForeign() if self._folder.is_dir() else CarrierGone()

    @contextmanager
    def _errors(self, file: Path) -> Iterator[None]:
        try:
            yield
        except CarrierUnreachable:
            raise
        except OSError as error:
            raise self._judged(error, file) from error

    def _judged(self, error: OSError, file: Path) -> CarrierUnreachable:
        if error.errno in _IN_THE_WAY or (file.is_dir() and error.errno in (errno.EACCES, errno.EPERM)):
            return CarrierObstructed(str(self._obstacle(file)))
        if not self._is_there():
            return CarrierGone()
        return _KINDS.get(error.errno or 0, CarrierBroken)()

    def _is_there(self) -> bool:
        try:
            return self._root.is_dir() or (self._folder.is_dir() and os.access(self._folder, os.R_OK))
        except OSError:
            return False

    def _obstacle(self, file: Path) -> Path:
        """Return what stands in the way of ``file``."""
        above = [parent for parent in reversed(file.parents) if parent.exists() and not parent.is_dir()]
        return above[0] if above else file
