"""A PC with an older version of the app between newer ones: it neither erases nor outranks what it does not know."""

import json
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from tests.conftest import ACCOUNT
from tests.sync.conftest import HUYE, Pc
from tvet_desktop.accounts.models import User
from tvet_desktop.courses.models import Course, CourseTrainer
from tvet_desktop.people.models import Person
from tvet_desktop.programme.queries import college_by_code
from tvet_desktop.storage.database import new_id
from tvet_desktop.sync.models import StoredBundle

NEWER = Path(__file__).with_name("newer_app.py")


def _newer(*words: object) -> list[dict[str, object]]:
    command = [sys.executable, str(NEWER), *map(str, words)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def _without_own_columns(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [row for row in rows if row["table"] not in {"app_user", "course_trainer", "later_thing"}]


def test_an_older_pc_keeps_what_it_does_not_know(founder: Pc, tmp_path: Path) -> None:
    stick, newer = tmp_path / "stick", tmp_path / "newer"
    user = founder.add_person("uwase")
    with founder.app.database.transaction() as db:
        college = college_by_code(db, "HUY")
        course = Course(
            id=new_id(db, HUYE),
            college_id=college.id,
            code="A",
            title="A",
            language="en",
            mode="ONLINE",
            state="OPEN",
        )
        person = Person(id=new_id(db, HUYE), family_name="P", sex="F")
        db.add_all([course, person])
        db.flush()
        db.add(CourseTrainer(course_id=course.id, person_id=person.id, role="DIASPORA"))
        course_id, person_id = course.id, person.id
    _newer(newer, "join", founder.invitation(tmp_path / "invite", scopes=[HUYE]))
    _newer(newer, "write", "newer", user, course_id, person_id)
    _newer(newer, "exchange", "newer", stick)

    founder.read(stick)
    founder.rename(user, display_name="UWASE Aline")
    with founder.app.database.transaction() as db:
        db.get_one(CourseTrainer, (course_id, person_id)).role = "COUNTERPART"
    founder.export(stick)
    at_newer = _newer(newer, "exchange", "newer", stick)

    (there,) = (row for row in at_newer if row["table"] == "app_user" and row["id"] == user)
    assert (there["nickname"], there["display_name"]) == ("Nick", "UWASE Aline")
    (trainer,) = (row for row in at_newer if row["table"] == "course_trainer")
    assert (trainer["remark"], trainer["role"]) == ("kept", "COUNTERPART")
    assert founder.get(user).display_name == "UWASE Aline"
    with founder.app.database.reading() as db:
        assert db.scalars(select(StoredBundle).where(StoredBundle.incomplete)).first() is not None
        assert db.get_one(User, user).field_stamps
    assert _without_own_columns([json.loads(line) for line in founder.dump()]) == _without_own_columns(
        at_newer
    )

    founder.app.sign_out()
    upgraded = _newer(founder.app.data_dir, "look", ACCOUNT.username)

    assert upgraded == at_newer
    assert list(founder.app.data_dir.glob("*.before-version-2"))
    founder.app = type(founder.app)(tmp_path / "unused", founder.app.clock)
