"""One bundle over a slow line (2 KB/s, 600 ms, 2 % loss): seconds over the least that its bytes need, rclone beside."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from tests.sync.carriers.network.bad_line import BadLine, bad_line
from tests.sync.carriers.network.servers import RCLONE, SECRET, USER, Server, running
from tvet_desktop.sync.carriers.address import S3, SFTP, WEBDAV
from tvet_desktop.sync.carriers.network_place import Country, prepare_place
from tvet_desktop.sync.carriers.set_up import SetUpCarrier, open_carrier

BYTES = 17_500
RATE = 2_000
LEAST = BYTES / RATE
MOST = {S3: 1.4, WEBDAV: 2.0, SFTP: 2.6}


@pytest.mark.parametrize("kind", [S3, WEBDAV, SFTP])
def test_a_bundle_over_a_slow_line(kind: str, tmp_path: Path) -> None:
    with running(kind, tmp_path / kind / "served") as server:
        open_carrier(place_at(server, server.port), bytes(16)).put("logs/aa/0", b"the folder is there")
        with bad_line(server.port) as line:
            slow(line)
            began = time.monotonic()
            open_carrier(place_at(server, line.port), bytes(16)).put("logs/aa/1", os.urandom(BYTES))
            ours = time.monotonic() - began
        with bad_line(server.port) as line:
            slow(line)
            theirs = rclone_seconds(server, line.port, tmp_path)
    print(
        f"{kind}: {ours:.1f} s, {ours / LEAST:.2f} x the least; rclone {theirs:.1f} s, {theirs / LEAST:.2f} x"
    )
    assert ours <= MOST[kind] * LEAST


def slow(line: BadLine) -> None:
    line.bytes_a_second, line.round_trip, line.loss = RATE, 0.6, 0.02


def place_at(server: Server, port: int) -> SetUpCarrier:
    address = server.address.replace(str(server.port), str(port))
    user = f"{USER}key" if server.kind == S3 else USER
    return prepare_place(server.kind, address, user=user, secret=SECRET, country=Country.RWANDA)


def rclone_seconds(server: Server, port: int, folder: Path) -> float:
    """Let rclone copy a file of the same size to the same server by the same line."""
    file = folder / "bundle"
    file.write_bytes(os.urandom(BYTES))
    hidden = subprocess.run(
        [RCLONE, "obscure", SECRET], check=True, capture_output=True, text=True
    ).stdout.strip()
    url = f"http://127.0.0.1:{port}"
    remotes = {
        S3: f":s3,provider=Other,access_key_id={USER}key,secret_access_key='{SECRET}',endpoint='{url}',no_check_bucket:bucket/sync/peer",
        WEBDAV: f":webdav,url='{url}',user={USER},pass={hidden}:sync/peer",
        SFTP: f":sftp,host=127.0.0.1,port={port},user={USER},pass={hidden},shell_type=none:sync/peer",
    }
    began = time.monotonic()
    words = ["copyto", str(file), remotes[server.kind], "--retries", "1", "--no-check-dest"]
    subprocess.run([RCLONE, *words], check=True, capture_output=True, timeout=180)
    return time.monotonic() - began
