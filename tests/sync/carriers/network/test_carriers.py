"""WebDAV, S3 and SFTP against real servers: what every carrier does, and what each says when it cannot."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.sync.carriers.contract import check_carrier
from tests.sync.carriers.network.bad_line import BadLine
from tests.sync.carriers.network.conftest import carrier_on, place_on
from tests.sync.carriers.network.servers import Server, free_port
from tvet_desktop.sync.carriers.address import S3, SFTP
from tvet_desktop.sync.carriers.carrier import Carrier
from tvet_desktop.sync.carriers.errors import Remedy
from tvet_desktop.sync.carriers.network_errors import (
    NetworkPlaceFails,
    ServerNotAnswering,
    ServerNotFound,
    ServerRefusesLogin,
)
from tvet_desktop.sync.carriers.set_up import open_carrier

NAME = "logs/aa/00000001-0123abcd"
CONTENT = bytes(range(256)) * 120


def kept(server: Server, programme: bytes) -> dict[str, bytes]:
    """What the server holds of a programme under final names."""
    root = server.kept / programme.hex()
    files = [file for file in root.rglob("*") if file.is_file() and file.parent.name != "parts"]
    return {str(file.relative_to(root)): file.read_bytes() for file in files}


def failure(carrier: Carrier) -> NetworkPlaceFails:
    with pytest.raises(NetworkPlaceFails) as found:
        carrier.put(NAME, CONTENT)
    return found.value


def test_each_does_what_every_carrier_must(server: Server, programme: bytes) -> None:
    check_carrier(carrier_on(server, programme))

    assert not [name for name in kept(server, programme) if "part" in name]


def test_a_wrong_password_is_said_for_reading_and_writing(server: Server, programme: bytes) -> None:
    carrier = carrier_on(server, programme, secret="another secret")

    error = failure(carrier)
    with pytest.raises(ServerRefusesLogin):
        carrier.get(NAME, largest=10)

    assert isinstance(error, ServerRefusesLogin)
    assert error.remedy is Remedy.PERSON
    assert "another secret" not in f"{error!r} {error.sentence()} {place_on(server)!r}"


def test_nobody_at_the_address_and_a_name_that_leads_nowhere(server: Server, programme: bytes) -> None:
    away = carrier_on(server, programme, port=free_port())
    assert isinstance(failure(away), ServerNotAnswering)
    with pytest.raises(ServerNotAnswering):
        away.get(NAME, largest=10)
    place = place_on(server)
    address = place.address.replace("127.0.0.1", "no-such-server.invalid").replace("http:", "https:")
    nowhere = open_carrier(type(place)(place.kind, address, "", options=place.options), programme)

    with pytest.raises(ServerNotFound) as found:
        nowhere.get(NAME, largest=10)

    assert found.value.remedy is Remedy.TRY_AGAIN


@pytest.mark.parametrize("after", [0, 900, 20_000])
def test_a_line_that_is_reset_leaves_nothing_under_a_final_name(
    server: Server, programme: bytes, line: BadLine, after: int
) -> None:
    before = 3_000 if server.kind == SFTP else 0
    carrier_on(server, programme).put("a", b"first")
    line.reset_after = before + after
    carrier = carrier_on(server, programme, port=line.port)

    assert failure(carrier).remedy is Remedy.TRY_AGAIN
    assert kept(server, programme) == {"a": b"first"}
    line.reset_after = 10**9
    carrier.put(NAME, CONTENT)
    assert kept(server, programme) == {"a": b"first", NAME: CONTENT}


def test_a_line_that_stands_still_is_given_up_and_leaves_nothing(
    server: Server, programme: bytes, line: BadLine
) -> None:
    carrier_on(server, programme).put("a", b"first")
    line.stall_after = 12_000
    carrier = carrier_on(server, programme, port=line.port)

    assert isinstance(failure(carrier), ServerNotAnswering)
    assert carrier_on(server, programme).get(NAME, largest=10**6) is None
    assert kept(server, programme) == {"a": b"first"}


def test_a_reading_that_is_cut_short_is_never_taken_for_the_whole(
    server: Server, programme: bytes, line: BadLine
) -> None:
    carrier_on(server, programme).put(NAME, CONTENT)
    carrier = carrier_on(server, programme, port=line.port)
    for after in (200, 25_000):
        line.cut_answers_after = after
        with suppress(NetworkPlaceFails):  # HTTP goes on where it was cut, SSH does not
            assert carrier.get(NAME, largest=10**6) == CONTENT
    line.cut_answers_after = 10**9

    assert carrier.get(NAME, largest=10**6) == CONTENT


def test_a_bucket_that_is_not_there_is_said(servers: Callable[[str], Server], programme: bytes) -> None:
    place = place_on(servers(S3))
    address = place.address.replace("bucket", "no-bucket")
    carrier = open_carrier(type(place)(place.kind, address, "", options=place.options), programme)

    assert "no storage of this kind" in failure(carrier).sentence()
