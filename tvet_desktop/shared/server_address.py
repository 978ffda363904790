"""The address of a database on a PostgreSQL server, as ``--data`` takes it instead of a folder.

Imported before the first paint: nothing here may bring a library along.
"""

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from tvet_desktop.shared.paths import default_data_dir

SCHEMES = ("postgresql:", "postgres:")


def is_server(data: str | Path) -> bool:
    """Tell whether ``--data`` names a server: postgresql://USER@HOST/DATABASE."""
    return isinstance(data, str) and data.startswith(SCHEMES)


def data_place(text: str) -> Path | str:
    """Return what ``--data`` names: a folder, or the address of a server as it is (a path would lose its "//")."""
    return text if is_server(text) else Path(text)


def speakable(address: str) -> str:
    """Return an address without its password, as it may be shown and written to a log."""
    parts = urlsplit(address)
    user = f"{parts.username}@" if parts.username else ""
    where = parts.hostname or ""
    port = f":{parts.port}" if parts.port else ""
    return f"postgresql://{user}{where}{port}{parts.path}"


def server_folder(address: str) -> Path:
    """Return the folder of this PC for what must lie outside the database: its list of keys, its window's size.

    Each database has its own, whoever signs in to the server.
    """
    parts = urlsplit(address)
    where = f"{parts.hostname or 'local'}-{parts.path.strip('/') or 'tvet'}"
    plain = "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in where)
    whole = f"{parts.hostname}:{parts.port}{parts.path}?{parts.query}"
    mark = hashlib.sha256(whole.encode()).hexdigest()[:8]
    return default_data_dir() / "servers" / f"{plain[:40]}-{mark}"
