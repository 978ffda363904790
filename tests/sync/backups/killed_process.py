"""Makes a backup, or puts one back, again and again in copies of a data folder, and dies in the middle of each.

Run as ``python killed_process.py ACT DATA PLACE OUT STEP TIMES``: a process dies at its n-th opening, making, renaming
or removing of a file, for every STEP-th n; then TIMES more die at a random moment. ``OUT/<number>/data`` and
``OUT/<number>/place`` are what each left.
"""

import os
import random
import shutil
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from tvet_desktop.app import App  # noqa: E402  a process of its own finds the project first
from tvet_desktop.shared.clock import FixedClock  # noqa: E402  a process of its own finds the project first
from tvet_desktop.storage.backup.place import find_backups  # noqa: E402  a process of its own finds the project first

USERNAME, PASSWORD = "admin", "four invented words"
NOW = datetime(2027, 3, 8, 7, 30, tzinfo=UTC) + timedelta(hours=1)
TOUCHED = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}


def act(what: str, data: Path, place: Path) -> None:
    app = App(data, FixedClock(NOW))
    if what == "backup":
        app.sign_in(USERNAME, PASSWORD)
        begin()
        app.backups.make(place)
    else:
        (backup, *_older) = find_backups(place)
        begin()
        app.restore(backup, username=USERNAME, secret=PASSWORD)


def begin() -> None:
    """Count from here."""


def die_at(number: int) -> None:
    """Kill this process at its n-th touch of a file, counted from ``begin``."""
    count = [0]

    def touched(event: str, _arguments: object) -> None:
        if event in TOUCHED and is_counting[0]:
            count[0] += 1
            if count[0] == number:
                os.kill(os.getpid(), signal.SIGKILL)

    is_counting = [False]

    def start() -> None:
        is_counting[0] = True

    globals()["begin"] = start
    sys.addaudithook(touched)


def die_after(seconds: float) -> None:
    """Kill this process some time after ``begin``, in whatever it does then."""
    globals()["begin"] = lambda: signal.setitimer(signal.ITIMER_REAL, seconds)


def run(what: str, out: Path, number: int, at: int | float) -> tuple[bool, float]:  # noqa: PYI041  touches or seconds
    """Let a child do it; return whether it lived to its end, and the seconds that it took."""
    folder = out / f"{number}"
    shutil.copytree(DATA, folder / "data")
    shutil.copytree(PLACE, folder / "place")
    began = time.perf_counter()
    child = os.fork()
    if not child:
        die_at(at) if isinstance(at, int) else die_after(at)
        act(what, folder / "data", folder / "place")
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or not status, status
    return not status, time.perf_counter() - began


def main(what: str, out: Path, step: int, times: int) -> None:
    number, lived, took = 0, False, 0.0
    while not lived:
        number += 1
        lived, took = run(what, out, number, 1 + (number - 1) * step)
    for more in range(number + 1, number + 1 + times):
        run(what, out, more, random.uniform(0.001, max(took, 0.01)))


if __name__ == "__main__":
    DATA, PLACE = Path(sys.argv[2]), Path(sys.argv[3])
    main(sys.argv[1], Path(sys.argv[4]), int(sys.argv[5]), int(sys.argv[6]))
