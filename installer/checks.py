"""Every check of the project, one after the other; all run even when an early one fails."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin")


def run_all(pytest_words: list[str], *, long: bool) -> int:
    """Run every check, say how long each took, and return 1 if any failed, else 0."""
    marks = "long or not long" if long else "not long"
    checks = {
        "ruff check": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "mypy": ["mypy", "--strict", "-p", "tvet_desktop", "-p", "ui", "-p", "installer"],
        "import contracts": ["lint-imports"],
        "pytest": ["pytest", "-n", "2", "-m", marks, "--ignore=tests/benchmarks", *pytest_words],
    }
    results = [run_one(name, command, long=long) for name, command in checks.items()]
    print("\n" + "\n".join(line for _, line in results), flush=True)
    return 0 if all(passed for passed, _ in results) else 1


def run_benchmarks(pytest_words: list[str]) -> int:
    """Run the measurements one at a time, with what they print, and return pytest's exit code."""
    passed, line = run_one("benchmarks", ["pytest", "-s", "tests/benchmarks", *pytest_words], long=True)
    print(line, flush=True)
    return 0 if passed else 1


def run_one(name: str, command: list[str], *, long: bool) -> tuple[bool, str]:
    """Run one check in the project's folder without a screen; return whether it passed and a line that says so."""
    print(f"\n=== {name}", flush=True)
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **({"TVET_LONG": "1"} if long else {})}
    started = time.monotonic()
    code = subprocess.call([str(PROGRAMS / command[0]), *command[1:]], cwd=ROOT, env=settings)
    line = f"{'passed' if code == 0 else 'FAILED'}  {name}  {time.monotonic() - started:.1f} s"
    return code == 0, line
