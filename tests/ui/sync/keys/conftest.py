"""A programme of three PCs that have met: the one that founded it, another national one, one of Huye."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import ACCOUNT
from tvet_desktop.accounts.recovery_code import draw_recovery_code
from tvet_desktop.app import App
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.export_bundles import send
from tvet_desktop.sync.invite import invite

HUYE = 12
TWO_NATIONAL_PCS = {"office": True, "huye": False}


@dataclass(frozen=True)
class Programme:
    """The data folders, and the recovery code on paper."""

    folder: Path
    code: str


@pytest.fixture(scope="session")
def programme_folder(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    folder = tmp_path_factory.mktemp("programme")
    made = Programme(folder, draw_recovery_code())
    clock = FixedClock(datetime(2027, 3, 8, 7, 30, tzinfo=UTC))
    founder = App(folder / "founder", clock)
    founder.found(college_code="HUY", account=ACCOUNT, recovery_code=made.code)
    others = []
    for name, national in TWO_NATIONAL_PCS.items():
        with founder.database.transaction() as db:
            invited = invite(db, scopes=[HUYE], home_scope=HUYE, national=national, now=clock.now())
        (folder / f"{name}.key").write_bytes(invited.content)
        app = App(folder / name, clock)
        app.join(invitation=folder / f"{name}.key", account=ACCOUNT)
        send(app.database, folder / f"{name}.tvet")
        founder.import_sync([folder / f"{name}.tvet"])
        others.append(app)
    send(founder.database, folder / "all.tvet")
    (folder / "stick").mkdir()
    send(founder.database, folder / "stick")
    for app in others:
        app.import_sync([folder / "all.tvet"])
    for app in (founder, *others):
        app.sign_out()
    return made


@pytest.fixture
def programme(programme_folder: Programme, tmp_path: Path) -> Programme:
    shutil.copytree(programme_folder.folder, tmp_path / "programme")
    return Programme(tmp_path / "programme", programme_folder.code)


SignIn = Callable[[str], App]


@pytest.fixture
def sign_in(programme: Programme, clock: FixedClock) -> Iterator[SignIn]:
    """Sign in to one of the PCs."""
    apps: dict[str, App] = {}

    def make(name: str) -> App:
        if name not in apps:
            apps[name] = App(programme.folder / name, clock)
            apps[name].sign_in(ACCOUNT.username, ACCOUNT.password)
        return apps[name]

    yield make
    for app in apps.values():
        app.sign_out()
