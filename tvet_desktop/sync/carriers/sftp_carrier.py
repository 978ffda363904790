"""A folder on a server with SSH as carrier, by paramiko.

The server's key is remembered when the place is set up; another one later is refused before the password is sent.
"""

import io
import stat
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from tvet_desktop.sync.carriers.address import Address
from tvet_desktop.sync.carriers.network_errors import (
    NetworkPlaceFails,
    ServerCannotWrite,
    ServerKeyChanged,
)
from tvet_desktop.sync.carriers.opendal_carrier import PATIENCE
from tvet_desktop.sync.carriers.ssh_connection import (
    Connection,
    connect,
    judged,
    lost_the_line,
    raised_by_paramiko,
)

if TYPE_CHECKING:  # loading it takes 250 ms, which only those wait for who have such a place
    import paramiko

T = TypeVar("T")


@dataclass(frozen=True)
class SshLogin:
    """Who signs in, by password or by private key (its text, and its password in ``password``)."""

    user: str
    password: str
    private_key: str = ""
    host_key: str = ""
    """The server's key as it was remembered: "ssh-ed25519 AAAA…"; "" takes any, once, to set the place up."""


class SftpCarrier:
    """Files are written under a temporary name, measured, and renamed. The connection is opened when first needed.

    ``part`` is the temporary name, one for each PC: what a broken connection leaves there is overwritten next time.
    """

    takes_all_files = False

    def __init__(
        self, address: Address, programme: bytes, login: SshLogin, *, part: str, patience: float = PATIENCE
    ) -> None:
        self._address = address
        self._login = login
        self._patience = patience
        self._root = PurePosixPath("/", address.folder, programme.hex())
        self._part = self._root / "parts" / part
        self._open: Connection | None = None

    @property
    def host_key(self) -> str:
        """The key that the server showed; it is asked for if nobody asked yet.

        Raises:
            NetworkPlaceFails: it does not answer.
        """
        return self._acting(lambda _sftp: self._connection().host_key)

    def get(self, name: str, *, largest: int) -> bytes | None:
        """Return a file; None if it is not there or too large."""
        path = str(self._root / name)

        def act(sftp: "paramiko.SFTPClient") -> bytes | None:
            length = _size(sftp, path)
            if length is None or length > largest:
                return None
            with sftp.open(path, "rb") as file:
                file.prefetch(length)
                content: bytes = file.read(length)
            return content

        return self._acting(act)

    def put(self, name: str, content: bytes) -> None:
        """Write a file under its temporary name, see that all of it is there, and rename it."""
        path = self._root / name

        def act(sftp: "paramiko.SFTPClient") -> None:
            try:
                sftp.putfo(io.BytesIO(content), str(self._part), confirm=True)
            except FileNotFoundError:
                _make_folder(sftp, self._part.parent)
                sftp.putfo(io.BytesIO(content), str(self._part), confirm=True)
            try:
                sftp.posix_rename(str(self._part), str(path))
            except OSError:
                _make_folder(sftp, path.parent)
                sftp.posix_rename(str(self._part), str(path))

        self._acting(act, writes=True)

    def size(self, name: str) -> int | None:
        """Return the length of a file, or None."""
        return self._acting(lambda sftp: _size(sftp, str(self._root / name)))

    def _acting(self, act: "Callable[[paramiko.SFTPClient], T]", *, writes: bool = False) -> T:
        """Do something; a connection that broke since the last time is opened anew, once."""
        for has_another in (True, False):
            was_open = self._open is not None
            try:
                return act(self._connection().sftp)
            except NetworkPlaceFails:
                self._close()
                raise
            except raised_by_paramiko() as error:
                broke = lost_the_line(error)
                if broke:
                    self._close()
                if broke and was_open and has_another:
                    continue
                if writes and not broke and isinstance(error, OSError):
                    raise self._cannot_write(error) from None
                raise judged(error, self._address.server) from None
        raise AssertionError  # the loop ends above

    def _cannot_write(self, error: OSError) -> NetworkPlaceFails:
        return (
            judged(error, self._address.server)
            if isinstance(error, PermissionError)
            else ServerCannotWrite(self._address.server)
        )

    def _connection(self) -> Connection:
        if self._open is None:
            login = self._login
            self._open = connect(self._address, login, patience=self._patience)
            weakref.finalize(self, self._open.close)
            if login.host_key and self._open.host_key != login.host_key:  # ``connect`` has seen to it
                raise ServerKeyChanged(self._address.server)
        return self._open

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
        self._open = None


def _size(sftp: Any, path: str) -> int | None:  # noqa: ANN401  paramiko has no types
    """Return the length of a file; None if it is not there, or no file."""
    try:
        found = sftp.stat(path)
    except FileNotFoundError:
        return None
    except (PermissionError, TimeoutError, ConnectionError):
        raise
    except OSError as error:  # "Failure": below a file, most likely
        if error.errno is None:
            return None
        raise
    return int(found.st_size or 0) if stat.S_ISREG(found.st_mode or 0) else None


def _make_folder(sftp: Any, folder: PurePosixPath) -> None:  # noqa: ANN401  same
    """Make a folder and those above it; those that are there are passed over."""
    missing = []
    for place in (folder, *folder.parents):
        try:
            sftp.stat(str(place))
            break
        except FileNotFoundError:
            missing.append(place)
    for place in reversed(missing):
        try:
            sftp.mkdir(str(place))
        except OSError:  # another PC was faster
            sftp.stat(str(place))
