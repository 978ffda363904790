import pytest
from sqlalchemy import func, select

from tests.evaluation.conftest import Submit
from tvet_desktop.evaluation.hand_out_codes import hand_out_codes
from tvet_desktop.evaluation.models import EvaluationResponse, WaitingAnswers
from tvet_desktop.evaluation.queries import list_rounds
from tvet_desktop.evaluation.submit_response import (
    CodeNotValid,
    CommentTooLong,
    NothingAnswered,
    submit_response,
)
from tvet_desktop.evaluation.waiting_answers import read_waiting
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database


def test_an_answer_waits_and_only_its_count_is_known(
    database: Database, round_id: int, submit: Submit
) -> None:
    assert submit(round_id).waiting == 1
    assert submit(round_id).waiting == 2

    with database.reading() as db:
        (row,) = list_rounds(db)
        assert (row.waiting, row.missing) == (2, 3)
        assert db.scalar(select(func.count()).select_from(EvaluationResponse)) == 0


def test_signs_say_what_was_rated_not_applicable_and_left_out(
    database: Database, round_id: int, submit: Submit
) -> None:
    submit(round_id, rating=4, without=("aims_clear", "overall"), not_applicable=("keeps_time",))

    with database.reading() as db:
        (waiting,) = read_waiting(db, round_id).responses
    assert waiting.ratings == ".4444444-444444."


def test_comments_are_tidied_and_empty_ones_dropped(
    database: Database, round_id: int, submit: Submit
) -> None:
    submit(round_id, best="  the  pumps \n\n and the   drawings", improve="  ")

    with database.reading() as db:
        (waiting,) = read_waiting(db, round_id).responses
    assert waiting.comments == {"best": "the pumps\nand the drawings"}


def test_what_waits_has_the_same_size_however_much_somebody_writes(
    database: Database, round_id: int, submit: Submit
) -> None:
    sizes = set()
    for words in ("a", "b" * 2000, "c" * 700):
        submit(round_id, best=words)
        with database.reading() as db:
            sizes.add(len(db.get_one(WaitingAnswers, round_id).content))

    assert sizes == {65_536}


def test_an_empty_form_is_refused(database: Database, round_id: int) -> None:
    with pytest.raises(NothingAnswered, match="answer at least one question"):
        submit_response(database, round_id=round_id, language="en", ratings={}, comments={"best": " "})


def test_a_form_with_words_only_is_taken(database: Database, round_id: int) -> None:
    taken = submit_response(
        database, round_id=round_id, language="rw", ratings={}, comments={"best": "Imyitozo"}
    )

    assert taken.waiting == 1


def test_a_comment_beyond_the_limit_says_by_how_much(
    database: Database, round_id: int, submit: Submit
) -> None:
    with pytest.raises(CommentTooLong, match="too long by 1 letter "):
        submit(round_id, best="x" * 2001)

    with database.reading() as db:
        assert read_waiting(db, round_id).responses == []


@pytest.mark.parametrize(
    ("ratings", "comments", "language"),
    [
        ({"nothing": 3}, {}, "en"),
        ({"overall": 6}, {}, "en"),
        ({"overall": 3}, {"x": "y"}, "en"),
        ({}, {}, "de"),
    ],
)
def test_what_no_form_can_send_is_a_bug(
    database: Database, round_id: int, ratings: dict[str, int], comments: dict[str, str], language: str
) -> None:
    with pytest.raises((KeyError, ValueError)):
        submit_response(database, round_id=round_id, language=language, ratings=ratings, comments=comments)


def test_an_unknown_round_is_refused(database: Database) -> None:
    with pytest.raises(NotFound):
        submit_response(database, round_id=1, language="en", ratings={"overall": 3}, comments={})


def test_a_code_answers_once_however_it_is_typed(database: Database, round_id: int, submit: Submit) -> None:
    with database.transaction() as db:
        codes = hand_out_codes(db, round_id=round_id, number=3)
    typed = f" {codes[0][:3].lower()}-{codes[0][3:]} "

    assert len(set(codes)) == 3
    assert submit(round_id, code=typed).waiting == 1
    for wrong in (typed, None, "ZZZZZZ"):
        with pytest.raises(CodeNotValid, match="was used already"):
            submit(round_id, code=wrong)
    assert submit(round_id, code=codes[1]).waiting == 2
    with database.reading() as db:
        (row,) = list_rounds(db)
        assert (row.handed_out, row.asks_for_code) == (3, True)


def test_more_codes_can_be_handed_out_later(database: Database, round_id: int, submit: Submit) -> None:
    with database.transaction() as db:
        first = hand_out_codes(db, round_id=round_id, number=2)
    with database.transaction() as db:
        second = hand_out_codes(db, round_id=round_id, number=2)

    for code in first + second:
        submit(round_id, code=code)
    with database.reading() as db:
        (row,) = list_rounds(db)
        assert (row.handed_out, row.waiting) == (4, 4)
