"""One person on the lists of two colleges: the national office decides, and both colleges hear of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.certificates.factories import Course
from tests.sync.conftest import HUYE, TUMBA, JoinPc, Pc
from tvet_desktop.attendance.merging.merge_people import merge_people
from tvet_desktop.certificates.register.register_rows import register_rows
from tvet_desktop.people.duplicates.find_duplicates import find_duplicates
from tvet_desktop.people.matching.decide_match import MatchDecided, decide_match
from tvet_desktop.people.matching.find_matches import find_matches, list_decided
from tvet_desktop.people.matching.match_rules import DecisionGone, PeopleOfOneCollege
from tvet_desktop.people.matching.matched import groups_of, human_ids
from tvet_desktop.people.matching.models import MatchAct, PersonElsewhere, PersonMatch
from tvet_desktop.people.matching.queries import elsewhere_of
from tvet_desktop.people.matching.take_back_match import restore_match, take_back_match
from tvet_desktop.people.models import Person
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.local_tables import Conflict

DAY = date(2027, 3, 8)
ID = "1198570123456012"
Meet = Callable[..., None]


@pytest.fixture
def huye(join_pc: JoinPc) -> Pc:
    return join_pc("huye")


@pytest.fixture
def tumba(join_pc: JoinPc) -> Pc:
    return join_pc("tumba", scopes=[TUMBA])


def enter(pc: Pc, scope: int, *, given: str = "Aline", year: int = 1985) -> int:
    """Type in somebody whose ID tells that it is one person."""
    with pc.app.database.transaction(user_id=pc.app.user.id) as db:
        person = Person(id=new_id(db, scope), family_name="KEZA", given_name=given, sex="F", birth_year=year)
        person.id_document_type, person.id_document_number = "NATIONAL_ID", ID
        db.add(person)
        return person.id


def decide(pc: Pc, one: int, other: int, act: MatchAct = MatchAct.SAME) -> MatchDecided:
    with pc.app.database.transaction(user_id=pc.app.user.id) as db:
        return decide_match(db, first_id=one, second_id=other, act=act, by=pc.app.user.id, on_date=DAY)


def take_back(pc: Pc, decided: MatchDecided) -> None:
    with pc.app.database.transaction() as db:
        take_back_match(db, match_id=decided.match_id)


def elsewhere(pc: Pc, person_id: int) -> list[str]:
    with pc.app.database.reading() as db:
        return [f"{one.college}: {' '.join(one.differing)}" for one in elsewhere_of(db, person_id)]


def queue(pc: Pc) -> list[set[int]]:
    with pc.app.database.reading() as db:
        return [{pair.first.id, pair.second.id} for pair in find_matches(db)]


def settle(*pcs: Pc) -> None:
    for pc in pcs:
        pc.app.settle_received()


def test_the_decision_reaches_both_colleges_and_is_taken_back(
    founder: Pc, huye: Pc, tumba: Pc, meet: Meet
) -> None:
    one, other = enter(huye, HUYE, given="Aline"), enter(tumba, TUMBA, given="Aline U.", year=1986)
    meet(huye, tumba, founder)
    assert queue(founder) == [{one, other}]
    with founder.app.database.reading() as db:
        assert find_duplicates(db) == []  # they cannot be merged

    decided = decide(founder, one, other)
    meet(founder, huye, tumba)

    assert "Tumba: name birth" in elsewhere(huye, one)[0]
    assert "Huye" in elsewhere(tumba, other)[0]
    assert queue(founder) == []
    with huye.app.database.reading() as db:  # the other college's person stays unknown here
        assert db.get(Person, other) is None
        assert db.scalars(select(PersonMatch)).all() == []
        assert [row.person_id for row in db.scalars(select(PersonElsewhere))] == [one]

    take_back(founder, decided)
    meet(founder, huye, tumba)

    assert elsewhere(huye, one) == elsewhere(tumba, other) == []
    assert queue(founder) == [{one, other}]
    with pytest.raises(DecisionGone), founder.app.database.transaction() as db:
        take_back_match(db, match_id=decided.match_id)
    with founder.app.database.transaction() as db:
        restore_match(db, match_id=decided.match_id)
    meet(founder, huye, tumba)
    assert len(elsewhere(huye, one)) == 1


def test_certificates_of_both_colleges_are_one_persons(
    founder: Pc, huye: Pc, tumba: Pc, meet: Meet, now: datetime
) -> None:
    courses = [Course(huye.app, now, "HUY"), Course(tumba.app, now, "TUM")]
    for course in courses:
        course.confirm(*course.people)
        course.approve(course.people[0])
        course.issue()
    meet(huye, tumba, founder)

    def holders() -> tuple[int, int]:
        with founder.app.database.reading() as db:
            rows = register_rows(db)
        return len(rows), len({row.human_id for row in rows})

    assert holders() == (2, 2)
    decided = decide(founder, courses[0].people[0], courses[1].people[0])
    assert holders() == (2, 1)  # both stay valid: two courses, one person
    take_back(founder, decided)
    assert holders() == (2, 2)


def test_they_are_two_is_remembered_and_the_last_word_holds(
    founder: Pc, huye: Pc, tumba: Pc, meet: Meet
) -> None:
    one, other = enter(huye, HUYE), enter(tumba, TUMBA)
    meet(huye, tumba, founder)

    decide(founder, other, one, MatchAct.DIFFERENT)
    assert queue(founder) == []
    decide(founder, one, other)
    with founder.app.database.reading() as db:
        [pair] = list_decided(db)
        assert (pair.act, pair.by) == (MatchAct.SAME, "Invented Admin")
        assert human_ids(db) == {other: one}


def test_two_national_pcs_decide_at_once_and_end_equal(
    founder: Pc, join_pc: JoinPc, huye: Pc, tumba: Pc, meet: Meet
) -> None:
    second = join_pc("national", national=True)
    one, other = enter(huye, HUYE), enter(tumba, TUMBA)
    meet(huye, tumba, founder, second)

    decide(founder, one, other)
    assert isinstance(second.app.clock, FixedClock)
    second.app.clock.moment += timedelta(hours=2)
    decide(second, one, other, MatchAct.DIFFERENT)
    meet(founder, second)
    settle(founder, second)
    meet(founder, second, huye, tumba)

    assert founder.dump() == second.dump()
    assert elsewhere(huye, one) == elsewhere(tumba, other) == []
    for pc in (founder, second):
        with pc.app.database.reading() as db:
            assert [row for row in db.scalars(select(Conflict)) if row.table_name == "person_elsewhere"] == []


def test_what_a_college_merges_or_removes_later_is_followed(
    founder: Pc, huye: Pc, tumba: Pc, meet: Meet, now: datetime
) -> None:
    one, twice, other = enter(huye, HUYE), enter(huye, HUYE, given="Alina"), enter(tumba, TUMBA)
    meet(huye, tumba, founder)
    decide(founder, one, other)
    meet(founder, huye, tumba)

    with huye.app.database.transaction() as db:
        merge_people(db, kept_id=twice, merged_id=one, by=None, now=now)
    meet(huye, founder)
    settle(founder)
    meet(founder, huye, tumba)

    assert len(elsewhere(huye, twice)) == 1
    with founder.app.database.reading() as db:
        assert human_ids(db) == {one: twice, other: twice}

    with tumba.app.database.transaction() as db:
        db.get_one(Person, other).deleted = True
    meet(tumba, founder)
    settle(founder)
    meet(founder, huye)
    assert elsewhere(huye, twice) == []


def test_entries_of_one_college_are_merged_instead(founder: Pc) -> None:
    one, other = enter(founder, HUYE), enter(founder, HUYE)

    with pytest.raises(PeopleOfOneCollege) as raised:
        decide(founder, one, other)

    assert "merge them" in raised.value.sentence()


def test_groups_grow_by_every_pair() -> None:
    assert groups_of([(1, 2), (3, 4), (2, 3), (7, 9)]) == [(1, 2, 3, 4), (7, 9)]
