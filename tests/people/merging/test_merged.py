from hypothesis import given
from hypothesis import strategies as st

from tests.courses.factories import some_people
from tvet_desktop.people.match_names import Match, names_of_people
from tvet_desktop.people.merging.merged import (
    count_once,
    counting_people,
    counting_person,
    merged_ids,
    one_person,
    people_behind,
)
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import list_people
from tvet_desktop.storage.database import Database

NAMES = ("KEZA Aline", "MUGABO Jean", "NSENGA Paul", "UWERA Diane")


def _point(database: Database, *pointers: tuple[int, int]) -> None:
    with database.transaction() as db:
        for person_id, into in pointers:
            db.get_one(Person, person_id).merged_into = into


def _people(database: Database) -> list[int]:
    with database.transaction() as db:
        return sorted(some_people(db, NAMES))


def test_nobody_is_merged_at_first(database: Database) -> None:
    people = _people(database)

    with database.reading() as db:
        assert merged_ids(db) == {}
        assert counting_person(db, people[0]) == people[0]
        assert one_person(db, people[0]) == (people[0],)


def test_a_chain_leads_to_its_end(database: Database) -> None:
    first, second, third, other = _people(database)
    _point(database, (first, second), (second, third))

    with database.reading() as db:
        merged = merged_ids(db)
        assert merged == {first: third, second: third}
        assert people_behind(merged) == {third: (first, second)}
        assert one_person(db, second) == (third, first, second)
        assert counting_person(db, other) == other
        assert count_once(merged, (first, second, third, other)) == 2


def test_in_a_circle_of_two_pcs_the_smallest_id_counts_and_is_listed(database: Database) -> None:
    first, second, third, _other = _people(database)
    _point(database, (first, second), (second, first), (third, second))

    with database.reading() as db:
        assert merged_ids(db) == {second: first, third: first}
        listed = [row.id for row in list_people(db).rows]
        assert first in listed
        assert second not in listed
        assert third not in listed


def test_a_tail_never_counts_although_its_id_is_the_smallest() -> None:
    assert counting_people({1: 2, 2: 3, 3: 2}) == {1: 2, 3: 2}


def test_a_pointer_to_a_removed_person_hides_nobody(database: Database) -> None:
    first, second, *_rest = _people(database)
    _point(database, (first, second))
    with database.transaction() as db:
        db.get_one(Person, second).deleted = True

    with database.reading() as db:
        assert merged_ids(db) == {}
        assert first in [row.id for row in list_people(db).rows]


def test_the_name_of_a_merged_person_finds_the_one_that_counts(database: Database) -> None:
    first, second, third, _other = _people(database)
    _point(database, (first, second), (second, third))

    with database.reading() as db:
        names = names_of_people(db, college_scope=None)
        by_name = {row.id: row.name for row in list_people(db).rows}
        for name in NAMES[:3]:
            found = names.match(name)
            assert isinstance(found, Match)
            assert found.person_id in by_name


@given(st.dictionaries(st.integers(1, 12), st.integers(1, 12)))
def test_every_way_ends_at_somebody_who_counts_alone(pointers: dict[int, int]) -> None:
    merged = counting_people(pointers)

    assert not set(merged.values()) & set(merged)
    assert set(merged) <= set(pointers)
    for person_id, into in pointers.items():
        assert merged.get(person_id, person_id) == merged.get(into, into)
