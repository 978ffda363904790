"""Several processes on one data folder at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tvet_desktop.accounts.key_slots import KeySlots
from tvet_desktop.storage.files import FolderUnusable, probe, write_durably
from tvet_desktop.storage.lock import locked

ROOT = Path(__file__).resolve().parents[2]
WORDS = "four invented words"


def _started(folder: Path, *words: str) -> subprocess.Popen[str]:
    command, *rest = words
    return subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), command, "--data", str(folder), "--json", *rest],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TVET_PASSWORD": WORDS, "TVET_NEW_PASSWORD": "another four words"},
    )


def test_of_several_first_runs_one_wins_and_its_keys_fit(tmp_path: Path) -> None:
    started = [_started(tmp_path / "pc", "init", "--college", "HUY") for _ in range(3)]
    told = [process.communicate() for process in started]

    assert sorted(process.returncode for process in started) == [0, 1, 1], told
    assert all(error == "" or "holds data already" in error for _out, error in told)
    (code,) = [json.loads(out)["recovery_code"] for out, _error in told if out]
    slots = KeySlots.load(tmp_path / "pc" / "keys.json")
    assert slots.unlock("admin", WORDS).database_key == slots.unlock_with_recovery_code(code).database_key
    check = _started(tmp_path / "pc", "check")
    check.communicate()
    assert check.returncode == 0


def test_users_added_at_the_same_time_can_all_sign_in(tmp_path: Path) -> None:
    _started(tmp_path / "pc", "init", "--college", "HUY").communicate()

    started = [_started(tmp_path / "pc", "add-user", f"clerk{n}", "--role", "CLERK") for n in range(4)]
    told = [process.communicate() for process in started]

    assert [process.returncode for process in started] == [0] * 4, told
    slots = KeySlots.load(tmp_path / "pc" / "keys.json")
    assert len({slots.unlock(f"clerk{n}", "another four words").user_id for n in range(4)}) == 4


def test_a_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        _ = 1 / 0
    with locked(tmp_path):
        pass


def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()

    for target in (tmp_path / "file" / "new.json", tmp_path / "folder"):
        for attempt in (lambda file: write_durably(file, b"content"), probe):
            with pytest.raises(FolderUnusable) as refusal:
                attempt(target)
            assert "Nothing can be written" in refusal.value.sentence()

    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_said() -> None:
    error = FolderUnusable(Path("stick"), is_full=True)

    assert "full" in error.sentence()
