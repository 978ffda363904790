"""Merging, separating and marking on two PCs that do not know of each other."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.attendance.merging.merged_class import NAMES, Says, register_says
from tests.courses.factories import a_running_course
from tests.sync.conftest import JoinPc, Pc, founder, join_pc, meet  # noqa: F401  pytest finds fixtures by name
from tvet_desktop.attendance.clear_mark import clear_mark
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.merging.merge_people import merge_people
from tvet_desktop.attendance.merging.separate_people import separate_people
from tvet_desktop.attendance.models import AttendanceMark, MarkStatus, MergedMark
from tvet_desktop.courses.models import Course, TrainingSession
from tvet_desktop.people.duplicates.tell_apart import tell_apart
from tvet_desktop.people.merging.merge_rules import AlreadyOnePerson, NotMerged, SamePerson
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.merging.merges import merge_state, void_merges
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import list_people
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.history import past_changes
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.sync.check import check
from tvet_desktop.sync.describe_conflicts import describe_conflicts
from tvet_desktop.sync.rebuild import rebuild

Meet = Callable[..., None]
P, L, A, E = MarkStatus.PRESENT, MarkStatus.LATE, MarkStatus.ABSENT, MarkStatus.EXCUSED


class TwoPcs:
    """One class on two PCs; people are named by their place in ``NAMES``."""

    def __init__(self, first: Pc, join: JoinPc, exchange: Meet, now: datetime, number: int = 0) -> None:
        self.first = first
        self.now = now
        self._exchange = exchange
        with first.app.database.transaction(user_id=first.app.user.id) as db:
            self.course, self.sessions, self.people = a_running_course(db, NAMES, days=2)
            db.get_one(Course, self.course).code += f"-{number}"
        self.second = join("second")
        self.pcs = (first, self.second)

    def mark(self, pc: Pc, person: int, session: int, status: MarkStatus | None) -> None:
        with pc.app.database.transaction(user_id=pc.app.user.id) as db:
            act = clear_mark if status is None else partial(mark_attendance, status=status)
            act(
                db,
                training_session_id=self.sessions[session],
                person_id=self.people[person],
                now=self.now,
            )

    def merge(self, pc: Pc, kept: int, merged: int) -> None:
        with pc.app.database.transaction(user_id=pc.app.user.id) as db:
            merge_people(
                db,
                kept_id=self.people[kept],
                merged_id=self.people[merged],
                by=pc.app.user.id,
                now=self.now,
            )

    def separate(self, pc: Pc, person: int) -> None:
        with pc.app.database.transaction(user_id=pc.app.user.id) as db:
            separate_people(db, person_id=self.people[person], by=pc.app.user.id, now=self.now)

    def tell_apart(self, pc: Pc, first: int, second: int) -> None:
        with pc.app.database.transaction(user_id=pc.app.user.id) as db:
            tell_apart(
                db,
                first_id=self.people[first],
                second_id=self.people[second],
                by=pc.app.user.id,
                on_date=self.now.date(),
            )

    def meet(self) -> None:
        self._exchange(*self.pcs)
        self._exchange(*self.pcs)  # what a PC puts right after reading travels with the next meeting
        assert self.first.dump() == self.second.dump()
        assert self.register(self.first) == self.register(self.second)

    def register(self, pc: Pc) -> Says:
        with pc.app.database.reading() as db:
            return register_says(db, self.course)

    def shown(self, pc: Pc) -> list[str]:
        with pc.app.database.reading() as db:
            return [row.name for row in list_people(db).rows]


@pytest.fixture
def two(
    founder: Pc,  # noqa: F811  the fixture
    join_pc: JoinPc,  # noqa: F811  the fixture
    meet: Meet,  # noqa: F811  the fixture
    now: datetime,
) -> TwoPcs:
    return TwoPcs(founder, join_pc, meet, now)


KEZA, JEAN, JAN, PAUL = range(4)


def test_a_merge_travels_and_is_separated_on_the_other_pc(two: TwoPcs) -> None:
    two.mark(two.first, JEAN, 0, A)
    two.mark(two.first, JAN, 0, P)
    two.mark(two.first, JAN, 1, L)
    before = two.register(two.first)
    two.merge(two.first, JEAN, JAN)
    two.meet()
    assert two.register(two.second) == {"KEZA Aline": "····", "MUGABO Jean": "PL··", "NSENGA Paul": "····"}
    with two.second.app.database.reading() as db:
        (line,) = merge_state(db, two.people[JEAN]).merged
        assert (line.name, line.by) == ("MUGABO Jan", "Invented Admin")

    two.separate(two.second, JAN)
    two.meet()
    assert two.register(two.first) == before


def test_each_pc_keeps_the_other_one(two: TwoPcs) -> None:
    two.mark(two.first, JEAN, 0, A)
    two.mark(two.first, JAN, 0, P)
    two.meet()
    two.merge(two.first, JEAN, JAN)
    two.merge(two.second, JAN, JEAN)
    two.meet()

    (name,) = [name for name in two.register(two.first) if name.startswith("MUGABO")]
    assert two.register(two.first)[name] == "P···"
    assert name in two.shown(two.first)
    assert len(two.shown(two.first)) == len(two.shown(two.second)) == 3

    with two.first.app.database.reading() as db:
        (other,) = merged_ids(db)
    two.separate(two.second, two.people.index(other))
    two.meet()
    register = two.register(two.first)
    assert (register["MUGABO Jean"], register["MUGABO Jan"]) == ("A···", "P···")


def test_one_is_merged_into_two_people(two: TwoPcs) -> None:
    two.mark(two.first, JAN, 0, P)
    two.meet()
    two.merge(two.first, JEAN, JAN)
    two.merge(two.second, PAUL, JAN)
    two.meet()

    register = two.register(two.first)
    assert "MUGABO Jan" not in register
    assert sorted(register.values()) == ["P···", "····", "····"]
    for pc in two.pcs:
        with pc.app.database.reading() as db:
            (conflict,) = describe_conflicts(db)
        assert (conflict.kind, conflict.name, conflict.fields) == ("Person", "MUGABO Jan", "Merged with")
        assert {conflict.kept, conflict.lost} == {"MUGABO Jean", "NSENGA Paul"}


def test_the_merge_that_lost_leaves_no_marks_behind(two: TwoPcs) -> None:
    two.mark(two.first, JEAN, 0, A)
    two.mark(two.first, PAUL, 0, A)
    two.mark(two.first, JAN, 0, P)
    two.meet()
    two.merge(two.first, JEAN, JAN)
    two.merge(two.second, PAUL, JAN)
    two.meet()

    register = two.register(two.first)
    assert sorted((register["MUGABO Jean"], register["NSENGA Paul"])) == ["A···", "P···"]
    with two.first.app.database.reading() as db:
        assert void_merges(db, [scope_of(two.course)]) == []
        (conflict,) = describe_conflicts(db)
        assert conflict.fields == "Merged with"
    two.separate(two.first, JAN)
    two.meet()
    register = two.register(two.first)
    assert (register["MUGABO Jean"], register["NSENGA Paul"]) == ("A···", "A···")


def test_told_apart_here_while_merged_there(two: TwoPcs) -> None:
    two.mark(two.first, JEAN, 0, A)
    two.mark(two.first, JAN, 0, P)
    two.meet()
    before = two.register(two.first)
    two.merge(two.first, JEAN, JAN)
    two.tell_apart(two.second, JEAN, JAN)
    two.meet()
    assert two.register(two.first)["MUGABO Jean"] == "P···"
    two.separate(two.second, JAN)
    two.meet()
    assert two.register(two.first) == before


def test_marks_typed_for_the_merged_person_elsewhere_count(two: TwoPcs) -> None:
    two.mark(two.first, JEAN, 0, A)
    two.meet()
    two.merge(two.first, JEAN, JAN)
    two.mark(two.second, JAN, 1, P)
    two.mark(two.second, JAN, 2, L)
    two.meet()

    assert two.register(two.first)["MUGABO Jean"] == "APL·"


def test_separated_here_while_marked_as_one_there(two: TwoPcs) -> None:
    two.mark(two.first, JEAN, 0, A)
    two.mark(two.first, JAN, 0, P)
    two.merge(two.first, JEAN, JAN)
    two.meet()
    two.separate(two.first, JAN)
    two.mark(two.second, JEAN, 0, E)
    two.mark(two.second, JAN, 1, L)
    two.meet()

    register = two.register(two.first)
    assert register["MUGABO Jan"] == "P···"
    assert register["MUGABO Jean"][0] in {"A", "E"}
    assert register["MUGABO Jean"][1] == "L"
    _nothing_lost(two)


def test_separated_here_while_merged_further_there(two: TwoPcs) -> None:
    two.mark(two.first, JAN, 0, P)
    two.merge(two.first, JEAN, JAN)
    two.meet()
    two.separate(two.first, JAN)
    two.merge(two.second, PAUL, JEAN)
    two.meet()

    assert two.register(two.first) == {"KEZA Aline": "····", "MUGABO Jan": "P···", "NSENGA Paul": "····"}


def test_both_merge_the_same_and_one_separates(two: TwoPcs) -> None:
    two.mark(two.first, JEAN, 0, A)
    two.mark(two.first, JAN, 0, P)
    two.meet()
    before = two.register(two.first)
    for pc in two.pcs:
        two.merge(pc, JEAN, JAN)
    two.meet()
    with two.first.app.database.reading() as db:
        assert describe_conflicts(db) == []
    two.separate(two.first, JAN)
    two.meet()
    assert two.register(two.first) == before


def _nothing_lost(two: TwoPcs) -> None:
    """Every mark row that was ever written is there, with its whole history, on both PCs."""
    for pc in two.pcs:
        with pc.app.database.transaction() as db:
            written = {
                (change.key_a, change.key_b)
                for change in past_changes(
                    db, AttendanceMark.__tablename__, db.scalars(select(TrainingSession.id)).all()
                )
            }
            stored = set(
                db.execute(select(AttendanceMark.training_session_id, AttendanceMark.person_id)).all()
            )
            assert {tuple(key) for key in stored} == written
            assert check(db).problems == []


_PEOPLE = st.integers(0, 3)
_STEPS = st.one_of(
    st.tuples(st.just("mark"), _PEOPLE, st.integers(0, 3), st.sampled_from([P, L, A, E, None])),
    st.tuples(st.just("merge"), _PEOPLE, _PEOPLE),
    st.tuples(st.just("separate"), _PEOPLE),
    st.tuples(st.just("tell_apart"), _PEOPLE, _PEOPLE),
    st.tuples(st.just("meet")),
)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.integers(0, 1), _STEPS), min_size=4, max_size=16))
def test_whatever_two_pcs_do_they_end_alike_and_lose_no_mark(
    two_again: Callable[[], TwoPcs], steps: list[tuple[int, tuple[object, ...]]]
) -> None:
    two = two_again()
    for side, (what, *values) in steps:
        pc = two.pcs[side]
        try:
            if what == "meet":
                two.meet()
            else:
                getattr(two, str(what))(pc, *values)
        except (SamePerson, AlreadyOnePerson, NotMerged):
            continue
    two.meet()
    _nothing_lost(two)
    _everybody_is_shown_once(two)
    before = two.first.dump()
    with two.first.app.database.transaction() as db:
        rebuild(db)
    assert two.first.dump() == before
    _all_separated_nothing_of_a_merge_is_left(two)


def _all_separated_nothing_of_a_merge_is_left(two: TwoPcs) -> None:
    for person, person_id in enumerate(two.people):
        with two.first.app.database.reading() as db:
            is_merged = person_id in merged_ids(db)
        if is_merged:
            two.separate(two.first, person)
    with two.first.app.database.reading() as db:
        assert not set(merged_ids(db)) & set(two.people)
        assert list(db.scalars(select(MergedMark).where(not_deleted(MergedMark)))) == []
        assert void_merges(db, [scope_of(two.course)]) == []
    two.meet()


@pytest.fixture
def two_again(
    founder: Pc,  # noqa: F811  the fixture
    join_pc: JoinPc,  # noqa: F811  the fixture
    meet: Meet,  # noqa: F811  the fixture
    now: datetime,
) -> Callable[[], TwoPcs]:
    """Make a new class each time, on the same two PCs: joining takes longer than all the rest."""
    second = join_pc("second")
    numbers = count()

    def make() -> TwoPcs:
        made = TwoPcs(founder, lambda _name: second, meet, now, next(numbers))
        meet(founder, second)
        return made

    return make


def _everybody_is_shown_once(two: TwoPcs) -> None:
    """Each of the four counts for itself or stands behind exactly one who is listed."""
    with two.first.app.database.reading() as db:
        merged = merged_ids(db)
        listed = {row.id for row in list_people(db).rows}
        for person_id in two.people:
            assert merged.get(person_id, person_id) in listed
            assert (person_id in listed) == (person_id not in merged)
            assert db.get(Person, person_id) is not None
