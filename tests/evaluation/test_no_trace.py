"""Whoever has the file, its key and all the time of the world learns neither who answered what nor when."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import combinations

import pytest
from sqlalchemy import select

from tests.conftest import KEY, ON_SERVER
from tests.evaluation.conftest import Submit
from tests.evaluation.decrypted_pages import decrypted_pages, decrypted_wal
from tvet_desktop.evaluation.abandon_round import abandon_round
from tvet_desktop.evaluation.close_round import close_round
from tvet_desktop.evaluation.models import EvaluationComment, EvaluationResponse, WaitingAnswers
from tvet_desktop.evaluation.open_round import open_round
from tvet_desktop.evaluation.questionnaires import newest_form
from tvet_desktop.evaluation.submit_response import submit_response
from tvet_desktop.evaluation.waiting_answers import WaitingResponse, read_waiting, write_waiting
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.base import Base
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.local_tables import Change

pytestmark = pytest.mark.skipif(ON_SERVER, reason="they look at the pages of a PC's file")


def _answer(submit: Submit, clock: FixedClock, round_id: int, people: int) -> None:
    for person in range(people):
        clock.moment += timedelta(minutes=7)
        submit(round_id, rating=person % 5 + 1, best=f"<person {person:02}>")


def _close(database: Database, round_id: int) -> None:
    with database.transaction(user_id=77) as db:
        close_round(db, round_id=round_id, closed_on=date(2027, 3, 19))
    database.leave_no_trace()


def _people(content: bytes) -> list[int]:
    """Return the numbers of the people whose words are found, in the order of the bytes."""
    return [int(number) for number in re.findall(rb"<person (\d\d)>", content)]


def test_the_pages_can_be_read_with_the_key(
    database: Database, round_id: int, submit: Submit, clock: FixedClock
) -> None:
    _answer(submit, clock, round_id, 3)

    pages = decrypted_pages(database.file, KEY)

    assert pages.startswith(b"\x10\x00\x02\x02\x50")  # page size 4096, write-ahead log, 80 bytes reserved
    assert b"Pump maintenance" in pages
    assert sorted(_people(pages)) == [0, 1, 2]


def test_while_a_round_is_open_its_answers_are_in_one_place_only(
    database: Database, round_id: int, submit: Submit, clock: FixedClock
) -> None:
    _answer(submit, clock, round_id, 9)

    pages = decrypted_pages(database.file, KEY)

    assert sorted(_people(pages)) == list(range(9))  # once each: no freed page keeps an older blob
    assert database.file.with_name("tvet.db-wal").stat().st_size == 0


def test_the_write_ahead_log_would_tell_without_leave_no_trace(database: Database, round_id: int) -> None:
    for person in range(3):
        with database.transaction() as db:
            waiting = read_waiting(db, round_id)
            waiting.responses.append(WaitingResponse("en", "5" * 16, {"best": f"<person {person:02}>"}))
            write_waiting(db, round_id, waiting)

    assert _people(decrypted_wal(database.file, KEY)).count(0) == 3


def test_no_other_table_changes_when_somebody_answers(
    database: Database, round_id: int, submit: Submit, clock: FixedClock
) -> None:
    def everything_else() -> dict[str, list[object]]:
        with database.reading() as db:
            return {
                table.name: [tuple(row) for row in db.execute(select(table))]
                for table in Base.metadata.sorted_tables
                if table is not WaitingAnswers.__table__
            }

    before = everything_else()

    _answer(submit, clock, round_id, 6)

    assert everything_else() == before


def test_what_waits_is_marked_as_not_for_backups() -> None:
    assert WaitingAnswers.__table__.info == {"backup": False}


def test_after_closing_nothing_of_the_round_is_left_but_its_rows(
    database: Database, round_id: int, submit: Submit, clock: FixedClock
) -> None:
    _answer(submit, clock, round_id, 8)
    _close(database, round_id)

    people = _people(decrypted_pages(database.file, KEY))

    assert sorted(people) == sorted(2 * list(range(8)))  # the row and its record in the history
    assert database.file.with_name("tvet.db-wal").stat().st_size == 0


def test_an_abandoned_round_leaves_no_byte(
    database: Database, round_id: int, submit: Submit, clock: FixedClock
) -> None:
    _answer(submit, clock, round_id, 6)
    with database.transaction() as db:
        abandon_round(db, round_id=round_id)
    database.leave_no_trace()

    assert _people(decrypted_pages(database.file, KEY)) == []


def test_the_order_of_arrival_is_chance_in_every_place(
    database: Database, course_id: int, clock: FixedClock
) -> None:
    """Forty rounds of five: in each order that a reader could try, half of the pairs agree, as by chance.

    Of 400 pairs 200 agree, with a standard deviation of 13; the bounds are six of them.
    """
    agreeing: Counter[str] = Counter()
    for number in range(40):
        for place, order in _orders_of_one_round(database, course_id, clock, number).items():
            assert sorted(order) == [1, 2, 3, 4, 5], place
            agreeing[place] += sum(earlier < later for earlier, later in combinations(order, 2))

    assert len(agreeing) == 11
    for place, pairs in agreeing.items():
        assert 122 < pairs < 278, place


def _orders_of_one_round(
    database: Database, course_id: int, clock: FixedClock, number: int
) -> dict[str, list[int]]:
    """Return the numbers of five people in the order of every place that could tell who came first.

    The first item tells the person, the next three the round.
    """
    places = [str(number // 5**power % 5 + 1) for power in (2, 1, 0)]
    keys = [item.key for item in newest_form().items]
    with database.transaction() as db:
        round_id = open_round(db, course_id=course_id, opened_on=date(2027, 3, 12)).round_id
    for person in range(1, 6):
        clock.moment += timedelta(minutes=7)
        signs = [str(person), *places, *"5" * 12]
        submit_response(
            database,
            round_id=round_id,
            language="en",
            ratings=dict(zip(keys, map(int, signs), strict=True)),
            comments={"best": f"<{person} of {number}>"},
        )
    waiting = decrypted_pages(database.file, KEY)
    _close(database, round_id)
    pages = decrypted_pages(database.file, KEY)

    words = rb"<(\d) of %d>" % number
    ratings = rb"(\d)" + "".join(places).encode() + b"5" * 12
    with database.reading() as db:
        responses = db.scalars(select(EvaluationResponse).where(EvaluationResponse.round_id == round_id))
        comments = db.scalars(select(EvaluationComment).where(EvaluationComment.round_id == round_id))
        history = db.scalars(select(Change).where(Change.user_id.is_(None)).order_by(Change.seq)).all()
        after = [change.after for change in history if change.after.get("round_id") == round_id]
        words_in_history = [int(str(fields["text"])[1]) for fields in after if "text" in fields]
        ratings_in_history = [int(str(fields["ratings"])[0]) for fields in after if "ratings" in fields]
        return {
            "words while they wait": _found(words, waiting),
            "ratings while they wait": _found(ratings, waiting),
            "words, first in the file": list(dict.fromkeys(_found(words, pages))),
            "words, last in the file": list(dict.fromkeys(_found(words, pages)[::-1]))[::-1],
            "ratings, first in the file": list(dict.fromkeys(_found(ratings, pages))),
            "ratings, last in the file": list(dict.fromkeys(_found(ratings, pages)[::-1]))[::-1],
            "words by id": [int(comment.text[1]) for comment in comments],
            "ratings by id": [int(response.ratings[0]) for response in responses],
            "words in the history": words_in_history,
            "ratings in the history": ratings_in_history,
            "words beside ratings": [ratings_in_history.index(person) + 1 for person in words_in_history],
        }


def _found(pattern: bytes, content: bytes) -> list[int]:
    return [int(number) for number in re.findall(pattern, content)]
