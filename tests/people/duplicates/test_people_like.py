from datetime import datetime

import pytest

from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.duplicates.likeness import LIKELY, Reason
from tvet_desktop.people.duplicates.people_like import people_like
from tvet_desktop.people.duplicates.tell_apart import tell_apart
from tvet_desktop.people.read_form import read_half_typed
from tvet_desktop.people.register import Details
from tvet_desktop.storage.database import Database

HUYE = 12


def _add(database: Database, family: str, given: str, **known: object) -> int:
    details = Details(family, given, **{"sex": "F", **known})  # type: ignore[arg-type]  # the tests give each its own
    with database.transaction() as db:
        return add_person(db, college_scope=HUYE, details=details).person_id


@pytest.fixture
def keza(database: Database) -> int:
    _add(database, "MUGABO", "Diane", birth_year=1999)
    return _add(database, "KEZA", "Aline", birth_year=1990, phone="+250788000111")


def test_half_typed_fields_are_read_as_far_as_they_go() -> None:
    typed = read_half_typed({"family_name": " Keza ", "phone": "0788 0001", "birth": "19", "sex": "F"})

    assert typed == Details("Keza", "", "F")


def test_somebody_is_found_as_soon_as_the_name_and_one_more_thing_are_typed(
    database: Database, keza: int
) -> None:
    with database.reading() as db:
        people = people_like(db)

    assert people.find(Details("KEZA", "Aline")) == ()
    assert people.find(Details("", "", phone="+250788000111")) == ()
    [found] = people.find(Details("Aline", "KEZA", phone="+250788000111"))
    assert found.person.id == keza
    assert found.score >= LIKELY
    assert set(found.reasons) == {Reason.SAME_NAME, Reason.SAME_PHONE}


def test_who_was_shown_stays_while_the_score_falls_a_little(database: Database, keza: int) -> None:
    typed = Details("KEZA", "Aline", "N", 1990, phone="+250722345678")
    with database.reading() as db:
        people = people_like(db)
    before, stays = people.find(typed), people.find(typed, shown=[keza])

    assert before == ()
    assert [found.person.id for found in stays] == [keza]


def test_nobody_is_found_for_themselves_nor_who_was_told_apart(
    database: Database, keza: int, now: datetime
) -> None:
    other = _add(database, "KEZA", "Aline", birth_year=1990)
    details = Details("KEZA", "Aline", "F", 1990, phone="+250788000111")
    with database.reading() as db:
        assert [found.person.id for found in people_like(db).find(details, person_id=keza)] == [other]
    with database.transaction() as db:
        tell_apart(db, first_id=keza, second_id=other, by=None, on_date=now.date())
    with database.reading() as db:
        assert people_like(db).find(details, person_id=keza) == ()


def test_of_two_homonyms_each_has_less_than_half(database: Database, keza: int) -> None:
    with database.reading() as db:
        [alone] = people_like(db).who_is(Details("KEZA", "Aline", "N"))
    other = _add(database, "KEZA", "Aline", birth_year=2001)
    with database.reading() as db:
        both = people_like(db).who_is(Details("KEZA", "Aline", "N"))

    assert alone.score > 90
    assert {found.person.id for found in both} == {keza, other}
    assert all(found.score < 50 for found in both)
