"""Set up, start and test the program from a fresh copy, with nothing but Python on the PC."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from installer import environment, qr_decoder, system_packages  # noqa: E402 - found only through the line above
from installer.errors import SetUpError  # noqa: E402 - same
from installer.system_packages import Need  # noqa: E402 - same

SAMPLE = ROOT / "resources" / "samples"
USAGE = """\
python3 installer/dev.py COMMAND
  run [WORDS...]            start main.py; with no screen and no words, the tour on the bundled sample
  test [--long] [WORDS...]  every check; WORDS go to pytest, --long adds the full fault and scale runs
  benchmark [WORDS...]      the measurements in tests/benchmarks
  setup                     only set up ./.venv
  lock [--upgrade]          write installer/locks anew from pyproject.toml (--upgrade: newest versions)"""


def run(words: list[str]) -> int:
    """Start `main.py` with `words`, or the tour when there is neither a word nor a screen."""
    screen = system_packages.has_screen()
    python = environment.set_up(environment.RUN, system_packages.for_qt(screen=screen))
    qr_decoder.try_once(python)
    if words or screen:
        return become([str(python), str(ROOT / "main.py"), *words])
    out = first_free(Path.cwd() / "tour-results")
    print("There is no screen here, so the tour goes through the main job on the bundled sample.", flush=True)
    code = subprocess.call(
        [str(python), str(ROOT / "main.py"), "tour", "--input", str(SAMPLE), "--out", str(out)]
    )
    if code == 0:
        print(f"The results are in {out}", flush=True)
    return code


def first_free(folder: Path) -> Path:
    """Return `folder`, or the first of `folder-2`, `folder-3`, … that does not exist yet."""
    free, number = folder, 1
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free


def become(command: list[str]) -> int:
    """Hand this process over to `command`; Windows cannot, so there wait for it and return its exit code."""
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command)
    return os.execv(command[0], command)  # noqa: S606 - the program takes this process's place, no shell is wanted


def set_up_for_tests(locks: tuple[str, ...] = environment.TEST, needs: tuple[Need, ...] = ()) -> None:
    """Set up what the checks need; the tests open windows on a virtual screen, so all of Qt's libraries too."""
    all_needs = [*system_packages.for_qt(screen=True), *system_packages.for_tests(), *needs]
    qr_decoder.make(environment.set_up(locks, all_needs))


def test(words: list[str]) -> int:
    """Run every check and return 1 if any of them failed."""
    set_up_for_tests(needs=tuple(system_packages.for_long_tests()) if "--long" in words else ())
    from installer import checks  # noqa: PLC0415 - `run` must not wait for it

    return checks.run_all([word for word in words if word != "--long"], long="--long" in words)


def benchmark(words: list[str]) -> int:
    """Run the measurements, which print what they found beside the peers that are set up for them."""
    set_up_for_tests(environment.BENCHMARK, tuple(system_packages.for_peers()))
    from installer import checks  # noqa: PLC0415 - `run` must not wait for it

    return checks.run_benchmarks(words)


def setup(_words: list[str]) -> int:
    """Set up what `run` needs."""
    python = environment.set_up(environment.RUN, system_packages.for_qt(screen=system_packages.has_screen()))
    qr_decoder.make(python)
    return 0


def lock(words: list[str]) -> int:
    """Write the lock files anew."""
    from installer import lock as locks  # noqa: PLC0415 - only developers need it, and Python 3.11

    locks.write_locks(upgrade="--upgrade" in words)
    return 0


COMMANDS = {"run": run, "test": test, "benchmark": benchmark, "setup": setup, "lock": lock}


def main(arguments: list[str]) -> int:
    """Do the command named first in `arguments` and return the exit code (2: no such command)."""
    if not arguments or arguments[0] not in COMMANDS:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        other_python = environment.fitting_python()
        if other_python:
            return become([*other_python, str(Path(__file__).resolve()), *arguments])
        return COMMANDS[arguments[0]](arguments[1:])
    except SetUpError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
