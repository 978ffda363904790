from datetime import datetime

import pytest

from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.people.duplicates.find_duplicates import find_duplicates
from tvet_desktop.people.duplicates.likely_pairs import likely_pairs
from tvet_desktop.people.duplicates.likeness import LIKELY, Reason, likeness
from tvet_desktop.people.duplicates.rates import Candidate, Rates, candidate_words
from tvet_desktop.people.registers.import_people import import_people
from tvet_desktop.people.registers.read_register import read_register
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.storage.database import Database


def _person(
    number: int,
    name: str,
    *,
    sex: str = "F",
    year: int | None = None,
    phone: str | None = None,
    email: str | None = None,
    id_number: str | None = None,
) -> Candidate:
    return Candidate(number, candidate_words("", name), sex, year, phone, email, id_number)


def test_samples_have_exactly_one_pair(database: Database, now: datetime) -> None:
    for file, scope in (("trainees_huye.xlsx", 12), ("trainees_tumba_cp1252.csv", 18)):
        register = read_register(read_workbook(RESOURCES / "samples" / file))
        with database.transaction() as db:
            import_people(db, register=register, college_scope=scope, by=None, now=now)

    with database.reading() as db:
        [pair] = find_duplicates(db)

    assert {pair.first.name, pair.second.name} == {"NIYONSABA Espérance", "NIYONSABE Espérance"}
    assert {Reason.SAME_ID, Reason.SAME_PHONE, Reason.NEAR_NAME} <= set(pair.reasons)
    assert all(reason.sentence() for reason in pair.reasons)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # the same name in another order, with accents, r and l, double letters
        (
            _person(1, "RWIGEMA Alice", phone="+250788000111"),
            _person(2, "Alice Lwigema", phone="+250788000111"),
        ),
        (
            _person(1, "MUKAMANA Aimée", year=1990),
            _person(2, "Aimee MUKAMANNA", year=1990, phone="+250788000111"),
        ),
        # a part of the name, and two things that fit
        (
            _person(1, "Uwimana", year=1990, phone="+250788000111"),
            _person(2, "UWIMANA Grâce", year=1990, phone="+250788000111"),
        ),
        # the same ID alone, whatever the name
        (_person(1, "KEZA Aline", id_number="1"), _person(2, "UWASE Diane", id_number="1")),
        # a replaced national ID has a new number
        (
            _person(1, "KEZA Aline", year=1990, phone="+250788000111", id_number="1"),
            _person(2, "KEZA Aline", year=1990, phone="+250788000111", id_number="2"),
        ),
        # neither phone nor birth is known of one of them, but e-mail and name fit with the year
        (
            _person(1, "KEZA Aline", year=1990, email="k@example.org"),
            _person(2, "KEZA Aline", year=1990, email="k@example.org"),
        ),
    ],
)
def test_likely_pairs_are_shown(first: Candidate, second: Candidate) -> None:
    assert [pair[:2] for pair in likely_pairs([first, second])] == [(first, second)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # homonyms
        (_person(1, "ISHIMWE Aline"), _person(2, "ISHIMWE Aline")),
        (
            _person(
                1, "KAMANZI Eric", sex="M", year=1978, phone="+250783390699", email="eric.kamanzi@example.org"
            ),
            _person(
                2, "KAMANZI Eric", sex="M", year=2000, phone="+250782126097", email="eric.kamanzi@example.org"
            ),
        ),
        (
            _person(1, "KEZA Aline", year=1990, phone="+250788000111"),
            _person(2, "KEZA Aline", year=1990, phone="+250722345678"),
        ),
        # a family shares a phone
        (
            _person(1, "KEZA Aline", year=1990, phone="+250788000111"),
            _person(2, "MUGABO Eric", sex="M", year=1990, phone="+250788000111"),
        ),
        (
            _person(1, "UWIMANA Grâce", year=1970, phone="+250788000111"),
            _person(2, "Uwimana", year=2001, phone="+250788000111"),
        ),
    ],
)
def test_shared_names_or_phones_alone_do_not_cry_wolf(first: Candidate, second: Candidate) -> None:
    assert likely_pairs([first, second]) == []


def test_reasons_come_strongest_first() -> None:
    pair = (
        _person(1, "KEZA Aline", year=1990, id_number="1"),
        _person(2, "KEZA Aline", year=1995, id_number="1"),
    )

    found = likeness(*pair, Rates(pair))

    assert found.reasons == (Reason.SAME_ID, Reason.SAME_NAME, Reason.OTHER_BIRTH)
    assert found.score >= LIKELY


def test_phone_of_a_whole_class_makes_no_pairs() -> None:
    people = [
        _person(number, f"{number:b} Aline".replace("0", "BA").replace("1", "KU"), phone="+250788000111")
        for number in range(100)
    ]

    assert likely_pairs(people) == []
