"""Columns give back what was put in, and refuse what is no column."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tvet_desktop.storage.change_groups import (
    ChangeGroup,
    RowChange,
    group_changes,
)
from tvet_desktop.storage.column_kinds import (
    CHOICES,
    DAYS,
    ID,
    LARGEST_INT,
    RARE,
    RUNS,
    SAME,
    SPLIT,
    STEPS,
    WIDE,
)
from tvet_desktop.storage.decode_column import decode_column
from tvet_desktop.storage.decode_groups import decode_groups
from tvet_desktop.storage.encode_column import encode_column
from tvet_desktop.storage.encode_groups import encode_groups
from tvet_desktop.storage.packing import pack, unpack
from tvet_desktop.storage.squeeze import ColumnsDamaged

IDS = st.integers(0, LARGEST_INT)
VALUES = st.none() | st.integers(-LARGEST_INT, LARGEST_INT) | st.text(max_size=5) | st.sampled_from("PALE")
CHANGES = st.lists(
    st.builds(
        RowChange,
        st.sampled_from(["attendance_mark", "person"]),
        IDS,
        IDS | st.just(0),
        IDS,
        st.just(5) | IDS,
        st.none() | st.integers(0, 1 << 60),
        st.none() | st.integers(0, 1 << 40),
        st.booleans(),
        st.dictionaries(st.sampled_from(["status", "reason", "deleted"]), VALUES, max_size=3),
    ),
    min_size=1,
    max_size=40,
)


def _plain(groups: list[ChangeGroup]) -> list[RowChange]:
    return [change for group in groups for change in group.rows()]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(CHANGES)
def test_changes_come_back_as_they_were(changes: list[RowChange]) -> None:
    groups = group_changes(changes)
    assert sorted(map(repr, map(msgspec.structs.asdict, _sorted_after(_plain(groups))))) == sorted(
        map(repr, map(msgspec.structs.asdict, _sorted_after(changes)))
    )
    assert _sorted_after(_plain(unpack(pack(groups)))) == _sorted_after(_plain(groups))


def _sorted_after(changes: list[RowChange]) -> list[RowChange]:
    return [msgspec.structs.replace(c, after=dict(sorted(c.after.items()))) for c in changes]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(VALUES, min_size=1, max_size=300)
    | st.lists(st.sampled_from(["P", "A", None, 3]), min_size=1, max_size=300)
    | st.lists(st.integers(1 << 53, (1 << 53) + 90), min_size=1, max_size=300)
    | st.lists(st.dates().map(str) | st.sampled_from(["2027-W01-1", "20270101"]), min_size=1, max_size=40)
    | st.lists(st.sampled_from([1, 2, 3] * 60 + list(range(9, 20_000, 99))), min_size=1, max_size=300)
)
def test_a_column_comes_back_as_it_was(values: list[int | str | None]) -> None:
    travelled = msgspec.msgpack.decode(msgspec.msgpack.encode(encode_column(values)))

    assert decode_column(travelled, len(values)) == values


def test_what_hangs_together_is_said_once() -> None:
    ids = [12 << 53 | writer << 16 | n for writer in (1 << 36, 9, 77) for n in range(10)]
    seconds = [1, 2] * 60 + list(range(100, 110))
    days = ["2027-03-01", "2027-03-02", "2027-03-09"]

    assert encode_column(ids)[0] == ID
    assert encode_column([ids[0]] * 30 + [ids[10]] * 30)[0] == RUNS
    assert encode_column(seconds)[0] == RARE
    assert encode_column(days) == [DAYS, encode_column([740041, 740042, 740049])]
    assert encode_column([*days, "2027-3-1"])[1] == [*days, "2027-3-1"]


@pytest.mark.parametrize(
    "column",
    [
        [CHOICES, [SAME, 1], 60_000, b"\0\0"],
        [RUNS, 60_000, [SAME, 1], [SAME, 0]],
        [RUNS, 1, [SAME, 1], [SAME, 60_000]],
        [STEPS, "a", [SAME, "b"]],
        [STEPS, 1, [SAME, None]],
        [STEPS, 1, [SAME, LARGEST_INT]],
        [WIDE, bytes(18)],
        [WIDE, b""],
        [ID, [SAME, 1 << 10], [SAME, 0], [SAME, 0]],
        [ID, [SAME, 1], [SAME, 1 << 37], [SAME, 0]],
        [DAYS, [SAME, 0]],
        [DAYS, [SAME, 1 << 40]],
        [RARE, [SAME, 1], [SAME, 1]],
    ],
)
def test_columns_that_ask_for_more_than_they_have_are_refused(column: list[object]) -> None:
    with pytest.raises((ColumnsDamaged, LookupError, TypeError, ValueError, OverflowError)):
        decode_column(column, 2)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200))
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(ColumnsDamaged):
        unpack(content)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_changed_bytes_are_refused_or_are_changes(data: st.DataObject) -> None:
    ids = range(1 << 54, (1 << 54) + 60)
    marks = [
        RowChange("attendance_mark", 1 << 53, i, i << 3, 5, 1, i, True, {"status": "PALE"[i % 4]})
        for i in ids
    ]
    content = bytearray(encode_groups(group_changes(marks)))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    try:
        groups = decode_groups(bytes(content))
    except ColumnsDamaged:
        return
    assert all(len(list(group.rows())) == len(group) for group in groups)


def test_many_fields_of_many_changes_are_refused() -> None:
    same = [0, None]
    fields = {str(number): (None, same) for number in range(1000)}
    group = ["person", True, 60_000, [0, 1], [0, 0], [0, 1], [0, 1], same, same, fields, None]

    with pytest.raises(ColumnsDamaged):
        decode_groups(msgspec.msgpack.encode([group]))


def test_columns_of_columns_of_columns_are_refused() -> None:
    column: list[object] = [0, 1]
    for _level in range(12):
        column = [SPLIT, column, column]
    group = ["person", True, 60_000, column, [0, 0], [0, 1], [0, 1], [0, None], [0, None], {}, None]

    with pytest.raises(ColumnsDamaged):
        decode_groups(msgspec.msgpack.encode([group]))


def test_more_changes_than_a_section_may_hold_are_refused() -> None:
    group = ["person", True, 60_000, [0, 1], [0, 0], [0, 1], [0, 1], [0, None], [0, None], {}, None]

    with pytest.raises(ColumnsDamaged):
        decode_groups(msgspec.msgpack.encode([group, group]))
