"""The Python environment `./.venv`: made from the locks, checked by hash, never made twice.

A stamp inside `.venv` names the Python version and the digest of each lock that was installed to the end.
It is removed before anything named in it changes, so an interrupted set-up has no stamp and is done again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from installer import compile_catalogues, system_packages
from installer.errors import SetUpError

if TYPE_CHECKING:
    from installer.system_packages import Need

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "installer" / "locks"
RUN = ("run.txt",)
TEST = ("run.txt", "test.txt")
BENCHMARK = (*TEST, "peers.txt")
VERSIONS = ((3, 13), (3, 12), (3, 11))


def set_up(locks: tuple[str, ...], needs: list[Need]) -> Path:
    """Make `.venv` hold what `locks` name and the system what `needs` name; return the Python of `.venv`."""
    folder = ROOT / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = describe(locks)
    found = read_stamp(folder / "finished") if python.exists() else {}
    finished = all(found.get(name) == value for name, value in wanted.items())
    system_packages.ensure(needs if finished else needs + system_packages.for_venv())
    if not finished:
        make_environment(folder, python, wanted, found)
    compile_catalogues.compile_stale(ROOT / "resources" / "locale")
    return python


def describe(locks: tuple[str, ...]) -> dict[str, str]:
    """Return what a finished environment's stamp must say: the Python version and each lock's digest."""
    digests = {name: hashlib.sha256((LOCKS / name).read_bytes()).hexdigest() for name in locks}
    return {"python": "{}.{}".format(*sys.version_info), **digests}


def read_stamp(stamp: Path) -> dict[str, str]:
    """Return what the stamp says; nothing when there is none, or none that can be read."""
    try:
        lines = stamp.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: value for name, _, value in (line.partition(" ") for line in lines)}


def make_environment(folder: Path, python: Path, wanted: dict[str, str], found: dict[str, str]) -> None:
    """Install what is missing; start from an empty folder when the one there is unfinished or outdated."""
    stamp = folder / "finished"
    if not found or any(found.get(name, value) != value for name, value in wanted.items()):
        found = {}
        stamp.unlink(missing_ok=True)
        print("Setting up ./.venv (once, a few minutes) ...", flush=True)
        base = getattr(sys, "_base_executable", sys.executable)
        if subprocess.call([base, "-m", "venv", "--clear", str(folder)]) != 0:
            raise SetUpError(
                "The folder .venv could not be made: make room on the disk and start this again."
            )
    install(python, [name for name in wanted if name != "python" and name not in found])
    unfinished = folder / "unfinished"
    unfinished.write_text(
        "".join(f"{name} {value}\n" for name, value in {**found, **wanted}.items()), "ascii"
    )
    unfinished.replace(stamp)


def install(python: Path, locks: list[str]) -> None:
    """Install the packages of `locks`: only wheels, and only those whose hash is in the lock."""
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--no-input", *([] if sys.stdout.isatty() else ["--quiet"])]
    for name in locks:
        command += ["-r", str(LOCKS / name)]
    if subprocess.call(command) != 0:
        raise SetUpError(
            "The packages could not be installed: check the network, then start the same command again."
        )


def fitting_python() -> list[str] | None:
    """Return None when this Python fits, else the start of a command that runs one that does."""
    if sys.version_info[:2] in VERSIONS:
        return None
    if not find_python() and sys.platform.startswith("linux"):
        system_packages.ensure([system_packages.python_package(lambda: bool(find_python()))])
    other = find_python()
    if not other:
        raise SetUpError("This needs Python 3.11, 3.12 or 3.13: install one of them, then start this again.")
    return other


def find_python() -> list[str] | None:
    """Return the start of a command that runs a fitting Python found on this PC, or None."""
    for major, minor in VERSIONS:
        name, *option = ["py", f"-{major}.{minor}"] if os.name == "nt" else [f"python{major}.{minor}"]
        program = shutil.which(name)
        # a name may only be a launcher for a version that is not there, so it has to show that it runs
        if program and subprocess.call([program, *option, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return [program, *option]
    return None
