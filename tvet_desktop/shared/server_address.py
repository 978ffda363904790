"""The address of a database on a PostgreSQL server, as ``--data`` takes it instead of a folder.

Imported before the first paint: nothing here may bring a library along as long as the data lies in a folder.
"""

from pathlib import Path

from tvet_desktop.shared.paths import default_data_dir

SCHEMES = ("postgresql:", "postgres:")


def data_place(text: str) -> Path | str:
    """Return what ``--data`` names: a folder, or the address of a server as it is (a path would lose its "//")."""
    return text if text.startswith(SCHEMES) else Path(text)


def server_folder(address: str) -> Path:
    """Return the folder of this PC for what must lie outside the database: its list of keys, its window's size.

    Each database has its own, whoever signs in to the server.
    """
    import hashlib  # noqa: PLC0415  see above
    from urllib.parse import urlsplit  # noqa: PLC0415  same

    parts = urlsplit(address)
    where = f"{parts.hostname or 'local'}-{parts.path.strip('/') or 'tvet'}"
    plain = "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in where)
    server = parts.netloc.rpartition("@")[2]
    mark = hashlib.sha256(f"{server}{parts.path}?{parts.query}".encode()).hexdigest()[:8]
    return default_data_dir() / "servers" / f"{plain[:40]}-{mark}"
