"""A styled application, and a context over a real database, for every page's test."""

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.conftest import ACCOUNT, NOW, copied_pc
from tests.ui.pseudo_language import PseudoTranslations
from tvet_desktop.accounts.queries import user_by_id
from tvet_desktop.app import App
from tvet_desktop.cli.lists import take_marks, take_people
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.shared import translation
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.backups.backups import Backups
from ui import style, theme
from ui.background import ImmediateBackground, ThreadBackground
from ui.changes import Changes
from ui.context import Context, Drafts
from ui.remembered import Remembered

if "DISPLAY" not in os.environ:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@dataclass(frozen=True)
class CoreOfTests:
    """What pages need of the core's app."""

    database: Database
    clock: FixedClock

    @property
    def backups(self) -> Backups:
        """None is made by these tests: the key is none."""
        folder = self.database.file.parent
        return Backups(self.database, bytes(32), folder, folder / "files", threading.Lock())


@dataclass
class Journey:
    """Which pages were asked for."""

    pages: list[tuple[str, object]] = field(default_factory=list)

    def open_page(self, name: str, target: object = None) -> None:
        self.pages.append((name, target))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["tests", "-style", "fusion"]


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Destroy what a test leaves: every new style sheet would have to dress it again."""
    yield
    for widget in qapp.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def looks(qapp: QApplication) -> None:
    """Our fonts and colours, light."""
    if qapp.property("styled") is None:
        theme.use_palette_and_font(qapp, theme.LIGHT)
        theme.load_font("Semibold")
        qapp.setProperty("styled", True)
    if qapp.styleSheet() != style.style_sheet(theme.LIGHT):
        style.use_colours(qapp, theme.LIGHT)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    translation.use_language("en")
    yield
    translation.use_language("en")


@pytest.fixture
def pseudo_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sentence 80 % longer, with accents: what is not translated or cut shows."""
    monkeypatch.setattr(translation, "_current", PseudoTranslations())


@pytest.fixture
def journey() -> Journey:
    return Journey()


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(tmp_path / "remembered")


@pytest.fixture
def context(
    database: Database, administrator_id: int, clock: FixedClock, remembered: Remembered, journey: Journey
) -> Context:
    """What a page is given, over a real database; work runs at once."""
    with database.reading() as db:
        user = user_by_id(db, administrator_id)
    assert user is not None
    return Context(
        app=CoreOfTests(database, clock),
        background=ImmediateBackground(),
        changes=Changes(),
        user=user,
        remembered=remembered,
        drafts=Drafts(),
        open_page=journey.open_page,
    )


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[ThreadBackground]:  # noqa: ARG001  its signals need one
    made = ThreadBackground()
    yield made
    made.stop()


SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


@pytest.fixture(scope="session")
def huye_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a PC of Huye that has taken in its register and its marked sheet."""
    folder = tmp_path_factory.mktemp("huye") / "data"
    app = App(folder, FixedClock(NOW))
    app.found(college_code="HUY", account=ACCOUNT)
    take_people(app, read_workbook(SAMPLES / "trainees_huye.xlsx"))
    take_marks(app, read_workbook(SAMPLES / "attendance_huye.xlsx"))
    app.sign_out()
    return folder


@pytest.fixture
def huye(huye_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[App]:
    """A PC of Huye with its people and marks, signed in as its administrator."""
    app = copied_pc(huye_folder, tmp_path / "huye", clock)
    yield app
    app.sign_out()


@pytest.fixture
def context_of(remembered: Remembered, journey: Journey) -> Callable[[App], Context]:
    """Make what a page is given, over a whole app; work runs at once."""

    def make(app: App) -> Context:
        return Context(
            app=app,
            background=ImmediateBackground(),
            changes=Changes(),
            user=app.user,
            remembered=remembered,
            drafts=Drafts(),
            open_page=journey.open_page,
        )

    return make
