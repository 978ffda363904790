"""Status files and the roll: two PCs at once, and what somebody else wrote into them."""

from pathlib import Path

import msgspec
import pytest

from tvet_desktop.sync.carriers.folder_carrier import FolderCarrier
from tvet_desktop.sync.carriers.status import Head, Status, read_roll, read_statuses, write_status


@pytest.fixture
def carrier(tmp_path: Path) -> FolderCarrier:
    made = FolderCarrier(tmp_path, bytes(16))
    made.begin()
    return made


def _status(device: bytes, *heads: Head, records: tuple[str, ...] = ()) -> Status:
    return Status(device, 0, 1, list(records), list(heads), [], [])


def test_each_pc_has_a_place_on_the_roll_and_keeps_it(carrier: FolderCarrier) -> None:
    for device in (b"a" * 16, b"b" * 16, b"a" * 16):
        write_status(carrier, _status(device))

    assert read_roll(carrier) == [(b"a" * 16).hex(), (b"b" * 16).hex()]


def test_who_loses_a_place_to_another_pc_takes_the_next_one_the_next_time(carrier: FolderCarrier) -> None:
    write_status(carrier, _status(b"a" * 16))
    carrier.put("pcs/0001", (b"b" * 16).hex().encode())  # at once: the later write stays

    write_status(carrier, _status(b"a" * 16))

    assert {status.device for status in read_statuses(carrier)} == {b"a" * 16}
    assert len(read_roll(carrier)) == 2


def test_names_that_cannot_be_ours_are_never_asked_for(carrier: FolderCarrier) -> None:
    good = Head(bytes(16), 1, bytes(32), 10)
    bad = [
        Head(b"x" * 5_000, 1, bytes(32), 1),
        Head(bytes(16), -1, bytes(32), 1),
        Head(bytes(16), 1, b"", 1),
        Head(bytes(16), 1, bytes(32), -1),
    ]
    records = ("devices/../../secret", f"devices/{'0' * 32}")
    write_status(carrier, _status(b"a" * 16, good, *bad, records=records))

    (status,) = read_statuses(carrier)

    assert status.heads == [good]
    assert status.records == [f"devices/{'0' * 32}"]


@pytest.mark.parametrize(
    "content", [b"", b"\xff", msgspec.msgpack.encode([1]), b"\x91" * 2_000, bytes(300_000)]
)
def test_a_status_that_cannot_be_read_is_as_good_as_none(carrier: FolderCarrier, content: bytes) -> None:
    write_status(carrier, _status(b"a" * 16))
    carrier.put(f"status/{(b'a' * 16).hex()}", content)

    assert read_statuses(carrier) == []
