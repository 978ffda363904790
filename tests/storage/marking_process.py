"""Marks people one by one in a process of its own, and says so on standard output after each commit.

Run as ``python marking_process.py DATABASE KEY_IN_HEX SESSION_ID PERSON_ID…``.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import tvet_desktop.app  # noqa: E402, F401  registers every table
from tvet_desktop.attendance.mark_attendance import mark_attendance  # noqa: E402
from tvet_desktop.attendance.models import MarkStatus  # noqa: E402
from tvet_desktop.shared.clock import SystemClock  # noqa: E402
from tvet_desktop.storage.database import Database  # noqa: E402


def main(file: str, key: str, session_id: str, *person_ids: str) -> None:
    database = Database.open(Path(file), bytes.fromhex(key), SystemClock())
    for status in (MarkStatus.ABSENT, MarkStatus.PRESENT):
        for person_id in person_ids:
            with database.transaction(user_id=1) as db:
                mark_attendance(
                    db,
                    training_session_id=int(session_id),
                    person_id=int(person_id),
                    status=status,
                    now=database.clock.now(),
                )
            os.write(1, f"saved {person_id} {status.value}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
