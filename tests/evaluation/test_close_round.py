from datetime import date

import pytest
from sqlalchemy import select

from tests.evaluation.conftest import Submit
from tvet_desktop.evaluation.abandon_round import ResultsExist, abandon_round
from tvet_desktop.evaluation.close_round import TooFewResponses, close_round
from tvet_desktop.evaluation.models import (
    EvaluationComment,
    EvaluationResponse,
    EvaluationRound,
    RoundState,
    WaitingAnswers,
)
from tvet_desktop.evaluation.queries import list_rounds
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.storage.local_tables import Change

CLOSED = date(2027, 3, 19)


def _close(database: Database, round_id: int, closed_on: date = CLOSED) -> int:
    with database.transaction(user_id=77) as db:
        closed = close_round(db, round_id=round_id, closed_on=closed_on)
    database.leave_no_trace()
    return closed.responses


def test_closing_gives_out_every_answer(database: Database, round_id: int, submit: Submit) -> None:
    for rating in (1, 2, 3, 4, 5):
        submit(round_id, rating=rating, language="fr", best=f"words {rating}")

    assert _close(database, round_id) == 5

    with database.reading() as db:
        responses = db.scalars(select(EvaluationResponse)).all()
        assert sorted(response.ratings for response in responses) == [str(n) * 16 for n in (1, 2, 3, 4, 5)]
        assert {response.language for response in responses} == {"fr"}
        assert {scope_of(response.id) for response in responses} == {scope_of(round_id)}
        comments = db.scalars(select(EvaluationComment)).all()
        assert sorted(comment.text for comment in comments) == [f"words {n}" for n in (1, 2, 3, 4, 5)]
        assert {comment.question for comment in comments} == {"best"}
        (row,) = list_rounds(db)
        assert (row.state, row.closed_on, row.responses, row.waiting) == (RoundState.CLOSED, CLOSED, 5, 0)
        assert db.scalars(select(WaitingAnswers)).all() == []


def test_rows_tell_nobody_and_no_time_and_share_one_stamp(
    database: Database, round_id: int, submit: Submit
) -> None:
    for _person in range(6):
        submit(round_id, improve="more time")
    _close(database, round_id)

    with database.reading() as db:
        rows = [*db.scalars(select(EvaluationResponse)), *db.scalars(select(EvaluationComment))]
        assert len(rows) == 12
        assert len({(row.changed_at, row.changed_by) for row in rows}) == 1
        changes = db.scalars(
            select(Change).where(Change.table_name.in_(["evaluation_response", "evaluation_comment"]))
        ).all()
        assert len(changes) == 12
        assert {(change.user_id, change.said_at) for change in changes} == {(None, None)}
        writers = {row.id >> 16 & (1 << 37) - 1 for row in rows}
        assert database.minter.writer not in writers
        assert len(writers) == 12


@pytest.mark.parametrize(
    ("answers", "sentence"), [(4, "1 more answer is"), (2, "3 more answers are"), (0, "5 ")]
)
def test_fewer_than_five_are_kept_and_the_missing_named(
    database: Database, round_id: int, submit: Submit, answers: int, sentence: str
) -> None:
    for _person in range(answers):
        submit(round_id)

    with pytest.raises(TooFewResponses, match=sentence):
        _close(database, round_id)

    with database.reading() as db:
        (row,) = list_rounds(db)
        assert (row.state, row.waiting, row.responses) == (RoundState.OPEN, answers, 0)


def test_late_answers_wait_for_another_five(database: Database, round_id: int, submit: Submit) -> None:
    for _person in range(5):
        submit(round_id)
    _close(database, round_id)
    for _person in range(4):
        submit(round_id)
    with pytest.raises(TooFewResponses):
        _close(database, round_id)
    submit(round_id)

    assert _close(database, round_id, date(2027, 4, 1)) == 5

    with database.reading() as db:
        (row,) = list_rounds(db)
        assert (row.responses, row.closed_on) == (10, CLOSED)


def test_another_round_keeps_waiting(
    database: Database, course_id: int, round_id: int, submit: Submit
) -> None:
    with database.transaction() as db:
        other = EvaluationRound(
            id=round_id + 1,
            course_id=course_id,
            form_id="default",
            form_version=1,
            opened_on=CLOSED,
        )
        db.add(other)
    for _person in range(5):
        submit(round_id)
        submit(round_id + 1)

    _close(database, round_id)

    with database.reading() as db:
        waiting = {row.id: row.waiting for row in list_rounds(db)}
    assert waiting == {round_id: 0, round_id + 1: 5}


def test_abandoning_destroys_what_waits(database: Database, round_id: int, submit: Submit) -> None:
    submit(round_id)

    with database.transaction() as db:
        abandon_round(db, round_id=round_id)

    with database.reading() as db:
        assert list_rounds(db) == []
        assert db.scalars(select(WaitingAnswers)).all() == []
    with pytest.raises(NotFound):
        submit(round_id)


def test_a_round_with_results_is_not_abandoned(database: Database, round_id: int, submit: Submit) -> None:
    for _person in range(5):
        submit(round_id)
    _close(database, round_id)

    with pytest.raises(ResultsExist, match="has results and cannot be removed"), database.transaction() as db:
        abandon_round(db, round_id=round_id)
