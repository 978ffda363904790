"""A real set-up in a copy of the installer whose locks are empty, so that it needs no network."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from installer import environment

QUICK = 1.0  # seconds; nearer 0.1 on an idle PC, a set-up takes several


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(
        "installer", tmp_path / "copy" / "installer", ignore=shutil.ignore_patterns("__pycache__")
    )
    root = tmp_path / "copy"
    for lock in ("run.txt", "test.txt"):
        (root / "installer" / "locks" / lock).write_text("# nothing\n", encoding="utf-8")
    script = root / "resources" / "verify_page" / "qr_decoder.js"
    script.parent.mkdir(parents=True)
    script.touch()
    made = f"qr_decoder.js sha256:{hashlib.sha256().hexdigest()}\n"
    (root / "installer" / "locks" / "npm.txt").write_text(made, encoding="ascii")
    (root / "main.py").write_text(
        "import sys\nprint('started', *sys.argv[1:])\nsys.exit(7)\n", encoding="utf-8"
    )
    catalogue = root / "resources" / "locale" / "rw" / "LC_MESSAGES" / "tvet.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    return root


def dev(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    screenless = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    return subprocess.run(
        [sys.executable, str(root / "installer" / "dev.py"), *words],
        cwd=root,
        env={**screenless, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_set_up_is_made_once_and_made_again_after_an_interruption_or_a_change(copy: Path) -> None:
    stamp = copy / ".venv" / "finished"
    leftover = copy / ".venv" / "leftover"

    first = dev(copy, "setup")
    assert (first.returncode, first.stderr) == (0, "")
    assert (copy / "resources/locale/rw/LC_MESSAGES/tvet.mo").exists()
    assert environment.read_stamp(stamp).keys() == {"python", "run.txt"}

    # a finished one is left alone
    leftover.touch()
    made = stamp.stat().st_mtime_ns
    started = time.perf_counter()
    second = dev(copy, "run", "a word")
    assert time.perf_counter() - started < QUICK
    assert (second.returncode, second.stdout) == (7, "started a word\n")
    assert stamp.stat().st_mtime_ns == made
    assert leftover.exists()

    # an unfinished one is cleared
    stamp.unlink()
    assert dev(copy, "setup").returncode == 0
    assert not leftover.exists()

    # a changed lock clears it too, and a package that cannot be installed leaves no stamp
    leftover.touch()
    (copy / "installer/locks/run.txt").write_text(
        "no-such-package==1 --hash=sha256:" + "0" * 64 + "\n", encoding="utf-8"
    )
    failed = dev(copy, "setup")
    assert failed.returncode == 1
    assert "check the network, then start the same command again" in failed.stderr
    assert not stamp.exists()
    assert not leftover.exists()


def test_run_without_a_screen_gives_the_tour_a_folder_of_its_own(copy: Path) -> None:
    (copy / "main.py").write_text("import sys\nprint(*sys.argv[1:], sep='|')\n", encoding="utf-8")
    (copy / "tour-results").mkdir()

    ran = dev(copy, "run")

    assert f"tour|--input|{copy / 'resources' / 'samples'}|--out|{copy / 'tour-results-2'}\n" in ran.stdout
    assert ran.stdout.endswith(f"The results are in {copy / 'tour-results-2'}\n")


def test_describe_changes_with_a_lock(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "LOCKS", copy / "installer" / "locks")
    before = environment.describe(environment.TEST)

    (copy / "installer/locks/test.txt").write_text("# something\n", encoding="utf-8")

    after = environment.describe(environment.TEST)
    assert {name for name in after if after[name] != before[name]} == {"test.txt"}
    assert after["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"


def test_read_stamp_takes_a_damaged_stamp_for_none(tmp_path: Path) -> None:
    damaged = tmp_path / "finished"
    damaged.write_bytes(b"\x00\xff\xfe")

    assert environment.read_stamp(damaged) == {}
    assert environment.read_stamp(tmp_path / "missing") == {}
