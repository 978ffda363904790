"""Random histories of five PCs and their copies: whatever they do and in whatever order files arrive, all end equal."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.courses.factories import a_running_course
from tests.sync.history_steps import STEPS, History, Step
from tests.sync.last_writer import changes_of, last_written, rows_here
from tests.sync.stations import HUYE, TUMBA, Template, make_template, meet
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.check import check

HISTORIES = 200 if os.environ.get("TVET_LONG") else 20
PCS = [
    ("national", [HUYE], True),
    ("second", [HUYE], False),
    ("third", [HUYE], False),
    ("fourth", [HUYE, TUMBA], False),
]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(
        tmp_path_factory.mktemp("programme"), FixedClock(datetime(2027, 3, 8, 7, 30, tzinfo=UTC)), PCS
    )


@contextmanager
def five_pcs(template: Template, folder: Path) -> Iterator[History]:
    folder.mkdir()
    stations = template.open(folder)
    with stations[0].database.transaction() as db:
        course_id, sessions, people = a_running_course(db, days=1)
    meet(*stations)
    history = History(folder, stations, people, sessions, course_id)
    yield history
    for station in stations:
        station.close()


@settings(
    max_examples=HISTORIES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_all_pcs_end_equal_and_with_what_was_written_last(
    steps: list[Step], template: Template, tmp_path: Path
) -> None:
    folder = next(tmp_path / str(number) for number in count() if not (tmp_path / str(number)).exists())
    with five_pcs(template, folder) as history:
        for step in steps:
            history.take(step)
        meet(*history.stations)

        for scope in (Scope.SHARED, HUYE):
            first, *others = [station.dump(scope=scope) for station in history.stations]
            assert all(other == first for other in others)
        for station in history.stations[:2]:
            with station.database.reading() as db:
                assert rows_here(db) == last_written(changes_of(db))
        with history.stations[len(steps) % len(history.stations)].database.transaction() as db:
            assert check(db).problems == []
