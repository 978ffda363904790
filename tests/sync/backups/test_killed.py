"""A process that is killed while it makes a backup, or puts one back, leaves the last good one and data that opens."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ACCOUNT
from tests.sync.conftest import Pc
from tvet_desktop.app import App
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.backup.place import find_backups

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows neither forks nor has SIGKILL")

PROCESS = Path(__file__).with_name("killed_process.py")
IS_LONG = bool(os.environ.get("TVET_LONG"))
STEP, TIMES = (1, 60) if IS_LONG else (25, 1)


def die_again_and_again(act: str, pc: Pc, place: Path, out: Path) -> list[Path]:
    """Return what each death left."""
    words = [act, pc.app.data_dir, place, out, STEP, TIMES]
    subprocess.run([sys.executable, str(PROCESS), *map(str, words)], check=True)
    return sorted(out.iterdir())


def opened(data: Path, clock: FixedClock) -> Pc:
    app = App(data, clock)
    assert not app.is_new()
    app.sign_in(ACCOUNT.username, ACCOUNT.password)
    return Pc(app)


def test_a_backup_that_is_killed_leaves_the_earlier_ones(
    pc: Pc, stick: Path, tmp_path: Path, clock: FixedClock
) -> None:
    first = pc.app.backups.make(stick)
    pc.add_person("typed after the first backup")
    pc.app.files.put(b"another scan")
    before = pc.dump()
    pc.app.sign_out()

    left = die_again_and_again("backup", pc, stick, tmp_path / "out")
    assert len(left) > TIMES + 1
    for folder in left:
        there = opened(folder / "data", clock)
        assert there.dump() == before
        found = find_backups(folder / "place")
        assert found[-1].folder.name == first.folder.name
        for backup in found:
            there.app.backups.try_one(backup)
        there.app.backups.make(folder / "place")
        assert not list((folder / "place").rglob("*.part"))
        there.app.sign_out()
        shutil.rmtree(folder)


def test_putting_back_that_is_killed_leaves_the_old_data_or_the_new(
    pc: Pc, stick: Path, tmp_path: Path, clock: FixedClock
) -> None:
    after = pc.dump()
    made = pc.app.backups.make(stick)
    pc.add_person("typed after the backup")
    before = pc.dump()
    pc.app.sign_out()

    dumps = []
    for folder in die_again_and_again("restore", pc, stick, tmp_path / "out"):
        there = opened(folder / "data", clock)
        dumps.append(there.dump())
        assert dumps[-1] in (before, after)
        assert there.app.backups.damage() == []
        (found,) = find_backups(folder / "place")
        assert found.folder.name == made.folder.name
        there.app.backups.try_one(found)
        if IS_LONG:
            there.app.restore(found, username=ACCOUNT.username, secret=ACCOUNT.password)
            there.app.sign_in(ACCOUNT.username, ACCOUNT.password)
            assert there.dump() == after
        there.app.sign_out()
        shutil.rmtree(folder)
    assert before in dumps
    assert after in dumps
