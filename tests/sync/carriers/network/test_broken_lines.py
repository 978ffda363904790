"""Whole acts over lines that break and servers that die: nothing is lost, and in the end all is equal."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from tests.sync.carriers.conftest import run_sync
from tests.sync.carriers.network.bad_line import BadLine, bad_line
from tests.sync.carriers.network.conftest import LONG, carrier_on
from tests.sync.carriers.network.servers import Server, new_server
from tests.sync.carriers.network.test_carriers import CONTENT, NAME, kept
from tests.sync.conftest import JoinPc, Pc
from tvet_desktop.sync.carriers.address import NETWORK_KINDS
from tvet_desktop.sync.carriers.network_errors import NetworkPlaceFails
from tvet_desktop.sync.this_pc import load_this_pc


@pytest.fixture(params=NETWORK_KINDS)
def mortal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server that a test may kill."""
    server = new_server(request.param, tmp_path / request.param / "served")
    server.start()
    yield server
    server.kill()


def test_a_server_killed_in_the_middle_leaves_nothing_that_is_believed(
    mortal: Server, programme: bytes
) -> None:
    carrier_on(mortal, programme).put("a", b"first")
    for after in (4_000, 16_000, 29_000) if LONG else (16_000,):
        with bad_line(mortal.port) as line:
            line.on_sent = lambda count, after=after: mortal.kill() if count > after else None
            with pytest.raises(NetworkPlaceFails):
                carrier_on(mortal, programme, port=line.port).put(NAME, CONTENT)
        mortal.start()
        assert kept(mortal, programme) == {"a": b"first"}
        assert carrier_on(mortal, programme).get(NAME, largest=10**6) is None

    carrier_on(mortal, programme).put(NAME, CONTENT)
    assert carrier_on(mortal, programme).get(NAME, largest=10**6) == CONTENT


@pytest.mark.parametrize("seed", range(4 if LONG else 1))
def test_random_breaks_lose_nothing(
    some_server: Server, founder: Pc, join_pc: JoinPc, seed: int, tmp_path: Path
) -> None:
    chance = Random(seed)
    second = join_pc("second")
    with founder.app.database.reading() as db:
        programme = load_this_pc(db).programme
    for step in range(12 if LONG else 3):
        pc = chance.choice((founder, second))
        pc.add_person(f"gasana {step}")
        with bad_line(some_server.port) as line:
            break_somehow(line, chance)
            run_sync(pc, carrier_on(some_server, programme, port=line.port, folder=tmp_path.name))
    for pc in (founder, second, founder):
        assert run_sync(pc, carrier_on(some_server, programme, folder=tmp_path.name)).stopped is None

    assert founder.dump() == second.dump()


def break_somehow(line: BadLine, chance: Random) -> None:
    breaks: list[Callable[[], None]] = [
        lambda: setattr(line, "reset_after", chance.randrange(9_000)),
        lambda: setattr(line, "stall_after", chance.randrange(9_000)),
        lambda: setattr(line, "cut_answers_after", chance.randrange(9_000)),
    ]
    chance.choice(breaks)()


def test_a_line_that_breaks_says_so_in_the_act(some_server: Server, founder: Pc, tmp_path: Path) -> None:
    founder.add_person("gasana")
    with founder.app.database.reading() as db:
        programme = load_this_pc(db).programme
    with bad_line(some_server.port) as line:
        line.reset_after = 100
        carrier = carrier_on(some_server, programme, port=line.port, folder=tmp_path.name)
        assert isinstance(run_sync(founder, carrier).stopped, NetworkPlaceFails)
