"""Reads sync files one by one in a process of its own, and says so on standard output after each of them.

Run as ``python merging_process.py DATABASE KEY_IN_HEX FILE…``.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import tvet_desktop.app  # noqa: E402, F401  registers every table
from tvet_desktop.shared.clock import FixedClock  # noqa: E402  a process of its own finds the project first
from tvet_desktop.storage.database import Database  # noqa: E402  a process of its own finds the project first
from tvet_desktop.sync.import_bundles import import_bundles  # noqa: E402  a process of its own finds the project first


def main(file: str, key: str, *files: str) -> None:
    clock = FixedClock(datetime(2027, 3, 8, 7, 30, tzinfo=UTC))
    database = Database.open(Path(file), bytes.fromhex(key), clock)
    for number, name in enumerate(files, start=1):
        import_bundles(database, [Path(name)])
        os.write(1, f"merged {number}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
