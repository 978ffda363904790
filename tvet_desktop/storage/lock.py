"""Lets one process at a time change the small files of a data folder.

Several commands, or a command and the window, may run at once. The operating system frees the lock when its
process ends, however it ends.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tvet_desktop.storage.engine import DatabaseBusy
from tvet_desktop.storage.files import folder_errors

LOCK_FILE = ".lock"
_PATIENCE_SECONDS = 30.0
_PAUSE_SECONDS = 0.05

if sys.platform == "win32":
    import msvcrt

    def _try(stream: BinaryIO) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of ``folder``, which exists; wait while another process holds it. Not to be nested.

    Raises:
        DatabaseBusy: another process holds it for longer than half a minute.
        FolderUnusable: the folder cannot be written.
    """
    with folder_errors(folder):
        stream = (folder / LOCK_FILE).open("ab")
    with stream:
        last = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                _try(stream)
                break
            except OSError as error:
                if time.monotonic() > last:
                    raise DatabaseBusy from error
                time.sleep(_PAUSE_SECONDS)
        yield
