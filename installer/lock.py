"""Writes the lock files from pyproject.toml; for developers who change a dependency.

`run.txt` holds what the program needs, `test.txt` what the checks need besides, `peers.txt` what benchmarks compare
with, `build.txt` what only set-up uses.
All serve every supported Python and platform. They name wheels only, by hash, and no package index: that is the
installing PC's affair.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from installer.environment import LOCKS, ROOT
from installer.errors import SetUpError

# the oldest C library we promise: Ubuntu 22.04
PLATFORMS = ("x86_64-manylinux_2_35", "x86_64-pc-windows-msvc")
PYTHONS = ("3.11", "3.12", "3.13")
NAMES = ("run.txt", "test.txt", "peers.txt", "build.txt")


def write_locks(*, upgrade: bool) -> None:
    """Resolve the dependencies, keeping the locked versions unless `upgrade`, and write the locks."""
    with tempfile.TemporaryDirectory() as folder:
        uv = install_uv(Path(folder))
        pins = Path(folder, "pins.txt")
        pins.write_text("" if upgrade else "".join(pinned(name) for name in NAMES))
        everything = resolve(uv, pins, ["--extra", "dev", "--extra", "peers", "--extra", "build"])
        pins.write_text("".join(f"{package['name']}=={package['version']}\n" for package in everything))
        program = resolve(uv, pins, [])
        checked = resolve(uv, pins, ["--extra", "dev"])
        compared = resolve(uv, pins, ["--extra", "dev", "--extra", "peers"])
        write_lock("run.txt", "what the program needs", program)
        write_lock("test.txt", "what the checks need besides run.txt", besides(checked, program))
        write_lock("peers.txt", "what benchmarks compare with, besides test.txt", besides(compared, checked))
        write_lock("build.txt", "what set-up uses once and takes away again", besides(everything, compared))
        for python in PYTHONS:
            for platform in PLATFORMS:
                check_wheels(uv, python, platform)


def install_uv(folder: Path) -> list[str]:
    """Install the resolver into a throw-away environment and return the command that starts it."""
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([str(programs / "python"), "-m", "pip", "install", "--quiet", "uv"], check=True)
    return [str(programs / "uv"), "--quiet", "pip", "compile", "--only-binary", ":all:"]


def pinned(name: str) -> str:
    """Return the `package==version` lines of a lock, one a line; nothing when there is no such lock yet."""
    lock = LOCKS / name
    lines = lock.read_text(encoding="utf-8").splitlines() if lock.exists() else []
    return "".join(line.split()[0] + "\n" for line in lines if "==" in line and line[0].isalnum())


def resolve(uv: list[str], pins: Path, extras: list[str]) -> list[dict[str, Any]]:
    """Return every package with version, marker and wheels, for all platforms and Pythons at once."""
    answer = pins.with_name("pylock.toml")
    answer.unlink(missing_ok=True)
    command = [*uv, "--universal", "--python-version", PYTHONS[0], "--format", "pylock.toml", "-c", str(pins)]
    if subprocess.call([*command, *extras, "-o", str(answer), str(ROOT / "pyproject.toml")]) != 0:
        raise SetUpError(
            "The dependencies do not fit together: change pyproject.toml, or lock with --upgrade."
        )
    packages: list[dict[str, Any]] = tomllib.loads(answer.read_text(encoding="utf-8"))["packages"]
    return packages


def write_lock(name: str, purpose: str, packages: list[dict[str, Any]]) -> None:
    """Write one lock: for each package its version, its condition, and the hashes of the wheels that we can use."""
    lines = [f"# {purpose}; made by: python3 installer/dev.py lock"]
    for package in packages:
        condition = f" ; {package['marker']}" if "marker" in package else ""
        wheels = [wheel for wheel in package["wheels"] if is_ours(wheel["url"].rsplit("/", 1)[1])]
        hashes = sorted({wheel["hashes"]["sha256"] for wheel in wheels})
        lines.append(f"{package['name']}=={package['version']}{condition} \\")
        lines += [f"    --hash=sha256:{value} \\" for value in hashes]
        lines[-1] = lines[-1].removesuffix(" \\")
    (LOCKS / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def is_ours(wheel: str) -> bool:
    """Tell from a wheel's file name whether a supported Python on Linux or Windows can use it."""
    abi, platform = wheel.removesuffix(".whl").split("-")[-2:]
    fits_python = (
        abi == "none" or "abi3" in abi or abi in {f"cp{python.replace('.', '')}" for python in PYTHONS}
    )
    linux = "manylinux" in platform and platform.endswith(("x86_64", "aarch64"))
    return fits_python and (linux or platform in {"any", "win_amd64"})


def besides(packages: list[dict[str, Any]], others: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the packages that are not among the others."""
    names = {package["name"] for package in others}
    return [package for package in packages if package["name"] not in names]


def check_wheels(uv: list[str], python: str, platform: str) -> None:
    """Make sure that each locked version has a wheel for this Python and platform."""
    locks = [str(LOCKS / name) for name in NAMES]
    command = [
        *uv,
        "--no-deps",
        "--python-version",
        python,
        "--python-platform",
        platform,
        "-o",
        os.devnull,
        *locks,
    ]
    if subprocess.call(command) != 0:
        raise SetUpError(
            f"Not every package has a wheel for Python {python} on {platform}: choose another version."
        )
