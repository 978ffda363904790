"""Servers that are started once, and places on them."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.sync.carriers.network.bad_line import BadLine, bad_line
from tests.sync.carriers.network.servers import SECRET, USER, Server, running
from tvet_desktop.sync.carriers import opendal_carrier
from tvet_desktop.sync.carriers.address import NETWORK_KINDS, S3, WEBDAV
from tvet_desktop.sync.carriers.carrier import Carrier
from tvet_desktop.sync.carriers.network_place import Country, prepare_place
from tvet_desktop.sync.carriers.set_up import SetUpCarrier, open_carrier

LONG = bool(os.environ.get("TVET_LONG"))


def place_on(server: Server, *, secret: str = SECRET, port: int = 0, folder: str = "") -> SetUpCarrier:
    """A place on a server, as somebody types it; ``port`` leads there by another line."""
    address = server.address.replace(str(server.port), str(port or server.port)) + f"/{folder}"
    user = f"{USER}key" if server.kind == S3 else USER
    return prepare_place(server.kind, address, user=user, secret=secret, country=Country.RWANDA)


def carrier_on(
    server: Server, programme: bytes, *, secret: str = SECRET, port: int = 0, folder: str = ""
) -> Carrier:
    """A carrier that waits for long on a good line, and not for long on a ``port`` that a test harms."""
    place = place_on(server, secret=secret, port=port, folder=folder)
    return open_carrier(place, programme, patience=0.5 if port else 10)


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less between tries than a real line needs."""
    monkeypatch.setattr(opendal_carrier, "SECONDS_BETWEEN_TRIES", 0.05)
    monkeypatch.setattr(opendal_carrier, "TRIES_AGAIN", 1)
    monkeypatch.setattr(opendal_carrier, "SLOWEST", 1_000_000)


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    """One server of each kind for all tests that do not harm it."""
    with ExitStack() as stack:
        made: dict[str, Server] = {}

        def of(kind: str) -> Server:
            if kind not in made:
                made[kind] = stack.enter_context(running(kind, tmp_path_factory.mktemp(kind) / "served"))
            return made[kind]

        yield of


@pytest.fixture(params=NETWORK_KINDS)
def server(request: pytest.FixtureRequest, servers: Callable[[str], Server]) -> Server:
    return servers(request.param)


@pytest.fixture
def line(server: Server) -> Iterator[BadLine]:
    with bad_line(server.port) as line:
        yield line


@pytest.fixture
def programme(tmp_path: Path) -> bytes:
    """Another programme for each test, so that servers may be shared."""
    return tmp_path.name.encode().ljust(16, b"-")[-16:]


@pytest.fixture(params=NETWORK_KINDS if LONG else [WEBDAV])
def some_server(request: pytest.FixtureRequest, servers: Callable[[str], Server]) -> Server:
    """Each kind in the full run, one in the ordinary run."""
    return servers(request.param)
