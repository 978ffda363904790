"""Bundles of marks that are merged on a PostgreSQL server, beside a plain COPY of the same rows.

Both write to the same tables, with keys, references and a commit that is on the disk. Ours also reads the bundles'
columns, keeps the history, and looks whether what the rows point to is there. ``TVET_LONG`` measures a million marks.
"""

import os
from itertools import accumulate
from random import Random
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import text

from tests.courses.factories import a_running_course
from tests.postgres import running_server
from tvet_desktop.programme.found_programme import found_programme
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.storage.history import keep_section
from tvet_desktop.storage.packing import pack, unpack
from tvet_desktop.storage.server.database import ServerDatabase
from tvet_desktop.sync.apply_changes import apply_changes
from tvet_desktop.sync.references import missing, points_to
from tvet_desktop.sync.stored_rows import defer_references

PEOPLE = 1500 if os.environ.get("TVET_LONG") else 500
MARKS = 1_000_000 if os.environ.get("TVET_LONG") else 40_000
IN_A_BUNDLE = 20_000
ROUNDS = 3
FIELDS = ("status", "minutes_late", "reason", "source")
_COPY = (
    "COPY attendance_mark (training_session_id, person_id, status, minutes_late, reason, source, changed_at,"
    " changed_by, deleted) FROM STDIN"
)


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


def _empty(database: ServerDatabase) -> None:
    with database.transaction() as db:
        db.execute(text("TRUNCATE attendance_mark, history_section, history_part, history_writer"))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")


def _copy(database: ServerDatabase, packed: list[bytes]) -> float:
    rows = [list(zip(*_columns(group), strict=True)) for content in packed for group in unpack(content)]
    began = perf_counter()
    with database.transaction() as db:
        cursor = db.connection().connection.cursor()
        for some in rows:
            with cursor.copy(_COPY) as copy:  # type: ignore[attr-defined]  # psycopg's cursor has it
                for row in some:
                    copy.write_row(row)
    return perf_counter() - began


def _columns(group: ChangeGroup) -> list[object]:
    fields = [group.values[name] for name in FIELDS]
    return [group.key_a, group.key_b, *fields, group.changed_at, group.changed_by, [0] * len(group)]


def _merge(database: ServerDatabase, packed: list[bytes]) -> float:
    began = perf_counter()
    with database.transaction() as db:
        defer_references(db)
        for number, content in enumerate(packed, start=1):
            groups = unpack(content)
            assert apply_changes(db, groups, knew_of=lambda *_: True)
            assert not missing(db, points_to(groups))
            keep_section(db, number, content, groups)
    return perf_counter() - began


def test_merging_beside_copy(clock: FixedClock, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with running_server(
        fsync="on", synchronous_commit="on", full_page_writes="on", max_wal_size="4GB"
    ) as server:
        database = ServerDatabase.create_on(server.address(server.new_database()), bytes(32), clock)
        names = [f"PERSON{n} Invented" for n in range(PEOPLE)]
        with database.transaction() as db:
            found_programme(db)
            _course, sessions, people = a_running_course(db, names, days=MARKS // PEOPLE // 2 + 1)
        keys = [(session, person) for session in sessions for person in people][:MARKS]
        starts = range(0, len(keys), IN_A_BUNDLE)
        packed = [_bundle(keys[start : start + IN_A_BUNDLE], start) for start in starts]
        copied, merged = [], []
        for _round in range(ROUNDS):
            _empty(database)
            copied.append(_copy(database, packed))
            _empty(database)
            merged.append(_merge(database, packed))
        with database.reading() as db:
            count = db.execute(text("SELECT count(*) FROM attendance_mark")).scalar()
        database.close()
    assert count == len(keys)
    ratio = median(merged) / median(copied)
    print(
        f"\n{len(keys)} marks, medians of {ROUNDS}: COPY {median(copied):.2f} s, merged with history and checks"
        f" {median(merged):.2f} s ({ratio:.2f} x)"
    )
    assert ratio <= 2.5
