"""The power goes at any moment: no mark that was shown as saved is lost, and the file opens."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from tests.courses.factories import a_running_course
from tests.storage.power_cut import TRACED, disk_after_cut, read_trace
from tvet_desktop.attendance.models import AttendanceMark
from tvet_desktop.programme.found_programme import found_programme
from tvet_desktop.shared.clock import SystemClock
from tvet_desktop.storage.database import Database

PROCESS = Path(__file__).with_name("marking_process.py")
CUTS = 200 if os.environ.get("TVET_LONG") else 20
KILLS = 20 if os.environ.get("TVET_LONG") else 3
PEOPLE = [f"PERSON{n} Invented" for n in range(15)]


class Prepared:
    """A closed database with a course, and how to mark in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = secrets.token_bytes(32)
        folder.mkdir()
        database = Database.create(folder / "tvet.db", self.key, SystemClock())
        with database.transaction() as db:
            found_programme(db)
            _course, sessions, self.people = a_running_course(db, PEOPLE, days=1)
        self.session_id = sessions[0]
        database.leave_no_trace()
        database.close()

    def command(self, folder: Path) -> list[str]:
        words = [PROCESS, folder / "tvet.db", self.key.hex(), self.session_id, *self.people]
        return [sys.executable, *map(str, words)]

    def check(self, folder: Path, said: str) -> None:
        """Every mark that was said to be saved is there, as it was or as it was marked later."""
        database = Database.open(folder / "tvet.db", self.key, SystemClock())
        with database.reading() as db:
            assert db.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            for line in said.splitlines():
                _saved, person_id, status = line.split()
                mark = db.get(AttendanceMark, (self.session_id, int(person_id)))
                assert mark is not None, line
                assert mark.status in {status, "P"}, line
        database.close()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    return Prepared(tmp_path_factory.mktemp("cut") / "before")


def test_no_acknowledged_mark_is_lost_in_a_power_cut(prepared: Prepared, tmp_path: Path) -> None:
    run = tmp_path / "run"
    shutil.copytree(prepared.folder, run)
    trace = tmp_path / "trace"
    strace = ["strace", "-f", "-qq", "-xx", "-s", "1000000", "-e", f"trace={TRACED}", "-e", "signal=none"]
    subprocess.run([*strace, "-o", str(trace), *prepared.command(run)], check=True, capture_output=True)
    calls = read_trace(trace.read_text().splitlines(), run)
    said = [number for number, call in enumerate(calls) if call.file == "stdout"]
    assert len(said) == 2 * len(PEOPLE)
    random = Random(11)

    for cut in range(CUTS):
        moment = random.randint(said[0], len(calls))
        after = tmp_path / f"after{cut}"
        disk_after_cut(prepared.folder, after, calls[:moment], random)
        lines = b"".join(call.data for call in calls[:moment] if call.file == "stdout").decode()
        prepared.check(after, lines)
        shutil.rmtree(after)


def test_the_simulated_cut_loses_what_was_not_synced(prepared: Prepared, tmp_path: Path) -> None:
    """The simulation has teeth: with every fsync left out, marks are lost or the file does not open."""
    run = tmp_path / "run"
    shutil.copytree(prepared.folder, run)
    trace = tmp_path / "trace"
    strace = ["strace", "-f", "-qq", "-xx", "-s", "1000000", "-e", f"trace={TRACED}", "-e", "signal=none"]
    subprocess.run([*strace, "-o", str(trace), *prepared.command(run)], check=True, capture_output=True)
    calls = [call for call in read_trace(trace.read_text().splitlines(), run) if "sync" not in call.name]
    lines = b"".join(call.data for call in calls if call.file == "stdout").decode()

    disk_after_cut(prepared.folder, tmp_path / "after", calls, Random(1))

    with pytest.raises(Exception, match=r".*"):
        prepared.check(tmp_path / "after", lines)


def test_no_acknowledged_mark_is_lost_when_the_process_is_killed(prepared: Prepared, tmp_path: Path) -> None:
    random = Random(5)
    for kill in range(KILLS):
        run = tmp_path / f"run{kill}"
        shutil.copytree(prepared.folder, run)
        process = subprocess.Popen(prepared.command(run), stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        said = "".join(process.stdout.readline() for _ in range(random.randint(1, 25)))
        time.sleep(random.random() / 100)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read()
        process.wait()
        process.stdout.close()

        prepared.check(run, said)
