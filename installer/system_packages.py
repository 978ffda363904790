"""What the operating system must bring on Linux: shared libraries of Qt, venv, tools that the tests use.

Each need is looked for in the way in which it will be used, so that nothing is asked of the package system
when all is there, and so that any distribution passes which has them under whatever package name.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from installer.errors import SetUpError

if TYPE_CHECKING:
    from collections.abc import Callable

QT_LIBRARIES = {
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
}
TEST_TOOLS = {
    "pdftoppm": ("poppler-utils",),
    "qpdf": ("qpdf",),
    "Xvfb": ("xvfb",),
    "xauth": ("xauth",),
    "msgfmt": ("gettext",),
    "strace": ("strace",),
}
LONG_TEST_TOOLS = {"apache2": ("apache2",), "sshd": ("openssh-server",)}
"""Real servers that the full runs write to; they are started by the tests, on ports of their own."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

PEER_LIBRARIES = {
    "libpango-1.0.so.0": ("libpango-1.0-0",),
    "libpangoft2-1.0.so.0": ("libpangoft2-1.0-0",),
    "libharfbuzz-subset.so.0": ("libharfbuzz-subset0",),
}
"""What WeasyPrint, a peer in the benchmarks, loads."""

APT_GET = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]


class Need(NamedTuple):
    """Something the system must have: how to see that it is there, and packages of which any brings it."""

    name: str
    packages: tuple[str, ...]
    is_there: Callable[[], bool]


def has_screen() -> bool:
    """Tell whether a window can be shown: always, except on a Linux that names no display."""
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def for_qt(*, screen: bool) -> list[Need]:
    """Return what Qt needs, with a screen also what it needs to open a window on it."""
    libraries = {**QT_LIBRARIES, **(SCREEN_LIBRARIES if screen else {})}
    return [Need(name, packages, library_check(name)) for name, packages in libraries.items()]


def for_tests() -> list[Need]:
    """Return the programs that the tests call."""
    tools = [Need(name, packages, tool_check(name)) for name, packages in TEST_TOOLS.items()]
    return [*tools, Need("Chromium or Chrome", ("chromium",), lambda: any(map(shutil.which, BROWSERS)))]


def for_long_tests() -> list[Need]:
    """Return the servers that only the full runs need; they lie where users do not look."""
    return [Need(name, packages, server_check(name)) for name, packages in LONG_TEST_TOOLS.items()]


def for_peers() -> list[Need]:
    """Return what the peers of the benchmarks load."""
    return [Need(name, packages, library_check(name)) for name, packages in PEER_LIBRARIES.items()]


def for_venv() -> list[Need]:
    """Return the part of Python that Debian packs separately and that makes environments."""
    package = "python{}.{}-venv".format(*sys.version_info)
    return [
        Need(
            "ensurepip", (package, "python3-venv"), lambda: importlib.util.find_spec("ensurepip") is not None
        )
    ]


def python_package(is_there: Callable[[], bool]) -> Need:
    """Return the need for a Python in our range."""
    return Need("Python 3.11 to 3.13", ("python3.13", "python3.12", "python3.11"), is_there)


def library_check(name: str) -> Callable[[], bool]:
    """Return a check whether the shared library `name` can be loaded."""

    def is_there() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return is_there


def tool_check(name: str) -> Callable[[], bool]:
    """Return a check whether the program `name` can be started."""
    return lambda: shutil.which(name) is not None


def server_check(name: str) -> Callable[[], bool]:
    """Return a check whether the server `name` is there, in a folder that users seldom have in their path."""
    return lambda: shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is not None


def ensure(needs: list[Need]) -> None:
    """Install what is missing of `needs`, or say in one sentence which command an administrator must run.

    Raises:
        SetUpError: when something is missing and cannot be installed from here.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = [need for need in needs if not need.is_there()]
    if not missing:
        return
    as_administrator = administrator_prefix()
    if as_administrator is None or not shutil.which("apt-get"):
        raise SetUpError(sentence(missing))
    install(missing, [*as_administrator, *APT_GET])
    importlib.invalidate_caches()
    missing = [need for need in missing if not need.is_there()]
    if missing:
        raise SetUpError(sentence(missing))


def install(needs: list[Need], apt_get: list[str]) -> None:
    """Install a package for each need, and nothing else."""
    print("Installing system packages for: " + ", ".join(need.name for need in needs), flush=True)
    subprocess.call([*apt_get, "update"])
    packages = known_packages(needs)
    if not all(map(is_known, packages)):
        # apt would take the dot in an unknown "python3.11" for a pattern and install what happens to match
        raise SetUpError(
            f"This system does not offer {' '.join(packages)}: "
            "check the network, or use Debian 12, Ubuntu 22.04 or newer, then start this again."
        )
    command = [*apt_get, "install", "--yes", "--no-install-recommends", *packages]
    subprocess.call(command, stdout=subprocess.DEVNULL)


def sentence(missing: list[Need]) -> str:
    """Say what to do about what is missing."""
    if not shutil.which("apt-get"):
        names = ", ".join(need.name for need in missing)
        return f"Please install {names} with the package tool of this system, then start this again."
    packages = " ".join(known_packages(missing))
    return (
        "Some system packages are missing: as an administrator run "
        f'"apt-get update && apt-get install --no-install-recommends {packages}", then start this again.'
    )


def administrator_prefix() -> list[str] | None:
    """Return what to put before a command so that it runs as administrator; None when that cannot be."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    silent = subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0
    return ["sudo"] if silent or sys.stdin.isatty() else None


def known_packages(needs: list[Need]) -> list[str]:
    """Return one package per need: the first that this system's lists know, else the oldest name."""
    return [next(filter(is_known, need.packages[:-1]), need.packages[-1]) for need in needs]


def is_known(package: str) -> bool:
    """Tell whether the system's package lists have a package of exactly this name."""
    shown = subprocess.run(
        ["apt-cache", "show", package], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    return f"Package: {package}".encode() in shown.stdout.splitlines()
