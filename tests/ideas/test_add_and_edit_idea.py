from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.ideas.conftest import READY
from tvet_desktop.ideas.add_idea import add_idea
from tvet_desktop.ideas.details import IdeaDetails, NumberUnusable, TitleMissing
from tvet_desktop.ideas.edit_idea import edit_idea
from tvet_desktop.ideas.loading import OfAnotherCollege
from tvet_desktop.ideas.models import IdeaStage, IdeaState
from tvet_desktop.ideas.queries import idea_detail, list_ideas
from tvet_desktop.ideas.remove_idea import remove_idea
from tvet_desktop.ideas.restore_idea import restore_idea
from tvet_desktop.people.loading import load_person
from tvet_desktop.programme.queries import CollegeRow, college_by_code, list_skill_areas
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.storage.local_tables import Change


def test_a_title_is_enough_for_a_draft(database: Database, college: CollegeRow) -> None:
    with database.transaction() as db:
        added = add_idea(db, college_id=college.id, details=IdeaDetails(title="  Solar   dryer "))

    with database.reading() as db:
        idea = idea_detail(db, added.idea_id)
        assert idea.details == IdeaDetails(title="Solar dryer")
        assert (idea.state, idea.college, idea.details.stage) == (IdeaState.DRAFT, "Huye", IdeaStage.IDEA)
        assert scope_of(added.idea_id) == college.scope


def test_everything_that_was_written_is_read_back(
    database: Database, college: CollegeRow, person_id: int
) -> None:
    with database.reading() as db:
        area = list_skill_areas(db)[0]
    details = replace(
        READY,
        innovation="No other dryer here uses  scrap.\n\nIt is light.",
        beneficiaries_women=40,
        beneficiaries_men=20,
        beneficiaries_youth=30,
        beneficiaries_with_disability=3,
        skill_area_id=area.id,
        leader_id=person_id,
        stage=IdeaStage.PROTOTYPE,
        own_contribution_rwf=0,
        expected_income_rwf=900_000,
        jobs_full_time=1,
        jobs_part_time=1,
        risks="Rain",
        environment="No waste",
        sustainability="Sold at cost",
        may_publish=True,
        language="en",
    )

    with database.transaction() as db:
        added = add_idea(db, college_id=college.id, details=details)

    with database.reading() as db:
        idea = idea_detail(db, added.idea_id)
    assert idea.details == replace(details, innovation="No other dryer here uses scrap.\n\nIt is light.")
    assert (idea.leader, idea.skill_area, idea.missing) == ("UWERA Invented", area.name, ())


def test_an_idea_without_title_is_refused(database: Database, college: CollegeRow) -> None:
    with pytest.raises(TitleMissing, match="has no title"), database.transaction() as db:
        add_idea(db, college_id=college.id, details=IdeaDetails(title=" "))


@pytest.mark.parametrize(
    ("field", "number", "label"),
    [("budget_rwf", -1, "Budget"), ("budget_rwf", 10**11, "Budget"), ("jobs_men", 10**8, "Jobs for men")],
)
def test_a_number_that_cannot_be_is_named_with_its_field(
    database: Database, college: CollegeRow, field: str, number: int, label: str
) -> None:
    values: dict[str, int] = {field: number}
    with pytest.raises(NumberUnusable, match=f"{number} cannot be right for “{label}"):  # noqa: SIM117  clearer apart
        with database.transaction() as db:
            add_idea(db, college_id=college.id, details=replace(READY, **values))  # type: ignore[arg-type]  # one number


def test_a_leader_of_another_college_is_refused(database: Database, person_id: int) -> None:
    with database.reading() as db:
        tumba = college_by_code(db, "TUM")

    with pytest.raises(OfAnotherCollege, match="another college"), database.transaction() as db:
        add_idea(db, college_id=tumba.id, details=replace(READY, leader_id=person_id))


def test_an_edit_records_only_what_differs_and_can_be_undone(database: Database, idea_id: int) -> None:
    with database.transaction() as db:
        edited = edit_idea(db, idea_id=idea_id, details=replace(READY, budget_rwf=2_000_000, risks=" "))

    with database.reading() as db:
        change = db.scalars(select(Change).where(Change.key_a == idea_id).order_by(Change.seq.desc())).first()
        assert change is not None
        assert (change.before, change.after) == ({"budget_rwf": 1_500_000}, {"budget_rwf": 2_000_000})

    with database.transaction() as db:
        edit_idea(db, idea_id=idea_id, details=edited.before)
    with database.reading() as db:
        assert idea_detail(db, idea_id).details == READY


def test_an_idea_whose_leader_was_removed_can_still_be_edited(
    database: Database, idea_id: int, person_id: int
) -> None:
    with database.transaction() as db:
        edit_idea(db, idea_id=idea_id, details=replace(READY, leader_id=person_id))
    with database.transaction() as db:
        load_person(db, person_id).deleted = True

    with database.transaction() as db:
        edit_idea(db, idea_id=idea_id, details=replace(READY, leader_id=person_id, risks="Rain"))

    with database.reading() as db:
        assert idea_detail(db, idea_id).details.risks == "Rain"


def test_a_removed_idea_leaves_the_lists_and_comes_back(database: Database, idea_id: int) -> None:
    with database.transaction() as db:
        remove_idea(db, idea_id=idea_id)
    with database.reading() as db:
        assert list_ideas(db) == []
    with pytest.raises(NotFound), database.transaction() as db:
        edit_idea(db, idea_id=idea_id, details=READY)

    with database.transaction() as db:
        restore_idea(db, idea_id=idea_id)

    with database.reading() as db:
        assert [row.id for row in list_ideas(db)] == [idea_id]
