"""Rows that are inserted at once end as if each had been merged alone: row by row, conflict by conflict."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.courses.factories import a_running_course
from tvet_desktop.storage.base import synced_tables
from tvet_desktop.storage.change_groups import RowChange, group_changes
from tvet_desktop.storage.column_kinds import Value
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.stamps import Stamp
from tvet_desktop.sync.apply_changes import _Table, apply_changes
from tvet_desktop.sync.dump import dump
from tvet_desktop.sync.merge import Key

CREATED = {"minutes_late": None, "reason": None, "source": "KEYBOARD"}


@pytest.fixture
def place(database: Database) -> tuple[Database, list[int], list[int]]:
    with database.transaction() as db:
        _course, sessions, people = a_running_course(db, ["ONE Invented", "TWO Invented"], days=1)
    return database, sessions[:2], people


Step = tuple[bool, int, int, int, int, str, bool]
STEPS = st.lists(
    st.tuples(
        st.booleans(),
        st.integers(0, 1),
        st.integers(0, 1),
        st.integers(1, 6),
        st.integers(1, 2),
        st.sampled_from("PA"),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


def _change(step: Step, sessions: list[int], people: list[int]) -> RowChange:
    created, session, person, at, by, status, deleted = step
    after: dict[str, Value] = {"status": status, **CREATED}
    if deleted:
        after = after | {"deleted": 1} if created else {"deleted": int(status == "P")}
    return RowChange("attendance_mark", sessions[session], people[person], at, by, by, at, created, after)


def _knew(_table: str, _key: Key, stamp: Stamp) -> bool:
    return stamp[0] % 2 == 0


def _one_by_one(db: Session, changes: list[RowChange]) -> bool:
    model = synced_tables()["attendance_mark"]
    table = _Table(db, model, _knew)
    return table._merge_one_by_one(sorted(changes, key=lambda change: not change.created))


def _all_rows(db: Session) -> Iterator[object]:
    yield from dump(db)
    yield from db.execute(
        text(
            "SELECT table_name, key_a, key_b, lost, kept, lost_at, lost_by FROM conflict ORDER BY 1, 2, 3, 6, 7, 4"
        )
    ).all()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(before=STEPS, bundle=STEPS)
def test_at_once_is_as_one_by_one(
    place: tuple[Database, list[int], list[int]], before: list[Step], bundle: list[Step]
) -> None:
    database, sessions, people = place
    ends = []
    for at_once in (True, False):
        with database.transaction() as db:
            attempt = db.begin_nested()
            _one_by_one(db, [_change(step, sessions, people) for step in before])
            changes = [_change(step, sessions, people) for step in bundle]
            if at_once:
                complete = apply_changes(db, group_changes(changes), knew_of=_knew)
            else:
                complete = _one_by_one(db, changes)
            ends.append((complete, list(_all_rows(db))))
            attempt.rollback()

    assert ends[0] == ends[1]
