from datetime import date

import pytest

from tests.people.duplicates.labelled_people import TEST_SEEDS, labelled_people
from tests.people.duplicates.measured import measured, pairs_of_ours
from tvet_desktop.people.duplicates.likely_pairs import CandidateIndex, likely_pairs
from tvet_desktop.people.duplicates.likeness import LIKELY, Reason, likeness
from tvet_desktop.people.duplicates.rates import Candidate, Rates, candidate_words

LEAST_PRECISION, LEAST_RECALL = 0.93, 0.85


def _person(number: int, name: str, **known: object) -> Candidate:
    return Candidate(number, candidate_words("", name), **{"sex": "F", **known})  # type: ignore[arg-type]  # the tests give each its own


def _many(name: str, count: int) -> list[Candidate]:
    """People who all have a name in common, and nothing else."""
    return [
        _person(1000 + number, f"{name} {'BAKU'[number % 2 :]}{number:b}", phone=f"+2507880{number:05}")
        for number in range(count)
    ]


def test_precision_and_recall_stay_as_they_were_on_a_list_that_nothing_was_tuned_with() -> None:
    made = measured(pairs_of_ours, TEST_SEEDS[:1])

    assert made.precision > LEAST_PRECISION
    assert made.recall > LEAST_RECALL


def test_the_same_seed_makes_the_same_list() -> None:
    assert labelled_people(7, 400) == labelled_people(7, 400)


def test_a_common_name_says_less_than_a_rare_one() -> None:
    others = _many("UWASE", 400) + [_person(5000 + n, f"Aline KA{n:03}", birth_year=1970) for n in range(400)]
    known = {"birth_year": 1990, "phone": "+250722000111"}
    other_phone = known | {"phone": "+250733345678"}
    pair = _person(1, "UWASE Aline", **known), _person(2, "UWASE Aline", **other_phone)
    rare = _person(3, "ZANINKA Scholastique", **known), _person(4, "ZANINKA Scholastique", **other_phone)
    rates = Rates([*others, *pair, *rare])

    common, seldom = likeness(*pair, rates), likeness(*rare, rates)

    assert common.score < LIKELY <= seldom.score
    assert Reason.COMMON_NAME in common.reasons
    assert Reason.SAME_NAME in seldom.reasons


def test_a_slip_is_told_from_another_name_that_many_bear() -> None:
    others = [*_many("MUKAMANA", 50), *_many("MUKAMANZI", 50)]
    first = _person(1, "MUKAMANA Diane", birth_year=1990)
    namesake = _person(2, "MUKAMANZI Diane", birth_year=1990)
    slip = _person(3, "MUKAMNA Diane", birth_year=1990)
    rates = Rates([*others, first, namesake, slip])

    assert likeness(first, slip, rates).bits > likeness(first, namesake, rates).bits + 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HABIMANA Jean Paul", "Jeanpaul HABIMANA"),
        ("HABIMANA Emmanuel", "HABIMANA E."),
        ("HABIMANA Emmanuel", "Habimana Emma"),
        ("HABIMANA Félicien", "FELICIEN Habbimana"),
    ],
)
def test_names_written_otherwise_are_likely_with_the_year_and_the_phone(one: str, other: str) -> None:
    known = {"birth_year": 1990, "phone": "+250788000111"}

    [(_one, _other, found)] = likely_pairs([_person(1, one, **known), _person(2, other, **known)])

    assert Reason.OTHER_NAME not in found.reasons


def test_brothers_and_sisters_with_one_phone_are_told_apart() -> None:
    phone = "+250788000111"
    people = [
        _person(1, "MUKAMANA Aline", birth_year=2001, phone=phone),
        _person(2, "MUKAMANA Alice", birth_year=2003, phone=phone),
        _person(3, "MUGABO Patrick", birth_year=1999, phone=phone, sex="M"),
    ]

    assert likely_pairs([*people, *_many("KEZA", 100)]) == []


def test_twins_are_told_apart_by_their_given_names() -> None:
    known = {
        "birth_year": 2001,
        "birth_date": date(2001, 5, 5),
        "phone": "+250788000111",
        "district": "huye",
        "department": "ict",
    }
    twins = [_person(1, "UWASE Aline", **known), _person(2, "UWASE Divine", **known)]

    assert likely_pairs([*twins, *_many("KEZA", 100)]) == []
    assert likely_pairs([twins[0], _person(2, "Aline Uwase", **known), *_many("KEZA", 100)])


def test_one_id_number_of_two_people_is_always_looked_at() -> None:
    first = _person(1, "KEZA Aline", id_number="1199070123456012")
    other = _person(2, "MUGABO Eric", sex="M", birth_year=1971, id_number="1199070123456012")

    [(_one, _other, found)] = likely_pairs([first, other, *_many("UWASE", 100)])

    assert found.reasons[0] is Reason.SAME_ID
    assert {Reason.OTHER_NAME, Reason.OTHER_SEX} < set(found.reasons)


@pytest.mark.parametrize("name", ["", "A", "123", "A" * 300, "王 伟", " ".join(f"W{n}X" for n in range(40))])
def test_odd_names_are_compared_without_harm(name: str) -> None:
    pair = [_person(1, name, phone="+250788000111"), _person(2, name, phone="+250788000111")]

    assert len(likely_pairs(pair)) <= 1


def test_a_national_id_issued_again_is_nearly_the_same() -> None:
    first = _person(1, "KEZA Aline", id_number="1199070123456012")
    again = _person(2, "KEZA Aline", id_number="1199070123456187")

    [(_one, _other, found)] = likely_pairs([first, again])

    assert found.reasons[0] is Reason.NEAR_ID


def test_one_typed_person_is_compared_with_the_list_but_not_with_herself() -> None:
    known = {"birth_year": 1990, "phone": "+250788000111"}
    index = CandidateIndex([_person(1, "RWIGEMA Alice", **known), *_many("KEZA", 100)])

    [(_typed, found, alike)] = index.like(_person(0, "Alice Lwigema", **known))

    assert found.id == 1
    assert set(alike.reasons) == {Reason.SAME_NAME, Reason.SAME_PHONE, Reason.SAME_BIRTH}
    assert index.like(_person(0, "Alice Lwigema", **known), but_for=[1]) == []
    assert index.like(_person(0, "")) == []
