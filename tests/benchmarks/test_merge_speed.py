"""A bundle that is merged, beside a raw bulk insert of the same rows into the same encrypted file."""

import secrets
from pathlib import Path
from time import perf_counter

from sqlalchemy import text

from tests.courses.factories import a_running_course
from tvet_desktop.programme.found_programme import found_programme
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.apply_changes import apply_changes
from tvet_desktop.sync.columns import RowChange

MARKS = 20_000
_INSERT = (
    "INSERT INTO attendance_mark (training_session_id, person_id, status, minutes_late, reason, source, changed_at,"
    " changed_by, field_stamps, deleted) VALUES (?, ?, ?, NULL, NULL, ?, ?, ?, NULL, 0)"
)


def test_merging_beside_a_raw_insert(tmp_path: Path, clock: FixedClock) -> None:
    database = Database.create(tmp_path / "tvet.db", secrets.token_bytes(32), clock)
    names = [f"PERSON{n} Invented" for n in range(500)]
    with database.transaction() as db:
        found_programme(db)
        _course, sessions, people = a_running_course(db, names, days=20)
    keys = [(session, person) for session in sessions for person in people][:MARKS]
    changes = [
        RowChange(
            "attendance_mark",
            s,
            p,
            (1 << 40) + n,
            5,
            1,
            1,
            True,
            {"status": "P", "minutes_late": None, "reason": None, "source": "KEYBOARD"},
        )
        for n, (s, p) in enumerate(keys)
    ]

    began = perf_counter()
    with database.transaction() as db:
        db.connection().exec_driver_sql(
            _INSERT, [(s, p, "P", "KEYBOARD", (1 << 40) + n, 5) for n, (s, p) in enumerate(keys)]
        )
    raw = perf_counter() - began
    with database.transaction() as db:
        db.execute(text("DELETE FROM attendance_mark"))
    began = perf_counter()
    with database.transaction() as db:
        assert apply_changes(db, changes, bundle_id=None, knew_of=lambda *_: True)
    merged = perf_counter() - began
    with database.reading() as db:
        count = db.execute(text("SELECT count(*) FROM attendance_mark")).scalar()
    database.close()

    print(
        f"\n{len(keys)} marks: raw insert {raw * 1000:.0f} ms, merged with history {merged * 1000:.0f} ms ({merged / raw:.1f} x)"
    )
    assert count == len(keys)
