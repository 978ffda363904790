"""One PC of Huye with a course on its way to certificates."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.certificates.factories import Course
from tests.sync.conftest import ACCOUNT
from tvet_desktop.app import App
from tvet_desktop.shared.clock import FixedClock


@pytest.fixture
def course(tmp_path: Path, clock: FixedClock, now: datetime) -> Iterator[Course]:
    app = App(tmp_path / "pc", clock)
    app.found(college_code="HUY", account=ACCOUNT)
    yield Course(app, now)
    app.sign_out()
