from datetime import date

import pytest

from tests.evaluation.conftest import Submit
from tvet_desktop.evaluation.close_round import close_round
from tvet_desktop.evaluation.figures import ItemFigures
from tvet_desktop.evaluation.open_round import open_round
from tvet_desktop.evaluation.record_forms_handed_out import record_forms_handed_out
from tvet_desktop.evaluation.results import (
    Results,
    results_by_language,
    results_of_course,
    results_of_round,
    results_of_rounds,
)
from tvet_desktop.storage.database import Database


def _close(database: Database, round_id: int) -> None:
    with database.transaction() as db:
        close_round(db, round_id=round_id, closed_on=date(2027, 3, 19))
    database.leave_no_trace()


def _results(database: Database, round_id: int, language: str = "en") -> Results:
    with database.reading() as db:
        return results_of_round(db, round_id=round_id, language=language)


def _figures(results: Results, key: str) -> ItemFigures:
    return next(item.figures for item in results.items if item.key == key)


def test_results_of_an_open_round_are_hidden(database: Database, round_id: int, submit: Submit) -> None:
    for _person in range(7):
        submit(round_id, best="nobody may read this yet")

    results = _results(database, round_id)

    assert results.responses == 0
    assert all(item.figures.is_hidden for item in results.items)
    assert all(question.comments == () for question in results.open_questions)


def test_results_have_n_mean_distribution_and_share(
    database: Database, round_id: int, submit: Submit
) -> None:
    for rating in (5, 5, 4, 3, 1):
        submit(round_id, rating=rating)
    submit(round_id, rating=5, not_applicable=("equipment_worked",), without=("overall",))
    _close(database, round_id)

    results = _results(database, round_id)

    clear = _figures(results, "aims_clear")
    assert (clear.rated, clear.distribution) == (6, (1, 0, 1, 1, 3))
    assert clear.mean == pytest.approx(23 / 6)
    assert clear.share_who_agree == pytest.approx(4 / 6)
    worked = _figures(results, "equipment_worked")
    assert (worked.rated, worked.not_applicable) == (5, 1)
    assert (_figures(results, "overall").rated, _figures(results, "overall").not_applicable) == (5, 0)


def test_an_item_that_four_rated_is_hidden(database: Database, round_id: int, submit: Submit) -> None:
    for _person in range(4):
        submit(round_id)
    submit(round_id, not_applicable=("equipment_worked",))
    _close(database, round_id)

    results = _results(database, round_id)

    assert _figures(results, "equipment_worked").is_hidden
    assert not _figures(results, "aims_clear").is_hidden


def test_results_speak_the_language_asked_for(database: Database, round_id: int) -> None:
    results = _results(database, round_id, "fr")

    assert results.items[0].group == "Contenu"
    assert results.open_questions[0].wording == "Qu’est-ce qui vous a le plus aidé ?"


def test_comments_are_listed_by_question(database: Database, round_id: int, submit: Submit) -> None:
    for person in range(5):
        submit(round_id, best=f"the pumps {person}")
    submit(round_id, improve="a longer course")
    _close(database, round_id)

    best, improve, next_step = _results(database, round_id).open_questions

    assert sorted(best.comments) == [f"the pumps {person}" for person in range(5)]
    assert improve.comments == ("a longer course",)
    assert next_step.comments == ()


def test_response_rate_counts_those_asked(database: Database, round_id: int, submit: Submit) -> None:
    for _person in range(6):
        submit(round_id)
    _close(database, round_id)
    assert _results(database, round_id).response_rate is None

    with database.transaction() as db:
        record_forms_handed_out(db, round_id=round_id, handed_out=8)

    assert _results(database, round_id).response_rate == pytest.approx(0.75)


def test_results_of_a_course_add_its_rounds_up(
    database: Database, course_id: int, round_id: int, submit: Submit
) -> None:
    for _person in range(5):
        submit(round_id, rating=5)
    _close(database, round_id)
    with database.transaction() as db:
        second = open_round(db, course_id=course_id, opened_on=date(2027, 6, 1)).round_id
    for _person in range(3):
        submit(second, rating=1)
    for _person in range(2):
        submit(second, rating=1, not_applicable=("overall",))
    _close(database, second)

    with database.reading() as db:
        results = results_of_course(db, course_id=course_id, form_id="default", language="en")
        same = results_of_rounds(db, round_ids=[round_id, second, second], language="en")
        assert results_of_course(db, course_id=course_id, form_id="none", language="en") is None

    assert results == same
    assert results is not None
    assert (results.rounds, results.responses) == (2, 10)
    assert _figures(results, "aims_clear").distribution == (5, 0, 0, 0, 5)
    overall = _figures(results, "overall")
    assert (overall.distribution, overall.withheld) == ((0, 0, 0, 0, 5), 3)


def test_results_by_language_hide_three_and_the_rest_that_would_reveal_them(
    database: Database, round_id: int, submit: Submit
) -> None:
    for _person in range(6):
        submit(round_id, rating=5, language="en")
    for _person in range(5):
        submit(round_id, rating=4, language="fr")
    for _person in range(3):
        submit(round_id, rating=1, language="rw")
    _close(database, round_id)

    with database.reading() as db:
        first = results_by_language(db, round_id=round_id, language="en")[0]

    assert first.key == "aims_clear"
    assert {code: figures.distribution for code, figures in first.figures.items()} == {
        "en": (0, 0, 0, 0, 6),
        "fr": None,
        "rw": None,
    }
