"""Setting up places on the network: addresses, trying, invitations, and what is never shown."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import msgspec
import pytest

from tests.sync.carriers.conftest import run_sync
from tests.sync.carriers.network.conftest import place_on
from tests.sync.carriers.network.servers import SECRET, Server, make_host_key, new_server
from tests.sync.conftest import JoinPc, Pc
from tvet_desktop.sync.carriers.address import S3, SFTP, WEBDAV, read_address
from tvet_desktop.sync.carriers.errors import CarrierForgets, CarrierUnreachable, Remedy
from tvet_desktop.sync.carriers.network_errors import (
    AddressUnprotected,
    AddressUnusable,
    ClockTooWrong,
    NetworkPlaceFails,
    NoStorageThere,
    PrivateKeyUnusable,
    ServerBusy,
    ServerForbids,
    ServerFull,
    ServerKeyChanged,
    ServerNotTrusted,
)
from tvet_desktop.sync.carriers.network_place import (
    Country,
    check_place,
    is_outside_rwanda,
    key_fingerprint,
    places_received,
    prepare_place,
)
from tvet_desktop.sync.carriers.opendal_errors import judged
from tvet_desktop.sync.carriers.plan_sync import plan_sync
from tvet_desktop.sync.carriers.set_up import (
    HOST_KEY,
    SetUpCarrier,
    list_carriers,
    open_carrier,
    set_up_place,
    switch_automatic,
)
from tvet_desktop.sync.this_pc import load_this_pc


class SignInPage(BaseHTTPRequestHandler):
    """What a hotel's network answers to everything until somebody signs in."""

    def do_GET(self) -> None:
        page = b"<html>Welcome! Please sign in.</html>" * 200
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):
            return self.do_GET
        raise AttributeError(name)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def sign_in_page() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), SignInPage) as server:
        Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


def test_a_place_is_tried_with_a_small_file(server: Server, programme: bytes) -> None:
    checked = check_place(place_on(server), programme, patience=9)

    assert 0 < checked.seconds < 5
    assert key_fingerprint(checked.place).startswith("SHA256:") == (server.kind == SFTP)
    assert SECRET not in repr(checked)


def test_another_key_of_an_ssh_server_is_refused_before_the_password_is_sent(
    servers: Callable[[str], Server], programme: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = check_place(place_on(servers(SFTP)), programme, patience=9).place
    other = new_server(SFTP, tmp_path_factory.mktemp("other") / "served")
    make_host_key(other.folder.parent / "host_key")
    other.start()
    try:
        moved = msgspec.structs.replace(place, address=other.address)
        with pytest.raises(ServerKeyChanged) as changed:
            open_carrier(moved, programme, patience=9).get("a", largest=1)
    finally:
        other.kill()

    assert changed.value.remedy is Remedy.PERSON
    assert open_carrier(place, programme, patience=9).get("a", largest=1) is None
    assert place.options[HOST_KEY].startswith("ssh-ed25519 ")


def test_a_network_that_wants_a_sign_in_is_no_place(sign_in_page: int, founder: Pc, programme: bytes) -> None:
    for kind in (WEBDAV, S3):
        address = f"http://127.0.0.1:{sign_in_page}/{'bucket' if kind == S3 else 'sync'}"
        place = prepare_place(kind, address, user="huye", secret="secret", country=Country.RWANDA)
        with pytest.raises((CarrierForgets, NetworkPlaceFails)):
            check_place(place, programme, patience=9)
    founder.add_person("gasana")
    stopped = run_sync(founder, open_carrier(place, programme, patience=9)).stopped

    assert isinstance(stopped, CarrierUnreachable)


def test_two_pcs_meet_on_a_server_that_the_invitation_names(
    some_server: Server, founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    with founder.app.database.transaction() as db:
        programme = load_this_pc(db).programme
        place = set_up_place(
            db, place=check_place(place_on(some_server, folder=tmp_path.name), programme, patience=9).place
        )
        private = prepare_place(
            S3, "https://own.example.org/b", user="u", secret="s", country=Country.RWANDA, invited=False
        )
        set_up_place(db, place=private)
        switch_automatic(db, carrier=place, automatic=True)
    second = join_pc("second")
    here, there = founder.add_person("gasana"), second.add_person("uwase")
    with second.app.database.reading() as db:
        (received,) = list_carriers(db)
    assert received.options["secret"] == SECRET
    assert received.options["part"] != place.options["part"]
    assert not received.automatic

    for pc, known in ((founder, place), (second, received), (founder, place)):
        assert run_sync(pc, open_carrier(known, programme, patience=9)).stopped is None

    assert founder.get(there).display_name == "uwase"
    assert second.get(here).display_name == "gasana"
    assert founder.dump() == second.dump()
    plan = plan_sync(founder.app.database, open_carrier(place, programme), founder.app.files)
    assert plan.is_empty


def test_an_invitation_gives_no_places_that_this_pc_cannot_use() -> None:
    good = prepare_place(WEBDAV, "https://a.example.org/x", user="u", secret="s", country=Country.RWANDA)
    strange = [
        SetUpCarrier("carrier-pigeon", "coop", ""),
        SetUpCarrier("folder", "/etc", ""),
        SetUpCarrier(WEBDAV, "file:///etc/passwd", ""),
        SetUpCarrier(WEBDAV, "https://a.example.org/y", "", options={"secret": "x" * 100_000}),
    ]

    assert [place.address for place in places_received([*strange, good])] == ["https://a.example.org/x"]


@pytest.mark.parametrize(
    ("kind", "typed", "text"),
    [
        (WEBDAV, "cloud.example.org/dav/files/huye/", "https://cloud.example.org/dav/files/huye"),
        (WEBDAV, " https://cloud.example.org/a%20b ", "https://cloud.example.org/a%20b"),
        (WEBDAV, "http://192.168.1.4:8080/x", "http://192.168.1.4:8080/x"),
        (S3, "https://s3.example.org/bucket/in/it", "https://s3.example.org/bucket/in/it"),
        (SFTP, "sftp://huye:word@files.example.org/home", "sftp://files.example.org:22/home"),
        (SFTP, "files.example.org:2222/home", "sftp://files.example.org:2222/home"),
    ],
)
def test_addresses_are_tidied(kind: str, typed: str, text: str) -> None:
    assert read_address(kind, typed).text == text
    assert read_address(kind, text).text == text


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (WEBDAV, "ftp://example.org/x"),
        (WEBDAV, "https://"),
        (WEBDAV, "https://example.org/../x"),
        (WEBDAV, "https://example.org/x?share=1"),
        (WEBDAV, "https://example.org:port/x"),
        (S3, "https://storage.example.org"),
        (SFTP, "https://example.org/x"),
        (SFTP, "sftp://[::1/x"),
    ],
)
def test_what_is_no_address_says_what_one_looks_like(kind: str, typed: str) -> None:
    with pytest.raises(AddressUnusable):
        read_address(kind, typed)


def test_a_password_is_not_sent_readable() -> None:
    with pytest.raises(AddressUnprotected):
        read_address(WEBDAV, "http://cloud.example.org/x")


def test_sellers_of_storage_are_abroad_whatever_is_said() -> None:
    def place(address: str, country: Country = Country.RWANDA) -> SetUpCarrier:
        return prepare_place(S3, address, user="u", secret="s", country=country)

    assert is_outside_rwanda(place("https://s3.eu-west-1.amazonaws.com/b"))
    assert is_outside_rwanda(place("https://s.example.org/b", Country.UNKNOWN))
    assert not is_outside_rwanda(place("https://s.example.org/b"))


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(PrivateKeyUnusable):
        prepare_place(
            SFTP, "sftp://a/b", user="u", secret="", country=Country.RWANDA, private_key="ssh-rsa AAAA"
        )


@pytest.mark.parametrize(
    ("text", "kind", "remedy"),
    [
        ("Unexpected (persistent) => x, status: 507", ServerFull, Remedy.PERSON),
        ("Unexpected (temporary) => x, status: 423", ServerBusy, Remedy.WAIT),
        ("Unexpected (temporary) => x, status: 503", ServerBusy, Remedy.WAIT),
        ("PermissionDenied (persistent) at stat, status: 403", ServerForbids, Remedy.PERSON),
        ('PermissionDenied (x) => code: "RequestTimeTooSkewed", status: 403', ClockTooWrong, Remedy.PERSON),
        ("Unexpected (x) => invalid peer certificate: UnknownIssuer", ServerNotTrusted, Remedy.PERSON),
        ("Unexpected (x) status: 405", NoStorageThere, Remedy.PERSON),
        ("something new", NetworkPlaceFails, Remedy.TRY_AGAIN),
    ],
)
def test_each_failure_has_its_words(text: str, kind: type[NetworkPlaceFails], remedy: Remedy) -> None:
    error = judged(OSError(text), "cloud.example.org")

    assert (type(error), error.remedy) == (kind, remedy)
    assert "cloud.example.org" in error.sentence()
