"""A connection to a server with SSH: its key is looked at before anybody signs in."""

import io
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from tvet_desktop.sync.carriers.address import Address
from tvet_desktop.sync.carriers.network_errors import (
    NetworkPlaceFails,
    NoStorageThere,
    PrivateKeyUnusable,
    ServerForbids,
    ServerKeyChanged,
    ServerNotAnswering,
    ServerNotFound,
    ServerRefusesLogin,
)

if TYPE_CHECKING:  # loading it takes 250 ms, which only those wait for who have such a place
    import paramiko

_ALIVE_SECONDS = 30


class Login(Protocol):
    """What a connection needs to know of who signs in."""

    @property
    def user(self) -> str:
        """The account on the server."""
        ...

    @property
    def password(self) -> str:
        """Its password, or that of the private key."""
        ...

    @property
    def private_key(self) -> str:
        """The text of a private key; "" signs in by password."""
        ...

    @property
    def host_key(self) -> str:
        """The server's key as it was remembered; "" takes any."""
        ...


@dataclass
class Connection:
    """An open connection, and the key that the server showed."""

    transport: "paramiko.Transport"
    sftp: "paramiko.SFTPClient"
    host_key: str

    def close(self) -> None:
        """End it; called as often as one likes."""
        self.transport.close()


def connect(address: Address, login: Login, *, patience: float) -> Connection:
    """Connect, compare the server's key, and only then sign in.

    Raises:
        ServerKeyChanged: it shows another key than the remembered one; nothing was sent.
        NetworkPlaceFails: it does not serve.
        PrivateKeyUnusable: the private key cannot be read.
    """
    import paramiko  # noqa: PLC0415  see above

    key = read_private_key(login.private_key, login.password) if login.private_key else None
    transport = None
    try:
        line = socket.create_connection((address.host, address.port or 22), timeout=patience)
        transport = paramiko.Transport(line)
        transport.banner_timeout = transport.handshake_timeout = transport.auth_timeout = patience
        host_key = _greet(transport, login.host_key, address.server, patience)
        if key is not None:
            transport.auth_publickey(login.user, key)
        else:
            transport.auth_password(login.user, login.password)
        transport.set_keepalive(_ALIVE_SECONDS)
        sftp = paramiko.SFTPClient.from_transport(transport)
        sftp.get_channel().settimeout(patience)
        return Connection(transport, sftp, host_key)
    except NetworkPlaceFails:
        _end(transport)
        raise
    except raised_by_paramiko() as error:
        _end(transport)
        raise judged(error, address.server) from None


def _end(transport: "paramiko.Transport | None") -> None:
    if transport is not None:
        transport.close()


def _greet(transport: "paramiko.Transport", remembered: str, server: str, patience: float) -> str:
    """Agree on how to talk, and return the server's key, which is the remembered one if there is one."""
    import paramiko  # noqa: PLC0415  see above

    if remembered:
        _ask_for_key(transport, remembered.split(maxsplit=1)[0])
    try:
        transport.start_client(timeout=patience)
    except paramiko.ssh_exception.IncompatiblePeer:
        if remembered:  # it has no key of that kind any more
            raise ServerKeyChanged(server) from None
        raise
    shown = transport.get_remote_server_key()
    host_key = f"{shown.get_name()} {shown.get_base64()}"
    if remembered and host_key != remembered:
        raise ServerKeyChanged(server)
    return host_key


def raised_by_paramiko() -> tuple[type[Exception], ...]:
    """Return what paramiko raises when a server does not serve."""
    import paramiko  # noqa: PLC0415  see above

    return (paramiko.SSHException, OSError, EOFError)


def judged(error: Exception, server: str) -> NetworkPlaceFails:
    """Return which of our errors it is."""
    import paramiko  # noqa: PLC0415  see above

    kinds: tuple[tuple[type[Exception] | tuple[type[Exception], ...], type[NetworkPlaceFails]], ...] = (
        (paramiko.AuthenticationException, ServerRefusesLogin),
        (socket.gaierror, ServerNotFound),
        ((socket.timeout, ConnectionRefusedError), ServerNotAnswering),
        (PermissionError, ServerForbids),
        ((ConnectionError, EOFError), NetworkPlaceFails),
        (paramiko.SSHException, NetworkPlaceFails),
    )
    text = str(error)
    if "Error reading SSH protocol banner" in text:
        return NoStorageThere(server)
    if isinstance(error, OSError) and "nreachable" in text:
        return ServerNotAnswering(server)
    return next((ours for theirs, ours in kinds if isinstance(error, theirs)), NetworkPlaceFails)(server)


def lost_the_line(error: Exception) -> bool:
    """Tell whether the connection itself is of no use any more."""
    import paramiko  # noqa: PLC0415  see above

    lost = (EOFError, ConnectionError, socket.timeout, paramiko.SSHException)
    return isinstance(error, lost) or str(error) == "Socket is closed"


def read_private_key(text: str, password: str) -> Any:  # noqa: ANN401  paramiko has no types
    """Return a private key of any kind that SSH knows.

    Raises:
        PrivateKeyUnusable: it is none, or its password is another one.
    """
    import paramiko  # noqa: PLC0415  see above

    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        try:
            return kind.from_private_key(io.StringIO(text), password=password or None)
        except (paramiko.SSHException, ValueError, TypeError, IndexError, AssertionError):
            continue
    raise PrivateKeyUnusable


def _ask_for_key(transport: "paramiko.Transport", kind: str) -> None:
    """Ask the server for the key of the remembered kind only: it may have several."""
    options = transport.get_security_options()
    wanted = ("rsa-sha2-512", "rsa-sha2-256") if kind == "ssh-rsa" else (kind,)
    known = [name for name in options.key_types if name in wanted]
    if known:
        options.key_types = known
