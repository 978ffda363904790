"""The power goes while sync files are merged: what was said to be read is there, and the next sync brings the rest."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from tests.courses.factories import a_running_course
from tests.storage.power_cut import TRACED, Call, disk_after_cut, read_trace
from tests.sync.stations import HUYE, Station, make_template
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.check import check
from tvet_desktop.sync.parcel import Parcel, pack

PROCESS = Path(__file__).with_name("merging_process.py")
CUTS = 200 if os.environ.get("TVET_LONG") else 20
PEOPLE = [f"PERSON{n} Invented" for n in range(30)]


@dataclass
class Prepared:
    """A PC before it merged, the files that it merges, and what it must hold after each of them."""

    before: Path
    key: bytes
    clock: FixedClock
    files: list[Path]
    dumps: list[list[str]]
    calls: list[Call]

    def open(self, folder: Path) -> Station:
        return Station.open(folder / "reader.db", self.key, self.clock)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("merging")
    clock = FixedClock(datetime(2027, 3, 8, 7, 30, tzinfo=UTC))
    template = make_template(folder, clock, [("reader", [HUYE], False)])
    (folder / "open").mkdir()
    founder, reader = template.open(folder / "open")
    files = _write_files(founder, folder)
    reader.close()
    before, run = folder / "before", folder / "run"
    for place in (before, run):
        place.mkdir()
        shutil.copyfile(reader.file, place / "reader.db")
    founder.close()
    prepared = Prepared(before, reader.key, clock, files, [], [])
    prepared.calls = _traced(prepared, run, folder / "trace")
    prepared.dumps = _dumps(prepared, folder / "steps")
    return prepared


def _write_files(founder: Station, folder: Path) -> list[Path]:
    """Write a course, a roll of each of its sessions, and a roll that corrects the first."""
    with founder.database.transaction() as db:
        _course, sessions, people = a_running_course(db, PEOPLE, days=2)
    files = [folder / "1.tvet"]
    sent = founder.parcel()
    files[0].write_bytes(pack(sent))
    known = set(sent.bundles)
    for number, session in enumerate([*sessions, sessions[0]], start=2):
        status = MarkStatus.ABSENT if number % 2 else MarkStatus.PRESENT
        with founder.database.transaction() as db:
            for person in people:
                mark_attendance(
                    db, training_session_id=session, person_id=person, status=status, now=founder.clock.now()
                )
        new = [bundle for bundle in founder.parcel().bundles if bundle not in known]
        known |= set(new)
        files.append(folder / f"{number}.tvet")
        files[-1].write_bytes(pack(Parcel(sent.documents, sent.records, new)))
    return files


def _traced(prepared: Prepared, run: Path, trace: Path) -> list[Call]:
    """Merge the files in a process of its own, and return its calls to the system."""
    strace = ["strace", "-f", "-qq", "-xx", "-s", "1000000", "-e", f"trace={TRACED}", "-e", "signal=none"]
    words = [PROCESS, run / "reader.db", prepared.key.hex(), *prepared.files]
    command = [*strace, "-o", str(trace), sys.executable, *map(str, words)]
    subprocess.run(command, check=True, capture_output=True)
    return read_trace(trace.read_text().splitlines(), run)


def _dumps(prepared: Prepared, folder: Path) -> list[list[str]]:
    shutil.copytree(prepared.before, folder)
    station = prepared.open(folder)
    dumps = [station.dump()]
    for file in prepared.files:
        station.read_file(file)
        dumps.append(station.dump())
    station.close()
    return dumps


def test_nothing_that_was_merged_is_lost_in_a_power_cut(prepared: Prepared, tmp_path: Path) -> None:
    said = [number for number, call in enumerate(prepared.calls) if call.file == "stdout"]
    assert len(said) == len(prepared.files)
    random = Random(7)
    for cut in range(CUTS):
        moment = random.randint(0, len(prepared.calls))
        after = tmp_path / f"after{cut}"
        disk_after_cut(prepared.before, after, prepared.calls[:moment], random)
        acknowledged = sum(number < moment for number in said)

        station = prepared.open(after)
        assert station.dump() in prepared.dumps[acknowledged:]
        if cut % 5 == 0:
            with station.database.transaction() as db:
                assert check(db).problems == []
        for file in prepared.files:
            station.read_file(file)
        assert station.dump() == prepared.dumps[-1]
        station.close()
        shutil.rmtree(after)
