"""The servers that a college would have: Apache's mod_dav and OpenSSH. Full runs only."""

from pathlib import Path

import msgspec
import pytest

from tests.sync.carriers.contract import check_carrier
from tests.sync.carriers.network.bad_line import bad_line
from tests.sync.carriers.network.conftest import carrier_on, place_on
from tests.sync.carriers.network.debian_servers import apache, openssh
from tests.sync.carriers.network.test_carriers import CONTENT, NAME, kept
from tvet_desktop.sync.carriers.address import SFTP
from tvet_desktop.sync.carriers.network_errors import NetworkPlaceFails, ServerRefusesLogin
from tvet_desktop.sync.carriers.network_place import Country, check_place, prepare_place
from tvet_desktop.sync.carriers.set_up import open_carrier

pytestmark = pytest.mark.long
CUTS = (900, 3_000, 12_000, 30_000)


def test_apache_serves_and_keeps_nothing_broken(programme: bytes) -> None:
    with apache() as server:
        check_place(place_on(server), programme)
        check_carrier(carrier_on(server, programme))
        with pytest.raises(ServerRefusesLogin):
            carrier_on(server, programme, secret="another").put(NAME, CONTENT)
        name = "logs/bb/00000001-0123abcd"
        for harm in ("reset_after", "stall_after"):
            for after in CUTS:
                with bad_line(server.port) as line, pytest.raises(NetworkPlaceFails):
                    setattr(line, harm, after)
                    carrier_on(server, programme, port=line.port).put(name, CONTENT)
                assert name not in kept(server, programme)
        carrier_on(server, programme).put(name, CONTENT)

        assert kept(server, programme)[name] == CONTENT


def test_openssh_serves_by_key_and_keeps_nothing_broken(tmp_path: Path, programme: bytes) -> None:
    with openssh(tmp_path) as (server, user, key):
        address = f"sftp://127.0.0.1:{server.port}{server.folder}/sync"
        place = prepare_place(SFTP, address, user=user, secret="", country=Country.RWANDA, private_key=key)
        place = check_place(place, programme).place
        check_carrier(open_carrier(place, programme))
        other = msgspec.structs.replace(place, options={**place.options, "user": "nobody-here"})
        with pytest.raises(ServerRefusesLogin):
            open_carrier(other, programme).put(NAME, CONTENT)
        name = "logs/bb/00000001-0123abcd"
        for harm in ("reset_after", "stall_after"):
            for after in CUTS:
                with bad_line(server.port) as line, pytest.raises(NetworkPlaceFails):
                    setattr(line, harm, after)
                    there = place.address.replace(str(server.port), str(line.port))
                    harmed = msgspec.structs.replace(place, address=there)
                    open_carrier(harmed, programme, patience=0.5).put(name, CONTENT)
                assert name not in kept(server, programme)
        open_carrier(place, programme).put(name, CONTENT)

        assert kept(server, programme)[name] == CONTENT
