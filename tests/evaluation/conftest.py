import random
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import ON_SERVER
from tvet_desktop.courses.models import Course
from tvet_desktop.evaluation.open_round import open_round
from tvet_desktop.evaluation.questionnaires import newest_form
from tvet_desktop.evaluation.submit_response import ResponseTaken, submit_response
from tvet_desktop.programme.models import College, Programme
from tvet_desktop.storage.database import Database, new_id

OPENED = date(2027, 3, 12)
Submit = Callable[..., ResponseTaken]


@pytest.fixture
def database(database: Database) -> Database:
    """On a server rounds are open for practice only."""
    if ON_SERVER:
        with database.transaction() as db:
            db.scalars(select(Programme)).one().practice = True
    return database


@pytest.fixture
def course_id(database: Database) -> int:
    with database.transaction() as db:
        college = db.scalars(select(College).where(College.code == "HUY")).one()
        course = Course(
            id=new_id(db, college.scope),
            college_id=college.id,
            code="HUY-1",
            title="Pump maintenance",
            language="en",
            mode="IN_PERSON",
            state="RUNNING",
        )
        db.add(course)
        return course.id


@pytest.fixture
def round_id(database: Database, course_id: int) -> int:
    with database.transaction() as db:
        return open_round(db, course_id=course_id, opened_on=OPENED).round_id


@pytest.fixture
def submit(database: Database) -> Submit:
    """Take an answer; every item gets the same rating, or an invented one."""
    chance = random.Random(5)
    items = [item.key for item in newest_form().items]

    def take(
        round_id: int,
        *,
        rating: int | None = None,
        without: tuple[str, ...] = (),
        not_applicable: tuple[str, ...] = (),
        language: str = "en",
        code: str | None = None,
        **comments: str,
    ) -> ResponseTaken:
        ratings: dict[str, int | None] = {
            key: rating or chance.randint(1, 5) for key in items if key not in without
        }
        ratings |= dict.fromkeys(not_applicable)
        return submit_response(
            database, round_id=round_id, language=language, ratings=ratings, comments=comments, code=code
        )

    return take
