from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ideas.conftest import READY
from tvet_desktop.ideas.add_member import add_member
from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.edit_idea import edit_idea
from tvet_desktop.ideas.labels import field_label
from tvet_desktop.ideas.models import IdeaState
from tvet_desktop.ideas.queries import SubmissionRow, idea_detail
from tvet_desktop.ideas.remove_idea import remove_idea
from tvet_desktop.ideas.rules import IdeaSubmitted, missing_to_submit
from tvet_desktop.ideas.submit_idea import IdeaIncomplete, SummaryTooLong, submit_idea
from tvet_desktop.ideas.take_back_idea import IdeaNotSubmitted, take_back_idea
from tvet_desktop.storage.database import Database

MONDAY = date(2027, 3, 8)
TUESDAY = date(2027, 3, 9)
REQUIRED = (
    "title",
    "summary",
    "need",
    "district",
    "sector",
    "solution",
    "leader_text",
    "skill_area_text",
    "activities",
    "budget_rwf",
    "jobs_women",
    "jobs_men",
    "is_original",
)


def _submit(database: Database, idea_id: int, on: date = MONDAY) -> None:
    with database.transaction() as db:
        submit_idea(db, idea_id=idea_id, submitted_on=on, by=7)


def _edit(database: Database, idea_id: int, details: IdeaDetails) -> None:
    with database.transaction() as db:
        edit_idea(db, idea_id=idea_id, details=details)


def test_a_submitted_idea_is_edited_only_after_it_was_taken_back(database: Database, idea_id: int) -> None:
    _submit(database, idea_id)

    for refused in (edit_idea, remove_idea, add_member, submit_idea):
        arguments = {
            edit_idea: {"details": READY},
            add_member: {"name": "Somebody"},
            submit_idea: {"submitted_on": TUESDAY, "by": 7},
        }.get(refused, {})
        with (
            pytest.raises(IdeaSubmitted, match="“Solar dryer” is submitted and cannot be changed"),
            database.transaction() as db,
        ):
            refused(db, idea_id=idea_id, **arguments)  # type: ignore[operator]  # one call for four use cases

    with database.transaction() as db:
        take_back_idea(db, idea_id=idea_id, taken_back_on=TUESDAY, by=7)
    _edit(database, idea_id, replace(READY, risks="Rain"))
    _submit(database, idea_id, date(2027, 3, 10))

    with database.reading() as db:
        idea = idea_detail(db, idea_id)
    assert idea.state is IdeaState.SUBMITTED
    assert idea.submissions == (
        SubmissionRow("SUBMITTED", MONDAY, 7),
        SubmissionRow("WITHDRAWN", TUESDAY, 7),
        SubmissionRow("SUBMITTED", date(2027, 3, 10), 7),
    )


def test_submitting_and_taking_back_in_one_transaction_keep_their_order(
    database: Database, idea_id: int
) -> None:
    with database.transaction() as db:
        submit_idea(db, idea_id=idea_id, submitted_on=MONDAY, by=None)
        take_back_idea(db, idea_id=idea_id, taken_back_on=MONDAY, by=None)

    with database.reading() as db:
        assert idea_detail(db, idea_id).state is IdeaState.DRAFT


def test_only_what_was_submitted_can_be_taken_back(database: Database, idea_id: int) -> None:
    with pytest.raises(IdeaNotSubmitted, match="you can edit it as it is"), database.transaction() as db:
        take_back_idea(db, idea_id=idea_id, taken_back_on=MONDAY, by=None)


def test_what_is_missing_is_named(database: Database, idea_id: int) -> None:
    _edit(database, idea_id, replace(READY, need=None, jobs_men=None, is_original=False))

    with pytest.raises(IdeaIncomplete) as refused:
        _submit(database, idea_id)

    assert refused.value.sentence() == (
        "“Solar dryer” cannot be submitted yet, 3 fields are missing: fill in Local need, Jobs for men,"
        " Declaration that the idea is the team’s own."
    )


def test_a_summary_of_101_words_says_how_many_are_allowed(database: Database, idea_id: int) -> None:
    _edit(database, idea_id, replace(READY, summary="word " * 100))
    _submit(database, idea_id)
    with database.transaction() as db:
        take_back_idea(db, idea_id=idea_id, taken_back_on=MONDAY, by=None)
    _edit(database, idea_id, replace(READY, summary="word " * 101))

    with pytest.raises(SummaryTooLong, match="has 101 words, at most 100 are allowed"):
        _submit(database, idea_id)


@given(st.sets(st.sampled_from(REQUIRED)))
def test_exactly_what_is_left_out_is_missing(left_out: set[str]) -> None:
    emptied = {name: False if name == "is_original" else "" if name == "title" else None for name in left_out}

    missing = missing_to_submit(replace(READY, **emptied))  # type: ignore[arg-type]  # each is empty in its own type

    assert set(missing) == {name.removesuffix("_text") for name in left_out}
    assert all(field_label(field) for field in missing)


def test_no_jobs_is_an_answer() -> None:
    assert missing_to_submit(replace(READY, jobs_women=0, jobs_men=0)) == []
