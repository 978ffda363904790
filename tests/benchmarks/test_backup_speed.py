"""A backup of 200,000 marks with their history is made while somebody types: typing hardly waits for it."""

import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.big_file import fill
from tvet_desktop.accounts.models import User
from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.shared.clock import SystemClock

MOST_SECONDS_FOR_100_MB = 60
MOST_WAIT = 1.0


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    made = App(tmp_path / "data", SystemClock())
    made.found(college_code="HUY", account=NewAccount("admin", "Invented Admin", "four invented words"))
    fill(made.database)
    made.database.leave_no_trace()
    yield made
    made.sign_out()


def test_typing_goes_on_while_a_big_file_is_backed_up(app: App, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    megabytes = app.database.file.stat().st_size / 1e6
    began = time.perf_counter()
    worker = threading.Thread(target=app.backups.make, args=(tmp_path / "stick",))
    worker.start()
    waits = []
    while worker.is_alive():
        before = time.perf_counter()
        with app.database.transaction() as db:
            db.get_one(User, app.user.id).display_name = f"Invented {len(waits)}"
        waits.append(time.perf_counter() - before)
        time.sleep(0.02)
    seconds = time.perf_counter() - began
    looked = time.perf_counter()
    assert app.backups.damage() == []
    looked = time.perf_counter() - looked

    print(
        f"\n{megabytes:.0f} MB in {seconds:.1f} s, tried; saving meanwhile took {statistics.median(waits) * 1000:.0f} ms"
        f" (median of {len(waits)}), {max(waits) * 1000:.0f} ms at most; looking for damage {looked:.1f} s"
    )
    assert seconds < MOST_SECONDS_FOR_100_MB * max(1, megabytes / 100)
    assert max(waits) < MOST_WAIT
