"""The folder adapter on real small file systems: full, write-protected, taken away."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.carriers.conftest import carrier_of, run_sync
from tests.sync.conftest import JoinPc, Pc
from tvet_desktop.sync.carriers.errors import (
    CarrierForeign,
    CarrierFull,
    CarrierGone,
    CarrierObstructed,
    CarrierReadOnly,
    Remedy,
)
from tvet_desktop.sync.carriers.folder_carrier import FolderCarrier

PROGRAMME = bytes(16)


@pytest.fixture
def small_stick(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KiB of its own, where the sandbox lets us mount one."""
    folder = tmp_path / "small stick"
    folder.mkdir()
    mounted = os.name == "posix" and _mount("-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder))
    if not mounted:
        pytest.skip("no right to mount here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


def _mount(*words: str) -> bool:
    try:
        return subprocess.run(["mount", *words], check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture
def carrier(small_stick: Path) -> FolderCarrier:
    made = FolderCarrier(small_stick, PROGRAMME)
    made.begin()
    return made


def test_a_full_stick_has_nothing_half_under_a_final_name(small_stick: Path, carrier: FolderCarrier) -> None:
    carrier.put("logs/aa/1", bytes(100_000))

    with pytest.raises(CarrierFull) as full:
        carrier.put("logs/aa/2", bytes(300_000))

    assert full.value.remedy is Remedy.PERSON
    assert [file.name for file in (small_stick / PROGRAMME.hex()).rglob("*") if file.is_file()] == ["1"]
    assert carrier.get("logs/aa/1", largest=200_000) == bytes(100_000)
    carrier.put("logs/aa/3", bytes(50_000))


def test_a_write_protected_stick_is_read_and_not_written(small_stick: Path, carrier: FolderCarrier) -> None:
    carrier.put("logs/aa/1", b"content")
    assert _mount("-o", "remount,ro", str(small_stick))

    assert carrier.get("logs/aa/1", largest=10) == b"content"
    with pytest.raises(CarrierReadOnly):
        carrier.put("logs/aa/2", b"content")


def test_a_stick_that_was_taken_away_leaves_nothing_on_this_pc(
    small_stick: Path, carrier: FolderCarrier
) -> None:
    carrier.put("logs/aa/1", b"content")
    subprocess.run(["umount", "-l", str(small_stick)], check=True)

    for act in (
        lambda: carrier.put("logs/aa/2", b"content"),
        lambda: carrier.get("logs/aa/1", largest=10),
        lambda: carrier.size("logs/aa/1"),
    ):
        with pytest.raises(CarrierForeign):
            act()
    assert not any(small_stick.iterdir())


def test_a_whole_act_with_a_stick_that_is_full_goes_on_when_there_is_room(
    founder: Pc, join_pc: JoinPc, small_stick: Path
) -> None:
    second = join_pc("second")
    row = founder.add_person("gasana")
    carrier = carrier_of(founder, small_stick)
    filler = small_stick / "holiday.mp4"
    room = os.statvfs(small_stick).f_bavail * os.statvfs(small_stick).f_frsize
    filler.write_bytes(bytes(room - 3 * 4096))

    assert isinstance(run_sync(founder, carrier).stopped, CarrierFull)
    assert list(small_stick.rglob("*.part")) == []
    filler.unlink()
    assert run_sync(founder, carrier).stopped is None
    run_sync(second, carrier_of(second, small_stick))

    assert second.get(row).display_name == "gasana"


def test_a_whole_act_with_a_write_protected_stick_still_reads_it(
    founder: Pc, join_pc: JoinPc, small_stick: Path
) -> None:
    second = join_pc("second")
    row = founder.add_person("gasana")
    run_sync(founder, carrier_of(founder, small_stick))
    carrier = carrier_of(second, small_stick)
    assert _mount("-o", "remount,ro", str(small_stick))

    done = run_sync(second, carrier)

    assert isinstance(done.stopped, CarrierReadOnly)
    assert second.get(row).display_name == "gasana"


def test_a_folder_that_was_taken_away_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    carrier = FolderCarrier(folder, PROGRAMME)
    carrier.begin()
    (folder / PROGRAMME.hex()).rmdir()
    folder.rmdir()

    with pytest.raises(CarrierGone) as gone:
        carrier.put("logs/aa/1", b"content")

    assert gone.value.remedy is Remedy.TRY_AGAIN
    assert not folder.exists()


def test_a_folder_under_the_name_of_a_file_is_no_file_and_is_named(tmp_path: Path) -> None:
    carrier = FolderCarrier(tmp_path, PROGRAMME)
    carrier.begin()
    obstacle = tmp_path / PROGRAMME.hex() / "logs" / "aa" / "1"
    obstacle.mkdir(parents=True)
    (obstacle / "virus.exe").write_bytes(b"MZ")

    assert carrier.get("logs/aa/1", largest=10) is None
    assert carrier.size("logs/aa/1") is None
    with pytest.raises(CarrierObstructed):
        carrier.put("logs/aa/1", b"content")


def test_what_is_larger_than_asked_for_is_not_read(tmp_path: Path) -> None:
    carrier = FolderCarrier(tmp_path, PROGRAMME)
    carrier.begin()
    with (tmp_path / PROGRAMME.hex() / "huge").open("wb") as file:
        file.truncate(10_000_000_000)

    assert carrier.get("huge", largest=1_000_000) is None


def test_a_name_is_found_among_thousands(tmp_path: Path) -> None:
    carrier = FolderCarrier(tmp_path, PROGRAMME)
    carrier.begin()
    log = tmp_path / PROGRAMME.hex() / "logs" / "aa"
    log.mkdir(parents=True)
    for number in range(5_000):
        (log / f"{number:08}-other").touch()

    carrier.put("logs/aa/00000001-mine", b"content")

    assert carrier.get("logs/aa/00000001-mine", largest=10) == b"content"
