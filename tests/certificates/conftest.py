"""One PC of Huye with a course on its way to certificates."""

from collections.abc import Iterator
from copy import copy
from pathlib import Path

import pytest

from tests.certificates.factories import Course
from tests.conftest import NOW, copied_pc
from tvet_desktop.shared.clock import FixedClock


@pytest.fixture(scope="session")
def marked_course(tmp_path_factory: pytest.TempPathFactory, founded_folder: Path) -> Course:
    """The course as it was marked once; each test works on a copy."""
    app = copied_pc(founded_folder, tmp_path_factory.mktemp("marked") / "pc", FixedClock(NOW))
    course = Course(app, NOW)
    app.sign_out()
    return course


@pytest.fixture
def course(tmp_path: Path, clock: FixedClock, marked_course: Course) -> Iterator[Course]:
    course = copy(marked_course)
    course.app = copied_pc(marked_course.app.data_dir, tmp_path / "pc", clock)
    yield course
    course.app.sign_out()
