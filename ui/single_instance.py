"""One running app per data folder: a second start raises the first window and ends."""

import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE_MS = 3000  # how long the first app may take to listen
_CALL = b"raise"


def name_for(folder: Path) -> str:
    """Name the data folder without telling where it lies: the same folder of the same person, the same name."""
    seed = f"{folder.resolve()}\n{Path.home()}"
    # two checksums are enough to tell one person's few folders apart; hashlib would cost 4 ms of the first paint
    return f"tvet-{zlib.crc32(seed.encode()):08x}{zlib.adler32(seed.encode()):08x}"


class SingleInstance(QObject):
    """Holds the claim on a data folder for as long as it lives.

    The claim is a lock file in the system's temporary folder, so that a copied data folder carries none; a
    claim whose process has died does not count. `called` is said when a second start asks for the window.
    """

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name_for(folder)
        self._lock = QLockFile(str(Path(tempfile.gettempdir()) / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Return whether we are the first; False when another app has the folder open."""
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Answer later starts from now on. Called after the first paint, which it would delay."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  behind the first paint

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        server.newConnection.connect(self._on_connection)
        server.listen(self._name)
        self._server = server

    def call_first(self) -> bool:
        """Ask the app that has the folder to show its window; return whether it was reached."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415  a first start never needs it

        socket = QLocalSocket()
        waited = 0
        while waited < _PATIENCE_MS:
            socket.connectToServer(self._name)
            if socket.waitForConnected(100):
                socket.write(_CALL)
                socket.waitForBytesWritten(1000)
                socket.disconnectFromServer()
                return True
            QThread.msleep(100)
            waited += 100
        return False

    def release(self) -> None:
        """Give the folder free."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _on_connection(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        self.called.emit()
