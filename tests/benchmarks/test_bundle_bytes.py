"""How many bytes a college's week takes on its way, beside its entropy and JSON lines with gzip.

The week is like a real one: ten courses of forty people with five half-days each are marked one by one, at a clerk's
pace. Its entropy is that of what nobody can foretell: what each mark says, the seconds until the next, and the random
numbers of the runs of the app (writers) that enrolled, planned and marked.
"""

import gzip
import itertools
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec
from sqlalchemy import select

from tests.conftest import ACCOUNT
from tvet_desktop.app import App
from tvet_desktop.practice.make_practice import make_practice
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.change_groups import RowChange, group_changes
from tvet_desktop.storage.ids import COUNTER_BITS, WRITER_BITS, IdMinter
from tvet_desktop.storage.outbox import unsent_changes
from tvet_desktop.storage.packing import pack
from tvet_desktop.sync.bundle import Header, seal
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.this_pc import load_this_pc
from tvet_desktop.sync.write_bundles import write_bundles

HUYE = 12
WEEKS = 40
COURSES, HALF_DAYS, PEOPLE = 10, 5, 40
LEAST_BREAK, MOST_BREAK = 600, 20_000
WRITER_BYTES = 37 / 8
SECONDS = (1, 1, 1, 1, 2, 2, 2, 3, 3, 5, 9)


def _week(random: Random, people: int, sessions: int, courses: int) -> list[RowChange]:
    """Return marks as clerks type them: a course was enrolled in one run of the app, sessions planned in another."""
    changes: list[RowChange] = []
    second = 1_800_000_000
    for _course in range(courses):
        enrolling, planning, marking = IdMinter(), IdMinter(), IdMinter()
        second += random.randint(LEAST_BREAK, MOST_BREAK)
        planned = _planned(random, enrolling.next(HUYE), planning, second)
        changes += planned
        roll = [enrolling.next(HUYE) for _seat in range(people)]
        for planned_session in planned[:sessions]:
            session = planned_session.key_a
            second += random.randint(LEAST_BREAK, MOST_BREAK)
            for person in roll:
                second += random.choice(SECONDS)
                status = random.choices("PALE", (75, 11, 8, 6))[0]
                late = random.choice((5, 10, 15, 20, 30)) if status == "L" else None
                after: dict[str, int | str | None] = {
                    "status": status,
                    "minutes_late": late,
                    "reason": None,
                    "source": "KEYBOARD",
                }
                stamp = (second << 16, marking.writer)
                changes.append(
                    RowChange("attendance_mark", session, person, *stamp, 99 << 53, second, True, after)
                )
    return changes


def _planned(random: Random, course: int, planning: IdMinter, second: int) -> list[RowChange]:
    """Return the half-days of a course as ``make_sessions`` plans them, saved at once."""
    first = date(2027, 3, 1) + timedelta(days=7 * random.randrange(WEEKS))
    changes = []
    for half in range(HALF_DAYS):
        after: dict[str, int | str | None] = {
            "course_id": course,
            "held_on": (first + timedelta(days=half // 2)).isoformat(),
            "slot": ("MORNING", "AFTERNOON")[half % 2],
            "minutes": 210,
            "room": "",
            "topic": "",
            "cancelled": 0,
            "cancelled_reason": "",
        }
        row, stamp = planning.next(HUYE), (second << 16, planning.writer)
        changes.append(RowChange("training_session", row, 0, *stamp, 99 << 53, second, True, after))
    return changes


def _entropy(changes: Sequence[RowChange]) -> float:
    """Return the bytes that no coder can save: of what is said, and of the seconds between marks.

    Of the sessions of a course it is the week, and when they were planned; the rest follows from the timetable.
    """
    marks = [change for change in changes if change.table == "attendance_mark"]
    courses = {change.changed_by for change in changes if change.table == "training_session"}
    said = [(change.after["status"], change.after["minutes_late"]) for change in marks]
    seconds = [change.changed_at >> 16 for change in marks]
    pauses = [later - earlier for earlier, later in itertools.pairwise(seconds)]
    between_sessions = [pause for pause in pauses if pause >= LEAST_BREAK]
    breaks = (len(between_sessions) + len(courses)) * math.log2(MOST_BREAK - LEAST_BREAK) / 8
    weeks = len(courses) * math.log2(WEEKS) / 8
    return _bytes_of(said) + _bytes_of([pause for pause in pauses if pause < LEAST_BREAK]) + breaks + weeks


def _bytes_of(values: Sequence[object]) -> float:
    counts = Counter(values).values()
    return sum(count * math.log2(len(values) / count) for count in counts) / 8


def _json_lines(changes: Iterable[RowChange]) -> int:
    lines = "\n".join(
        json.dumps({"table": c.table, "key": [c.key_a, c.key_b], "at": c.changed_at} | c.after)
        for c in changes
    )
    return len(gzip.compress(lines.encode()))


def test_bytes_of_a_week_of_sessions_and_marks() -> None:
    changes = _week(Random(1), PEOPLE, HALF_DAYS, COURSES)
    marks = [change for change in changes if change.table == "attendance_mark"]
    writers = 3 * COURSES * WRITER_BYTES
    limit = _entropy(changes) + writers
    packed, zipped = len(pack(group_changes(changes))), _json_lines(changes)
    steady = len(pack(group_changes(marks)))
    alike = len(pack(group_changes(_of_one_writer(changes))))

    print(
        f"\n{len(marks)} marks in {len(changes) - len(marks)} sessions: {packed} bytes, {packed / limit:.2f} x the entropy"
        f" ({limit:.0f}, {writers:.0f} of them for writers, without which it is {alike} bytes); the marks alone"
        f" {steady / (_entropy(marks) + writers):.2f} x, {steady / len(marks):.2f} bytes each; JSON lines with gzip {zipped} ({zipped / packed:.1f} x)"
    )
    assert steady <= 1.6 * (_entropy(marks) + writers)
    assert packed <= 1.6 * limit
    assert steady <= 2.2 * len(marks)
    assert zipped >= 8 * packed


def _of_one_writer(changes: Sequence[RowChange]) -> list[RowChange]:
    """Return the changes as if ids and stamps named a device by a small number: what random writers cost."""
    writers: dict[int, int] = {}

    def small(row_id: int) -> int:
        writer = row_id >> COUNTER_BITS
        return (
            writers.setdefault(writer, HUYE << WRITER_BITS | len(writers)) << COUNTER_BITS | row_id & 0xFFFF
        )

    def renamed(change: RowChange) -> RowChange:
        after = {
            k: small(v) if k == "course_id" and isinstance(v, int) else v for k, v in change.after.items()
        }
        keys = {"key_a": small(change.key_a), "key_b": small(change.key_b) if change.key_b else 0}
        return msgspec.structs.replace(change, **keys, changed_by=1, after=after)

    return [renamed(change) for change in changes]


def test_bytes_of_one_roll(tmp_path: Path, clock: FixedClock) -> None:
    app = App(tmp_path / "pc", clock)
    app.found(college_code="HUY", account=ACCOUNT)
    with app.database.reading() as db:
        this_pc = load_this_pc(db)
    app.sign_out()
    changes = [one for one in _week(Random(2), 100, 1, 1) if one.table == "attendance_mark"]
    header = Header(1, this_pc.programme, this_pc.device.id, bytes(16), 7, bytes(32), [], [])
    whole = len(seal(header, {HUYE: changes}, this_pc.epoch_keys, this_pc.keys.signing_key))

    print(
        f"\nOne roll of 100 marks: {whole} bytes in all, {len(pack(group_changes(changes)))} of them its columns"
    )
    assert whole <= 700


def test_bytes_of_the_practice_week(tmp_path: Path, clock: FixedClock) -> None:
    app = App(tmp_path / "pc", clock)
    made = make_practice(app, colleges=1, weeks=1)
    with app.database.transaction() as db:
        changes = [change for _number, change in unsent_changes(db)]
        write_bundles(db, load_this_pc(db))
    with app.database.reading() as db:
        bundles = [len(content) for content in db.scalars(select(StoredBundle.content))]
    app.sign_out()
    zipped = _json_lines(changes)

    print(
        f"\n{len(changes)} changes of practice data, {made.marks} of them marks: {sum(bundles)} bytes in"
        f" {len(bundles)} bundles, logos among them; JSON lines with gzip {zipped} ({zipped / sum(bundles):.1f} x)"
    )
    assert sum(bundles) < zipped
