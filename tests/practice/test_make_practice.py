from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import ACCOUNT
from tvet_desktop.app import App
from tvet_desktop.attendance.course_tests.queries import course_results
from tvet_desktop.attendance.models import AttendanceMark
from tvet_desktop.courses.papers_logos import logos_of_course
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.people.models import Person
from tvet_desktop.practice.make_practice import make_practice, open_practice, practice_exists
from tvet_desktop.programme.queries import the_programme
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc
from tvet_desktop.sync.errors import OtherProgramme
from tvet_desktop.sync.export_bundles import export_bundles, prepare_export


def test_practice_data_is_there_and_the_same_for_the_same_seed(tmp_path: Path, clock: FixedClock) -> None:
    names = []
    for folder in ("one", "two"):
        app = App(tmp_path / folder, clock)
        made = make_practice(app, colleges=1, weeks=1, seed=4)
        with app.database.reading() as db:
            names.append(sorted(f"{p.family_name} {p.given_name}" for p in db.scalars(select(Person))))
            assert db.scalar(select(func.count()).select_from(AttendanceMark)) == made.marks > 100
            assert the_programme(db).practice
            (course,) = list_courses(db)
            assert course_results(db, course.id).gain.matched > 10
            assert issuer_of_this_pc(db).is_practice
            owners = [logo.owner for logo in logos_of_course(db, course.id)]
            assert owners == ["Practice programme", "IPRC Huye", "Invented Industry Partner"]
        app.sign_out()
        assert practice_exists(app)
        open_practice(app)
        app.sign_out()

    assert names[0] == names[1]


def test_its_sync_files_are_refused_by_a_real_programme(tmp_path: Path, clock: FixedClock) -> None:
    practice, real = App(tmp_path / "practice", clock), App(tmp_path / "real", clock)
    make_practice(practice, colleges=1, weeks=1)
    real.found(college_code="HUY", account=ACCOUNT)
    with practice.database.transaction() as db:
        prepare_export(db)
    with practice.database.reading() as db:
        export_bundles(db, tmp_path / "practice.tvet")

    with pytest.raises(OtherProgramme):
        real.import_sync([tmp_path / "practice.tvet"])


def test_stopping_half_way_is_possible(tmp_path: Path, clock: FixedClock) -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise StoppedError

    app = App(tmp_path / "pc", clock)
    with pytest.raises(StoppedError):
        make_practice(app, colleges=1, weeks=1, report=stop)

    assert app.is_new()
    assert make_practice(app, colleges=1, weeks=1).people > 0
