import random
from datetime import date

import pytest

from tests.courses.factories import a_course
from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.edit_course import edit_course
from tvet_desktop.evaluation.open_round import open_round
from tvet_desktop.evaluation.questionnaires import newest_form
from tvet_desktop.evaluation.submit_response import submit_response
from tvet_desktop.storage.database import Database

OPENED = date(2027, 3, 5)
COMMENTS = (
    "Repairing real pumps with our own hands.",
    "Kwigira hamwe n’abandi byamfashije cyane.",
    "Les exercices du matin, surtout le dessin des réseaux.",
)


@pytest.fixture
def course_id(database: Database) -> int:
    with database.transaction() as db:
        return a_course(db)


@pytest.fixture
def round_id(database: Database, course_id: int) -> int:
    with database.transaction() as db:
        return open_round(db, course_id=course_id, opened_on=OPENED, handed_out=12).round_id


def give_answers(database: Database, round_id: int, count: int, *, without: str = "") -> None:
    """Invented answers, mostly good ones; nobody rates the item ``without``."""
    chance = random.Random(7)
    keys = [item.key for item in newest_form().items if item.key != without]
    questions = [question.key for question in newest_form().open_questions]
    for number in range(count):
        submit_response(
            database,
            round_id=round_id,
            language=("en", "rw", "fr")[number % 3],
            ratings={key: chance.choice((1, 2, 3, 4, 4, 4, 5, 5, 5, None)) for key in keys},
            comments={questions[number % 3]: COMMENTS[number % 3]},
        )


def another_course(database: Database, code: str, title: str) -> int:
    with database.transaction() as db:
        course_id = a_course(db, code=code)
        edit_course(db, course_id=course_id, details=CourseDetails(code=code, title=title))
        return course_id
