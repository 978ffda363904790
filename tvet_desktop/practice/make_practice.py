"""Fill a new data folder with a practice programme."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.add_course import add_course
from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.enrol_people import enrol_people
from tvet_desktop.courses.loading import load_course, load_open_training_session
from tvet_desktop.courses.make_sessions import make_sessions
from tvet_desktop.courses.models import CourseState
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.evaluation.close_round import close_round
from tvet_desktop.evaluation.open_round import open_round
from tvet_desktop.evaluation.questionnaires import newest_form
from tvet_desktop.evaluation.submit_response import submit_response
from tvet_desktop.ideas.add_idea import add_idea
from tvet_desktop.people.add_person import add_person
from tvet_desktop.practice.invented_logos import give_college_logo, give_programme_logos
from tvet_desktop.practice.invented_people import invented_person
from tvet_desktop.practice.invented_tests import give_tests, waive_for_one
from tvet_desktop.practice.invented_work import habit, invented_answers, invented_ideas, invented_mark
from tvet_desktop.programme.queries import CollegeRow, list_colleges, list_skill_areas

PASSWORD = "practice only"  # noqa: S105  nothing in a practice folder is worth protecting
ACCOUNT = NewAccount("practice", "Practice", PASSWORD)
NAME = "Practice programme"
DAYS_A_WEEK = 5
RESPONSES = 12
IDEAS = 6
Report = Callable[[int, int], None]


@dataclass(frozen=True)
class PracticeMade:
    """How much there is to practise on."""

    colleges: int
    people: int
    training_sessions: int
    marks: int


def practice_exists(app: App) -> bool:
    """Tell whether the folder of ``app`` holds a practice programme already."""
    return not app.is_new()


def open_practice(app: App) -> None:
    """Sign in to the practice programme that is there."""
    app.sign_in(ACCOUNT.username, PASSWORD)


def make_practice(
    app: App,
    *,
    colleges: int = 2,
    weeks: int = 2,
    seed: int = 1,
    report: Report = lambda _done, _total: None,
) -> PracticeMade:
    """Found a practice programme in the new folder of ``app`` and fill it, the same for the same seed.

    One course in each college has run for ``weeks`` weeks up to today; its last half-day is not marked yet,
    so that there is something to do. ``report`` is told how far it is, and may raise to stop: then nothing
    is left.
    """
    app.found(college_code="HUY", account=ACCOUNT, name=NAME, practice=True)
    try:
        return _fill(app, colleges, weeks, Random(seed), report)  # noqa: S311  invented data, not secrets
    except BaseException:
        app.sign_out()
        app.home.discard()
        raise


def _fill(app: App, colleges: int, weeks: int, random: Random, report: Report) -> PracticeMade:
    with app.database.reading() as db:
        chosen = sorted(list_colleges(db), key=lambda row: row.code != "HUY")[:colleges]
    with app.database.transaction(user_id=app.user.id) as db:
        partner_id = give_programme_logos(db)
    totals = [
        _fill_college(app, college, weeks, random, report, (n, colleges)) for n, college in enumerate(chosen)
    ]
    with app.database.transaction(user_id=app.user.id) as db:
        for course in list_courses(db):
            college = next(row for row in chosen if row.id == course.college_id)
            give_college_logo(
                db,
                scope=college.scope,
                owner=college.official_name,
                course_id=course.id,
                partner_id=partner_id,
            )
    people, sessions, marks = (sum(column) for column in zip(*totals, strict=True))
    return PracticeMade(len(chosen), people, sessions, marks)


def _fill_college(  # noqa: PLR0917  a step of one function
    app: App, college: CollegeRow, weeks: int, random: Random, report: Report, part: tuple[int, int]
) -> tuple[int, int, int]:
    first_day = _monday(local_day(app.now())) - timedelta(weeks=weeks)
    with app.database.transaction(user_id=app.user.id) as db:
        people = [
            add_person(db, college_scope=college.scope, details=invented_person(random)).person_id
            for _ in range(random.randint(22, 36))
        ]
        course_id = _course(db, college, first_day, random)
        enrol_people(db, course_id=course_id, person_ids=people, enrolled_on=first_day)
        made = make_sessions(db, course_id=course_id, first_day=first_day, days=weeks * DAYS_A_WEEK)
        for details in invented_ideas(random, people, IDEAS):
            add_idea(db, college_id=college.id, details=details)
    marks = 0
    habits = {person: habit(random) for person in people}
    session_ids = made.training_session_ids[:-1]
    for done, session_id in enumerate(session_ids):
        report(part[0] * len(session_ids) + done, part[1] * len(session_ids))
        # one change of many rows; and what is held here is not read again for each of them
        with app.database.transaction(user_id=app.user.id) as db, db.no_autoflush:
            _held = load_open_training_session(db, session_id), load_course(db, course_id)
            for person in people:
                status, minutes = invented_mark(random, habits[person])
                mark_attendance(
                    db,
                    training_session_id=session_id,
                    person_id=person,
                    status=status,
                    minutes_late=minutes,
                    now=app.now(),
                )
                marks += 1
    evaluate(app, course_id, random)
    today = local_day(app.now())
    give_tests(app, course_id=course_id, people=people, first_day=first_day, today=today, random=random)
    waive_for_one(app, course_id=course_id, today=today)
    return len(people), len(made.training_session_ids), marks


def evaluate(app: App, course_id: int, random: Random) -> int:
    """Let invented trainees fill in the default form, close the round, and return how many answers there are."""
    today = local_day(app.now())
    with app.database.transaction(user_id=app.user.id) as db:
        round_id = open_round(db, course_id=course_id, opened_on=today).round_id
    form = newest_form()
    for _ in range(RESPONSES):
        ratings, comments = invented_answers(random, form)
        language = random.choice(("en", "fr", "rw"))
        submit_response(
            app.database, round_id=round_id, language=language, ratings=ratings, comments=comments
        )
    with app.database.transaction(user_id=app.user.id) as db:
        closed = close_round(db, round_id=round_id, closed_on=today)
    app.database.leave_no_trace()
    return closed.responses


def _course(db: Session, college: CollegeRow, first_day: date, random: Random) -> int:
    area = random.choice(list_skill_areas(db))
    details = CourseDetails(
        code=f"{college.code}-{first_day.year}-01",
        title=area.name,
        skill_area_id=area.id,
        starts_on=first_day,
        state=CourseState.RUNNING,
    )
    return add_course(db, college_id=college.id, details=details).course_id


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
