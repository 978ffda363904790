"""Backups are whole, tried, few, and hold nothing that may not leave the PC."""

import errno
import os
import shutil
import threading
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest

from tests.evaluation.decrypted_pages import decrypted_pages
from tests.sync.conftest import Pc
from tvet_desktop.evaluation.models import WaitingAnswers
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.backup import copy_database, make_backup
from tvet_desktop.storage.backup.backup_state import STATE_FILE
from tvet_desktop.storage.backup.copy_database import count_rows
from tvet_desktop.storage.backup.errors import (
    BackupDamaged,
    BackupTooNew,
    NoBackup,
    PlaceFull,
    PlaceInside,
    PlaceMissing,
    PlaceTrouble,
)
from tvet_desktop.storage.backup.manifest import MANIFEST_FILE
from tvet_desktop.storage.backup.place import FoundBackup, find_backups

SECRET = "<what an anonymous trainee wrote>"


def key_of(pc: Pc) -> bytes:
    return pc.app.backups._key


def everything_below(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_backup_holds_every_row_and_file_and_is_found(pc: Pc, stick: Path) -> None:
    made = pc.app.backups.make(stick)

    (found,) = find_backups(stick)
    assert found == made == find_backups(made.folder)[0] == find_backups(made.folder.parent)[0]
    assert found.manifest.counts["app_user"] == 2
    tried = pc.app.backups.try_one(found)
    assert (tried.rows, tried.files) == (found.manifest.rows, 1)
    assert [backup.folder for backup in pc.app.backups.found()] == [made.folder]


def test_waiting_answers_are_in_no_byte_of_a_backup(pc: Pc, stick: Path) -> None:
    with pc.app.database.transaction() as db:
        db.add(WaitingAnswers(round_id=1, content=SECRET.encode() * 2000))
    pc.app.database.leave_no_trace()
    assert SECRET.encode() in decrypted_pages(pc.app.database.file, key_of(pc))

    made = pc.app.backups.make(stick)

    (copy,) = made.folder.glob("*.db")
    pages = decrypted_pages(copy, key_of(pc))
    assert b"Invented Admin" in pages  # the pages can be read
    assert SECRET.encode() not in pages
    assert count_rows(copy, key_of(pc))["open_round"] == 0
    assert not [name for name in everything_below(stick) if name.endswith(("-wal", "-shm", ".part"))]


def test_no_name_of_a_person_is_readable_in_a_backup(pc: Pc, stick: Path) -> None:
    pc.app.backups.make(stick)

    for name, content in everything_below(stick).items():
        assert b"Invented" not in content, name
        assert b"first" not in content, name


def test_somebody_may_work_while_a_backup_is_made(pc: Pc, stick: Path) -> None:
    """Fifty rows come in, one transaction each; the copy holds the state of one moment: history and rows agree."""
    stop = threading.Event()

    def work() -> None:
        for number in range(50):
            pc.add_person(f"typed meanwhile {number}")
        stop.set()

    worker = threading.Thread(target=work)
    worker.start()
    made = [pc.app.backups.make(stick)]
    while not stop.is_set():
        made.append(pc.app.backups.make(stick))
    worker.join()

    for backup in made:
        if backup.folder.exists():
            counts = backup.manifest.counts
            assert pc.app.backups.try_one(backup).rows
            assert counts["app_user"] - 2 == counts["change"] - made[0].manifest.counts["change"] + (
                made[0].manifest.counts["app_user"] - 2
            )
    assert len(pc.dump()) > 50


def test_files_are_copied_once_and_go_with_their_last_backup(pc: Pc, stick: Path, clock: FixedClock) -> None:
    first = pc.app.backups.make(stick)
    (stored,) = (first.folder.parent / "files").iterdir()
    inode = stored.stat().st_ino
    for _day in range(3):
        clock.moment += timedelta(minutes=1)
        pc.app.backups.make(stick)
    assert stored.stat().st_ino == inode
    for file in pc.app.files.folder.iterdir():
        file.unlink()
    for _time in range(4):
        clock.moment += timedelta(minutes=1)
        pc.app.backups.make(stick)

    assert not stored.exists()


def test_a_damaged_file_of_a_backup_is_found_and_renewed_by_the_next_one(pc: Pc, stick: Path) -> None:
    made = pc.app.backups.make(stick)
    (stored,) = (made.folder.parent / "files").iterdir()
    stored.write_bytes(stored.read_bytes()[:-1] + b"x")
    with pytest.raises(BackupDamaged):
        pc.app.backups.try_one(made)

    pc.app.backups.make(stick)

    assert pc.app.backups.try_one(made).files == 1


@pytest.mark.parametrize(
    "fault", ["cut", "flip", "empty", "gone", "no keys", "no file", "no manifest", "not json"]
)
def test_testing_finds_every_fault_of_a_backup(pc: Pc, stick: Path, fault: str) -> None:
    made = pc.app.backups.make(stick)
    database = next(made.folder.glob("*.db"))
    content = database.read_bytes()
    middle = len(content) // 2
    if fault == "cut":
        database.write_bytes(content[:-4096])
    elif fault == "flip":
        database.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    elif fault == "empty":
        database.write_bytes(b"")
    elif fault == "gone":
        database.unlink()
    elif fault == "no keys":
        (made.folder / "keys.json").unlink()
    elif fault == "no file":
        next((made.folder.parent / "files").iterdir()).unlink()
    elif fault == "no manifest":
        (made.folder / MANIFEST_FILE).unlink()
    else:
        (made.folder / MANIFEST_FILE).write_bytes(b'{"format": 1, "number": "x"}')

    before = everything_below(stick)
    with pytest.raises((BackupDamaged, NoBackup)):
        pc.app.backups.try_newest()
    assert everything_below(stick) == before  # nothing was repaired into emptiness


def test_a_manifest_of_a_newer_app_says_so(pc: Pc, stick: Path) -> None:
    made = pc.app.backups.make(stick)
    manifest = made.folder / MANIFEST_FILE
    manifest.write_bytes(manifest.read_bytes().replace(b'"format":1', b'"format":2'))

    with pytest.raises(BackupTooNew):
        find_backups(made.folder)


def test_places_that_cannot_serve_are_refused(pc: Pc, tmp_path: Path) -> None:
    with pytest.raises(PlaceMissing):
        pc.app.backups.make(tmp_path / "pulled out")
    assert not (tmp_path / "pulled out").exists()
    with pytest.raises(PlaceInside):
        pc.app.backups.make(pc.app.data_dir)
    (pc.app.data_dir / "deeper").mkdir()
    with pytest.raises(PlaceInside):
        pc.app.backups.choose_second_place(pc.app.data_dir / "deeper")
    with pytest.raises(NoBackup):
        find_backups(tmp_path / "nothing")


def test_a_full_place_is_said_before_anything_is_written(
    pc: Pc, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "free")  # noqa: PYI024  like the one of shutil
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage(1000))

    with pytest.raises(PlaceFull) as refused:
        pc.app.backups.make(stick)

    assert list(stick.iterdir()) == []
    assert "free some space" in refused.value.sentence()


@pytest.mark.parametrize(
    ("number", "meaning"), [(errno.ENOSPC, PlaceFull), (errno.EIO, PlaceTrouble), (errno.EROFS, PlaceTrouble)]
)
def test_what_fails_in_the_middle_leaves_the_earlier_backups(
    pc: Pc, stick: Path, monkeypatch: pytest.MonkeyPatch, number: int, meaning: type[PlaceTrouble]
) -> None:
    pc.app.backups.make(stick)
    before = everything_below(stick)

    def fail(_file: Path) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(copy_database, "_to_disk", fail)
        with pytest.raises(meaning):
            pc.app.backups.make(stick)

    assert everything_below(stick) == before
    assert pc.app.backups.make(stick).manifest.number == 2


def test_a_stick_that_is_pulled_out_in_the_middle_is_missed(
    pc: Pc, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pull_out(_file: Path) -> None:
        stick.rename(tmp_path / "in somebody's pocket")
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(copy_database, "_to_disk", pull_out)
    with pytest.raises(PlaceMissing):
        pc.app.backups.make(stick)
    monkeypatch.undo()

    (tmp_path / "in somebody's pocket").rename(stick)
    with pytest.raises(NoBackup):
        find_backups(stick)
    pc.app.backups.make(stick)
    assert not [name for name in everything_below(stick) if ".part" in name]


def test_a_copy_that_does_not_come_back_from_the_disk_gets_no_name(
    pc: Pc, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lie(backup: FoundBackup, *_rest: object, **_more: object) -> None:
        raise BackupDamaged(backup.folder)

    monkeypatch.setattr(make_backup, "try_backup", lie)
    with pytest.raises(PlaceTrouble):
        pc.app.backups.make(stick)

    with pytest.raises(NoBackup):
        find_backups(stick)


def test_automatic_backups_are_made_when_something_changed(pc: Pc, stick: Path, clock: FixedClock) -> None:
    backups = pc.app.backups
    assert [made.folder.parents[1] for made in backups.make_if_changed()] == [backups.own_place]
    assert backups.make_if_changed() == ()
    backups.choose_second_place(stick)
    assert [made.folder.parents[1] for made in backups.make_if_changed()] == [stick]
    clock.moment += timedelta(minutes=30)
    assert backups.make_if_changed() == ()

    pc.add_person("second")

    assert len(backups.make_if_changed()) == 2
    pc.app.set_password(user_id=pc.app.user.id, password="another four words")
    assert len(backups.make_if_changed()) == 2  # with the old one a backup would open, and this PC would not


def test_a_second_place_that_is_away_stops_nothing_and_is_remembered(pc: Pc, stick: Path) -> None:
    pc.app.backups.choose_second_place(stick)
    stick.rmdir()

    assert len(pc.app.backups.make_if_changed()) == 1
    assert pc.app.backups.standing().failed
    stick.mkdir()
    assert len(pc.app.backups.make_if_changed()) == 1
    assert not pc.app.backups.standing().failed


def test_seven_days_without_one_elsewhere_are_said(pc: Pc, stick: Path, clock: FixedClock) -> None:
    backups = pc.app.backups
    backups.make_if_changed()
    assert backups.standing().days_without is None
    clock.moment += timedelta(days=7)
    assert backups.standing().days_without == 7

    backups.make(stick)
    assert backups.standing().days_without is None
    clock.moment += timedelta(days=30)
    assert backups.standing().days_without is None  # nothing changed since
    pc.add_person("new work")
    assert backups.standing().days_without == 30


def test_a_backup_from_the_future_says_nothing(pc: Pc, stick: Path, clock: FixedClock) -> None:
    right, clock.moment = clock.moment, clock.moment.replace(year=2099)
    pc.app.backups.make(stick)
    clock.moment = right
    pc.add_person("with the right clock")

    assert pc.app.backups.standing().days_without is not None
    pc.app.backups.make(stick)
    assert pc.app.backups.standing().days_without is None


def test_two_pcs_share_a_stick(pc: Pc, join_pc: object, stick: Path) -> None:
    second = join_pc("second")  # type: ignore[operator]  a fixture
    pc.app.backups.make(stick)
    second.app.backups.make(stick)

    assert len({backup.folder.parent for backup in find_backups(stick)}) == 2
    assert len(pc.app.backups.found()) == 1


def test_what_is_remembered_survives_damage_of_its_file(pc: Pc) -> None:
    pc.app.backups.make_if_changed()
    (pc.app.data_dir / STATE_FILE).write_bytes(b"\x00" * 40)

    assert pc.app.backups.standing().newest is None
    assert len(pc.app.backups.make_if_changed()) == 1


def test_a_place_on_the_disk_of_the_data_is_no_place_elsewhere(
    pc: Pc, tmp_path: Path, clock: FixedClock
) -> None:
    backups, near = pc.app.backups, tmp_path / "another folder"
    near.mkdir()
    backups.choose_second_place(near)
    assert backups.standing().is_near
    assert len(backups.make_if_changed()) == 2
    clock.moment += timedelta(days=7)

    standing = backups.standing()
    assert (standing.is_near, standing.elsewhere, standing.days_without) == (True, None, 7)
    assert standing.near is not None
    assert backups.make_if_changed() == ()
    assert {backup.folder.parents[1] for backup in backups.found()} == {near, backups.own_place}
    backups.choose_second_place(None)
    assert not backups.standing().is_near
