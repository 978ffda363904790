"""Bundles of marks that are merged, beside a raw bulk insert of the same rows into a file encrypted the same way.

Peer and ours take turns, and the processor's time is counted, so that a busy machine is unfair to neither. ``TVET_LONG`` measures a million marks.
"""

import os
import secrets
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from sqlalchemy import text

from tests.courses.factories import a_running_course
from tvet_desktop.programme.found_programme import found_programme
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.history import keep_section
from tvet_desktop.storage.packing import pack, unpack
from tvet_desktop.sync.apply_changes import apply_changes
from tvet_desktop.sync.references import missing, points_to

PEOPLE = 1500 if os.environ.get("TVET_LONG") else 500
MARKS = 1_000_000 if os.environ.get("TVET_LONG") else 20_000
IN_A_BUNDLE = 20_000
ROUNDS = 3
_INSERT = (
    "INSERT INTO attendance_mark (training_session_id, person_id, status, minutes_late, reason, source, changed_at,"
    " changed_by, field_stamps, deleted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, 0)"
)


@dataclass
class _Taken:
    """Seconds of the rounds."""

    raw: list[float]
    unpacked: list[float]
    merged: list[float]


def _bundle(keys: list[tuple[int, int]], start: int) -> bytes:
    count = len(keys)
    seconds = accumulate(Random(start).choices((1, 2, 3, 4), k=count))  # typed one by one
    at = [(1_800_000_000 + 4 * start + second) << 16 for second in seconds]
    values = {
        "status": Random(start).choices("PALE", (75, 11, 8, 6), k=count),
        "minutes_late": [None] * count,
        "reason": [None] * count,
        "source": ["KEYBOARD"] * count,
    }
    sessions, people = [key[0] for key in keys], [key[1] for key in keys]
    said = [moment >> 16 for moment in at]
    return pack(
        [ChangeGroup("attendance_mark", True, sessions, people, at, [5] * count, [1] * count, said, values)]  # type: ignore[arg-type]  # lists of str or None
    )


def _empty(database: Database) -> None:
    with database.transaction() as db:
        for table in ("attendance_mark", "history_section", "history_part", "history_writer"):
            db.execute(text(f"DELETE FROM {table}"))
    database.leave_no_trace()


def _insert_raw(database: Database, packed: list[bytes]) -> float:
    rows = [list(zip(*_columns(group), strict=True)) for content in packed for group in unpack(content)]
    began = process_time()
    with database.transaction() as db:
        for some in rows:
            db.connection().exec_driver_sql(_INSERT, some)
    return process_time() - began


def _columns(group: ChangeGroup) -> list[object]:
    fields = [group.values[name] for name in ("status", "minutes_late", "reason", "source")]
    return [group.key_a, group.key_b, *fields, group.changed_at, group.changed_by]


def _merge(database: Database, packed: list[bytes], taken: _Taken) -> None:
    unpacked = 0.0
    began = process_time()
    with database.transaction() as db:
        for number, content in enumerate(packed, start=1):
            moment = process_time()
            groups = unpack(content)
            unpacked += process_time() - moment
            assert apply_changes(db, groups, knew_of=lambda *_: True)
            assert not missing(db, points_to(groups))
            keep_section(db, number, content, groups)
    taken.merged.append(process_time() - began - unpacked)
    taken.unpacked.append(unpacked)


def test_merging_beside_a_raw_insert(tmp_path: Path, clock: FixedClock) -> None:
    database = Database.create(tmp_path / "tvet.db", secrets.token_bytes(32), clock)
    names = [f"PERSON{n} Invented" for n in range(PEOPLE)]
    with database.transaction() as db:
        found_programme(db)
        _course, sessions, people = a_running_course(db, names, days=MARKS // PEOPLE // 2 + 1)
    keys = [(session, person) for session in sessions for person in people][:MARKS]
    packed = [_bundle(keys[start : start + IN_A_BUNDLE], start) for start in range(0, len(keys), IN_A_BUNDLE)]
    taken = _Taken([], [], [])
    for _round in range(ROUNDS):
        _empty(database)
        taken.raw.append(_insert_raw(database, packed))
        _empty(database)
        _merge(database, packed, taken)
    with database.reading() as db:
        count = db.execute(text("SELECT count(*) FROM attendance_mark")).scalar()
    database.close()

    raw, merged = median(taken.raw), median(taken.merged)
    print(
        f"\n{len(keys)} marks, medians of {ROUNDS}, processor time: raw insert {raw * 1000:.0f} ms, merged with history"
        f" {merged * 1000:.0f} ms ({merged / raw:.2f} x); unpacking {median(taken.unpacked) * 1000:.0f} ms"
        f" besides; {sum(map(len, packed)) / len(keys):.2f} bytes a mark"
    )
    assert count == len(keys)
    if os.environ.get("TVET_LONG"):
        assert merged <= 1.3 * raw
