from collections.abc import Callable
from pathlib import Path

import pytest

from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.ideas.add_idea import add_idea
from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.read_ideas_list import IdeasList, read_ideas
from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.register import Details
from tvet_desktop.programme.queries import CollegeRow, college_by_code
from tvet_desktop.storage.database import Database

READY = IdeaDetails(
    title="Solar dryer",
    summary="Farmers dry tomatoes instead of losing them.",
    need="A third of the tomatoes rots after the harvest.",
    district="Huye",
    sector="Tumba",
    solution="A dryer that a workshop of the college can build.",
    skill_area_text="Renewable energy",
    leader_text="UWERA Invented",
    activities="Month 1: drawings. Month 2: building.",
    budget_rwf=1_500_000,
    jobs_women=2,
    jobs_men=0,
    is_original=True,
)
"""An idea that may be submitted."""

Read = Callable[..., IdeasList]


@pytest.fixture
def college(database: Database) -> CollegeRow:
    with database.reading() as db:
        return college_by_code(db, "HUY")


@pytest.fixture
def person_id(database: Database, college: CollegeRow) -> int:
    with database.transaction() as db:
        details = Details(family_name="UWERA", given_name="Invented", sex="F")
        return add_person(db, college_scope=college.scope, details=details).person_id


@pytest.fixture
def idea_id(database: Database, college: CollegeRow) -> int:
    with database.transaction() as db:
        return add_idea(db, college_id=college.id, details=READY).idea_id


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a list of ideas from lines of title, leader, need, field, budget, jobs of men and of women."""

    def read_lines(*lines: str, name: str = "ideas.csv") -> IdeasList:
        file = tmp_path / name
        heading = "Title;Team leader;Local need;Sector;Budget (RWF);Jobs expected (men);Jobs expected (women)"
        file.write_text("\n".join((heading, *lines)) + "\n", "utf-8")
        return read_ideas(read_workbook(file))

    return read_lines
