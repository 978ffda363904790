"""A PC of the national office keeps its database on a real PostgreSQL server: it ends equal to all others."""

import os
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from tests.courses.factories import a_running_course
from tests.postgres import Server
from tests.sync.history_steps import STEPS, History, Step
from tests.sync.last_writer import changes_of, last_written, rows_here
from tests.sync.server_station import ServerStation
from tests.sync.stations import HUYE, TUMBA, Station, Template, make_template, meet
from tvet_desktop.evaluation.open_round import RoundOnServer, open_round
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.ids import Scope
from tvet_desktop.storage.local_tables import Conflict, LocalSetting
from tvet_desktop.sync.check import check
from tvet_desktop.sync.heard.colleges import college_standings

HISTORIES = 60 if os.environ.get("TVET_LONG") else 1
PCS = [("national", [HUYE], True), ("college", [HUYE, TUMBA], False)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    moment = FixedClock(datetime(2027, 3, 8, 7, 30, tzinfo=UTC))
    return make_template(tmp_path_factory.mktemp("programme"), moment, PCS)


def a_programme(template: Template, folder: Path, server: Server, tables: str) -> History:
    folder.mkdir()
    stations = template.open(folder)
    stations[1] = ServerStation.move(stations[1], server, tables)
    with stations[0].database.transaction() as db:
        course_id, sessions, people = a_running_course(db, days=1)
    meet(*stations)
    return History(folder, stations, people, sessions, course_id)


@settings(
    max_examples=HISTORIES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_random_histories_end_equal_on_a_server_and_on_pcs(
    steps: list[Step], template: Template, tmp_path: Path, postgres: Server, empty_tables: str
) -> None:
    folder = next(tmp_path / str(number) for number in count() if not (tmp_path / str(number)).exists())
    history = a_programme(template, folder, postgres, empty_tables)
    for step in steps:
        history.take(step)
    meet(*history.stations)

    for scope in (Scope.SHARED, HUYE):
        first, *others = [station.dump(scope=scope) for station in history.stations]
        assert all(other == first for other in others)
    with history.stations[1].database.reading() as db:
        assert rows_here(db) == last_written(changes_of(db))
    with history.stations[1].database.transaction() as db:
        assert check(db).problems == []
    for station in history.stations:
        station.close()


def test_the_server_sees_no_key(
    template: Template, tmp_path: Path, postgres: Server, empty_tables: str
) -> None:
    history = a_programme(template, tmp_path / "one", postgres, empty_tables)
    office = history.stations[1]
    seed = office.this_pc().keys.signing_seed
    with office.database.engine.connect() as connection:
        stored = connection.exec_driver_sql(
            "SELECT value FROM local_setting WHERE name = 'this_pc'"
        ).scalar_one()
        assert seed not in bytes(stored)
        assert (
            seed
            in connection.execute(
                select(LocalSetting.value).where(LocalSetting.name == "this_pc")
            ).scalar_one()
        )
    for station in history.stations:
        station.close()


def test_conflicts_are_the_same_as_on_a_pc(
    template: Template, tmp_path: Path, postgres: Server, empty_tables: str
) -> None:
    history = a_programme(template, tmp_path / "one", postgres, empty_tables)
    founder, office, college = history.stations
    random = Random(7)
    for _ in range(12):
        history._mark(office, random)
        history._rename(office, random)
    office.copy(tmp_path / "twin.db")
    twin = Station.open(tmp_path / "twin.db", office.key, FixedClock(office.clock.moment))
    for _ in range(12):
        history._mark(college, random)
        history._rename(college, random)
        history._mark(founder, random)
    for giver in (founder, college):
        parcel = giver.parcel()
        office.read(parcel)
        twin.read(parcel)

    assert office.dump() == twin.dump()
    assert conflicts_of(office) == conflicts_of(twin) != []
    with office.database.reading() as here, twin.database.reading() as there:
        board = college_standings(here, office.clock.moment)
        assert board == college_standings(there, office.clock.moment)
        assert sum(row.people for row in board) > 1
    for station in (*history.stations, twin):
        station.close()


def conflicts_of(station: Station) -> list[tuple[object, ...]]:
    columns = [column for column in Conflict.__table__.columns if column.name != "seq"]
    with station.database.reading() as db:
        return sorted(map(tuple, db.execute(select(*columns))), key=str)


def test_no_round_is_opened_where_traces_stay(
    template: Template, tmp_path: Path, postgres: Server, empty_tables: str
) -> None:
    history = a_programme(template, tmp_path / "one", postgres, empty_tables)
    with pytest.raises(RoundOnServer), history.stations[1].database.transaction() as db:
        open_round(db, course_id=history.course_id, opened_on=date(2027, 3, 8))
    for station in history.stations:
        station.close()
