from datetime import date

import pytest

from tests.courses.factories import a_college, a_course, some_people
from tvet_desktop.ideas.add_idea import add_idea
from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.submit_idea import submit_idea
from tvet_desktop.programme.queries import list_skill_areas
from tvet_desktop.storage.database import Database

MONDAY = date(2027, 3, 1)
PEOPLE = (
    "KEZA Aline",
    "MUGABO Jean",
    "MUGABO Jean-Bosco",
    "Uwase",
    "NSENGA Paul",
    "INGABIRE Diane",
    "HABIMANA Théogène",
)
TITLES = (
    "Solar dryer for tomatoes of the valley",
    "Rewinding bench for motors",
    "Repair room for school boards",
    "Biogas unit of the kitchen",
    "Drip irrigation kit from local parts",
    "Cold room for milk",
    "Mobile welding service",
    "Rain water for the hill schools",
    "Spare parts printed in plastic",
    "Bakery oven that saves wood",
    "Soil test in one hour",
    "Phone repair by deaf technicians",
    "Bicycle trailer for harvests",
    "Tourist trail with guides of the village",
)


@pytest.fixture
def people(database: Database) -> list[int]:
    with database.transaction() as db:
        a_course(db)
        return some_people(db, PEOPLE)


def whole_idea(title: str = TITLES[0], **more: object) -> IdeaDetails:
    """Everything that a submission needs."""
    values: dict[str, object] = {
        "title": title,
        "summary": "A dryer heated by the sun keeps tomatoes for the dry season, built by students of the workshop.",
        "need": "A third of the harvest is lost because there is no way to keep it.",
        "district": "Huye",
        "sector": "Tumba",
        "solution": "A wooden box with a black plate and a small fan.",
        "skill_area_text": "Food",
        "leader_text": "INGABIRE D.",
        "activities": "April: drawing. May: a first dryer. June: three villages.",
        "budget_rwf": 1_700_000,
        "jobs_women": 3,
        "jobs_men": 2,
        "is_original": True,
    }
    values.update(more)
    return IdeaDetails(**values)  # type: ignore[arg-type]  names and types are those above


def some_ideas(database: Database, people: list[int]) -> list[int]:
    """Fourteen ideas: some led by people of the college, some by a written name, three submitted."""
    ids = []
    with database.transaction() as db:
        college = a_college(db)
        areas = list_skill_areas(db)
        for number, title in enumerate(TITLES):
            details = whole_idea(
                title,
                leader_id=people[number % 4] if number % 3 else None,
                leader_text=None if number % 3 else ("MUGABO J.", "NSENGA", "RUTERANA Ange")[number % 9 // 3],
                skill_area_id=areas[number % len(areas)].id,
                skill_area_text=None,
                budget_rwf=(1_200_000, 450_000, 12_500_000, None)[number % 4],
                jobs_women=number % 5,
                jobs_men=None if number % 4 == 3 else number % 3,
            )
            ids.append(add_idea(db, college_id=college.id, details=details).idea_id)
        db.flush()
        for idea_id in (ids[0], ids[4], ids[8]):
            submit_idea(db, idea_id=idea_id, submitted_on=MONDAY, by=None)
    return ids
