"""Servers as Debian packs them: Apache with mod_dav, and OpenSSH; ``dev.py test --long`` installs both."""

import base64
import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.sync.carriers.network.servers import SECRET, USER, Server, free_port, make_host_key, wait_for_port
from tvet_desktop.sync.carriers.address import SFTP, WEBDAV

_APACHE = """
ServerName localhost
ServerRoot {folder}
PidFile {folder}/pid
Listen 127.0.0.1:{port}
ErrorLog {folder}/error.log
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authn_core_module {modules}/mod_authn_core.so
LoadModule authn_file_module {modules}/mod_authn_file.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule authz_user_module {modules}/mod_authz_user.so
LoadModule auth_basic_module {modules}/mod_auth_basic.so
LoadModule dav_module {modules}/mod_dav.so
LoadModule dav_fs_module {modules}/mod_dav_fs.so
DavLockDB {folder}/locks
DocumentRoot {folder}/served
<Directory {folder}/served>
    Dav On
    AuthType Basic
    AuthName sync
    AuthUserFile {folder}/users
    Require valid-user
</Directory>
"""
_SSHD = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized
PasswordAuthentication no
UsePAM no
StrictModes no
PidFile {folder}/pid
Subsystem sftp internal-sftp
"""


@contextmanager
def apache() -> Iterator[Server]:
    """Run Apache with WebDAV as the user of this process; root hands it to ``www-data``.

    Its folder is not one of pytest's: these are closed to other users anew whenever somebody starts a test.
    """
    with TemporaryDirectory(prefix="apache") as folder, _apache(Path(folder)) as server:
        yield server


@contextmanager
def _apache(folder: Path) -> Iterator[Server]:
    server = Server(WEBDAV, folder / "served", free_port())
    (folder / "served" / "sync").mkdir(parents=True)
    digest = base64.b64encode(hashlib.sha1(SECRET.encode()).digest()).decode()
    (folder / "users").write_text(f"{USER}:{{SHA}}{digest}\n")
    config = _APACHE.format(folder=folder, port=server.port, modules="/usr/lib/apache2/modules")
    is_root = Path("/root").owner() == "root" and folder.owner() == "root"
    (folder / "apache.conf").write_text(config + ("User www-data\nGroup www-data\n" if is_root else ""))
    if is_root:
        folder.chmod(0o755)
        for place in [folder, *folder.rglob("*")]:
            shutil.chown(place, "www-data")
    command = [_program("apache2"), "-d", str(folder), "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]
    with _running(command, folder, server):
        yield server


@contextmanager
def openssh(folder: Path) -> Iterator[tuple[Server, str, str]]:
    """Run sshd for the user of this process; yield the server, the user's name, and a private key that it takes."""
    server = Server(SFTP, folder / "served", free_port())
    server.folder.mkdir()
    make_host_key(folder / "host_key")
    make_host_key(folder / "own_key")
    public = subprocess.run(
        ["ssh-keygen", "-y", "-f", str(folder / "own_key")], check=True, capture_output=True, text=True
    ).stdout
    (folder / "authorized").write_text(public)
    Path("/run/sshd").mkdir(exist_ok=True)
    (folder / "sshd.conf").write_text(_SSHD.format(folder=folder, port=server.port))
    command = [_program("sshd"), "-D", "-e", "-f", str(folder / "sshd.conf")]
    with _running(command, folder, server):
        yield server, folder.owner(), (folder / "own_key").read_text()


def _program(name: str) -> str:
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin")
    assert found, f"{name} is missing: python3 installer/dev.py test --long installs it"
    return found


@contextmanager
def _running(command: list[str], folder: Path, server: Server) -> Iterator[None]:
    with (folder / "out.log").open("wb") as log:
        server.process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            wait_for_port(server.port, server.process)
            yield
        finally:
            server.process.terminate()
            server.process.wait()
