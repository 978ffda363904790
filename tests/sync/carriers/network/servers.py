"""Real servers on this PC: WebDAV, S3 and SFTP by rclone, which comes from the lock."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tvet_desktop.sync.carriers.address import S3, SFTP, WEBDAV

USER = "huye"
SECRET = "an invented secret"
RCLONE = shutil.which("rclone", path=str(Path(sys.executable).parent)) or "rclone"


@dataclass
class Server:
    """One server that keeps its files in ``folder``; it can be killed and started again on the same port."""

    kind: str
    folder: Path
    port: int
    words: list[str] = field(default_factory=list)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        """Its address, for this PC."""
        scheme = "sftp" if self.kind == SFTP else "http"
        return f"{scheme}://127.0.0.1:{self.port}/{'bucket/' if self.kind == S3 else ''}sync"

    @property
    def kept(self) -> Path:
        """Where the files of the place lie on the server's disk."""
        return self.folder / ("bucket/sync" if self.kind == S3 else "sync")

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        self.folder.mkdir(parents=True, exist_ok=True)
        log = self.folder.parent / f"{self.folder.name}.log"
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [
                    RCLONE,
                    "serve",
                    self.kind,
                    str(self.folder),
                    "--addr",
                    f"127.0.0.1:{self.port}",
                    *self.words,
                ],
                stdout=out,
                stderr=out,
            )
        wait_for_port(self.port, self.process)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.process = None


def new_server(kind: str, folder: Path) -> Server:
    """Describe a server of a kind, not started yet."""
    login = ["--user", USER, "--pass", SECRET]
    words = {
        WEBDAV: login,
        S3: ["--auth-key", f"{USER}key,{SECRET}"],
        SFTP: [*login, "--vfs-cache-mode", "off", "--key", str(folder.parent / "host_key")],
    }
    if kind == S3:
        (folder / "bucket").mkdir(parents=True, exist_ok=True)
    if kind == SFTP:
        make_host_key(folder.parent / "host_key")
    return Server(kind, folder, free_port(), words[kind])


@contextmanager
def running(kind: str, folder: Path) -> Iterator[Server]:
    """Run a server as long as a test lasts."""
    server = new_server(kind, folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_port(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until somebody takes connections there."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended at once"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"nobody listens on {port}")


def make_host_key(file: Path) -> None:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        key = Ed25519PrivateKey.generate()
        file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
        file.chmod(0o600)
