"""Several officers on one server, each in a process of its own: they type, publish and receive at the same time."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from tests.postgres import Server
from tests.sync.server_station import ServerStation
from tests.sync.stations import HUYE, Station, make_template
from tvet_desktop.accounts.models import User
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.local_tables import Change
from tvet_desktop.sync.check import check
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.parcel import pack

OFFICERS, TIMES = (4, 60) if os.environ.get("TVET_LONG") else (2, 4)


def add_user(station: Station, name: str) -> int:
    with station.database.transaction() as db:
        row_id = new_id(db, HUYE)
        db.add(User(id=row_id, username=name, display_name=name, role="CLERK"))
        return row_id


def test_officers_type_publish_and_receive_at_once(
    tmp_path: Path, postgres: Server, empty_tables: str
) -> None:
    clock = FixedClock(datetime.now(UTC).replace(microsecond=0))
    (tmp_path / "opened").mkdir()
    template = make_template(tmp_path, clock, [("college", [HUYE], False)])
    founder, college = template.open(tmp_path / "opened")
    office = ServerStation.move(founder, postgres, empty_tables)
    shared = add_user(office, "shared")
    college.read(office.parcel())
    files = tmp_path / "received"
    files.mkdir()
    for number in range(TIMES):
        add_user(college, f"college {number}")
        (files / f"{number:03}.tvet").write_bytes(pack(college.parcel()))
    address = office.database.engine.url.set(drivername="postgresql").render_as_string()

    script = Path(__file__).with_name("server_officer.py")
    command = [sys.executable, str(script), address, office.key.hex(), str(shared), str(files), str(TIMES)]
    root = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    officers = [subprocess.Popen(command, env=root, stderr=subprocess.PIPE) for _ in range(OFFICERS)]
    for officer in officers:
        _out, words = officer.communicate(timeout=500)
        assert officer.returncode == 0, words.decode()

    with office.database.reading() as db:
        assert db.get_one(User, shared).display_name == "shared" + "+" * OFFICERS * TIMES
        assert db.scalar(select(func.count()).where(User.username == "new")) == OFFICERS * TIMES
        assert db.scalar(select(func.count()).select_from(Change)) == 0
        own = office.this_pc()
        numbers = db.scalars(select(StoredBundle.number).where(StoredBundle.device == own.device.id))
        assert sorted(numbers) == list(range(1, own.log.number + 1))  # one log, no branch
    with office.database.transaction() as db:
        assert check(db).problems == []
    college.read(office.parcel())
    assert college.dump(scope=HUYE) == office.dump(scope=HUYE)
    office.close()
    college.close()
