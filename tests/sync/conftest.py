"""Several PCs of one programme, each with a data folder, database and keys of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import copied_pc
from tvet_desktop.accounts.models import User
from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import new_id
from tvet_desktop.sync.dump import dump
from tvet_desktop.sync.export_bundles import send
from tvet_desktop.sync.import_bundles import Imported, import_bundles
from tvet_desktop.sync.invite import invite

HUYE = 12
TUMBA = 18


class Pc:
    """One PC: what a test does on it reads like what its user does."""

    def __init__(self, app: App) -> None:
        self.app = app

    def add_person(self, name: str, scope: int = HUYE) -> int:
        """Add a row whose fields are stamped one by one (a user is one)."""
        with self.app.database.transaction(user_id=self.app.user.id) as db:
            row_id = new_id(db, scope)
            db.add(User(id=row_id, username=name, display_name=name, role="CLERK"))
            return row_id

    def rename(self, row_id: int, *, display_name: str | None = None, role: str | None = None) -> None:
        with self.app.database.transaction(user_id=self.app.user.id) as db:
            row = db.get_one(User, row_id)
            row.display_name = display_name or row.display_name
            row.role = role or row.role

    def remove(self, row_id: int) -> None:
        with self.app.database.transaction() as db:
            db.get_one(User, row_id).deleted = True

    def get(self, row_id: int) -> User:
        with self.app.database.reading() as db:
            return db.get_one(User, row_id)

    def export(self, target: Path) -> Path:
        send(self.app.database, target)
        return target

    def read(self, *paths: Path) -> Imported:
        return import_bundles(self.app.database, paths)

    def dump(self) -> list[str]:
        with self.app.database.reading() as db:
            return list(dump(db))

    def invitation(self, file: Path, *, scopes: list[int], national: bool = False) -> Path:
        with self.app.database.transaction() as db:
            invited = invite(db, scopes=scopes, home_scope=scopes[0], national=national, now=self.app.now())
        file.write_bytes(invited.content)
        return file


JoinPc = Callable[..., Pc]


@pytest.fixture
def founder(tmp_path: Path, clock: FixedClock, founded_folder: Path) -> Iterator[Pc]:
    app = copied_pc(founded_folder, tmp_path / "founder", clock)
    yield Pc(app)
    app.sign_out()


@pytest.fixture
def join_pc(tmp_path: Path, clock: FixedClock, founder: Pc) -> Iterator[JoinPc]:
    apps: list[App] = []

    def make(name: str, *, scopes: list[int] | None = None, national: bool = False) -> Pc:
        file = founder.invitation(tmp_path / f"{name}.invite", scopes=scopes or [HUYE], national=national)
        app = App(tmp_path / name, FixedClock(clock.moment))
        app.join(
            invitation=file, account=NewAccount(f"admin.{name}", "Invented Admin", "four invented words")
        )
        apps.append(app)
        return Pc(app)

    yield make
    for app in apps:
        app.sign_out()


@pytest.fixture
def meet(tmp_path: Path) -> Callable[..., None]:
    """Let PCs exchange everything over one folder, twice, so that all have all."""
    folder = tmp_path / "stick"

    def exchange(*pcs: Pc) -> None:
        for _ in range(2):
            for pc in pcs:
                pc.export(folder)
                pc.read(folder)

    return exchange
