"""Addresses of places on the network: what is typed, taken apart, and whether it leaves the country."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from tvet_desktop.sync.carriers.network_errors import AddressUnprotected, AddressUnusable

WEBDAV = "webdav"
S3 = "s3"
SFTP = "sftp"
NETWORK_KINDS = (WEBDAV, S3, SFTP)

EXAMPLES = {
    WEBDAV: "https://cloud.example.org/remote.php/dav/files/huye/sync",
    S3: "https://storage.example.org/bucket/folder",
    SFTP: "sftp://files.example.org/home/huye/sync",
}
_SCHEMES = {WEBDAV: ("https", "http"), S3: ("https", "http"), SFTP: ("sftp",)}
_SSH_PORT = 22

_FOREIGN = (
    "amazonaws.com",
    "azure.com",
    "windows.net",
    "googleapis.com",
    "digitaloceanspaces.com",
    "cloudflarestorage.com",
    "backblazeb2.com",
    "wasabisys.com",
    "dropbox.com",
    "your-storagebox.de",
    "scw.cloud",
    "ovh.net",
    "linodeobjects.com",
)
"""Sellers of storage, none of whose computers stand in Rwanda."""


@dataclass(frozen=True)
class Address:
    """An address taken apart. ``folder`` has no slash at its ends and is unquoted; ``bucket`` is "" but for S3."""

    kind: str
    scheme: str
    host: str
    port: int | None
    folder: str
    bucket: str = ""
    user: str = ""
    password: str = ""

    @property
    def server(self) -> str:
        """What people and proxies call the server: its name, with the port where one is given."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" if self.port else host

    @property
    def text(self) -> str:
        """The whole address without user and password, always written the same way."""
        path = "/".join(part for part in (self.bucket, self.folder) if part)
        return f"{self.scheme}://{self.server}/{quote(path)}".rstrip("/")

    @property
    def endpoint(self) -> str:
        """The address of the server without a folder."""
        return f"{self.scheme}://{self.server}"


def read_address(kind: str, typed: str) -> Address:
    """Take apart what somebody typed or pasted; ``kind`` is one of ``NETWORK_KINDS``.

    Raises:
        AddressUnusable: it is none of that kind.
        AddressUnprotected: it would send a password readable over a network that others share.
    """
    wrong = AddressUnusable(EXAMPLES[kind])
    text = typed.strip()
    if "://" not in text:
        text = f"{_SCHEMES[kind][0]}://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise wrong from error
    path = [unquote(part) for part in parts.path.split("/") if part]
    strange = any(part in {".", ".."} or "/" in part or not part.isprintable() for part in path)
    if parts.scheme not in _SCHEMES[kind] or not parts.hostname or parts.query or parts.fragment or strange:
        raise wrong
    if any(blank in parts.hostname for blank in (" ", "%", "\\")) or (kind == S3 and not path):
        raise wrong
    bucket = path.pop(0) if kind == S3 else ""
    address = Address(
        kind=kind,
        scheme=parts.scheme,
        host=parts.hostname,
        port=port or (_SSH_PORT if kind == SFTP else None),
        folder="/".join(path),
        bucket=bucket,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
    if kind == WEBDAV and parts.scheme == "http" and not is_near(address.host):
        raise AddressUnprotected
    return address


def is_near(host: str) -> bool:
    """Tell whether a server stands in the own house: on this PC or in a private network."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".lan", ".home.arpa"))
    return found.is_private or found.is_loopback


def is_surely_abroad(host: str) -> bool:
    """Tell whether a server belongs to a seller of storage who has none in Rwanda, whatever somebody thinks."""
    return any(host == seller or host.endswith(f".{seller}") for seller in _FOREIGN)
