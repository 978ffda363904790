"""A PC of Huye whose course has its 39 certificates, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import ACCOUNT
from tvet_desktop.app import App
from tvet_desktop.cli.certificates import issue_for_course
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.shared.clock import FixedClock


@pytest.fixture(scope="session")
def certified_folder(huye_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of that PC: names confirmed, approved, issued, nothing printed yet."""
    folder = tmp_path_factory.mktemp("certified") / "data"
    shutil.copytree(huye_folder, folder)
    app = App(folder, FixedClock(datetime(2027, 3, 8, 7, 30, tzinfo=UTC)))
    app.sign_in(ACCOUNT.username, ACCOUNT.password)
    with app.database.reading() as db:
        (course,) = list_courses(db)
    issue_for_course(app, course.id, names_confirmed=True)
    app.sign_out()
    return folder


@pytest.fixture
def certified(certified_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[App]:
    """That PC, signed in as its administrator."""
    shutil.copytree(certified_folder, tmp_path / "certified")
    app = App(tmp_path / "certified", clock)
    app.sign_in(ACCOUNT.username, ACCOUNT.password)
    yield app
    app.sign_out()
