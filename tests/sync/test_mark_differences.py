from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.courses.factories import MONDAY, a_running_course
from tests.sync.conftest import HUYE, JoinPc, Pc
from tvet_desktop.attendance.clear_mark import clear_mark
from tvet_desktop.attendance.loading import load_mark
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.courses.models import Slot
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.conflicts.decide import take_back_decision
from tvet_desktop.sync.mark_differences import MarkDifference, mark_differences
from tvet_desktop.sync.queries import sync_state
from tvet_desktop.sync.settle_conflict import settle_conflict

P, A, L = MarkStatus.PRESENT, MarkStatus.ABSENT, MarkStatus.LATE
Meet = Callable[..., None]


@dataclass(frozen=True)
class Two:
    """Two PCs with one course."""

    one: Pc
    other: Pc
    session: int
    people: list[int]


@pytest.fixture
def two(founder: Pc, join_pc: JoinPc, meet: Meet) -> Two:
    with founder.app.database.transaction() as db:
        _course_id, sessions, people = a_running_course(db)
    second = join_pc("second", scopes=[HUYE])
    meet(founder, second)
    return Two(founder, second, sessions[0], people)


def mark(pc: Pc, two: Two, seat: int, status: MarkStatus, **more: object) -> None:
    with pc.app.database.transaction(user_id=pc.app.user.id) as db:
        mark_attendance(
            db,
            training_session_id=two.session,
            person_id=two.people[seat],
            status=status,
            now=pc.app.now(),
            **more,  # type: ignore[arg-type]  # minutes_late, reason or source
        )


def differences(pc: Pc) -> list[MarkDifference]:
    with pc.app.database.reading() as db:
        return mark_differences(db)


def status_at(pc: Pc, two: Two, seat: int) -> MarkStatus | None:
    with pc.app.database.reading() as db:
        found = load_mark(db, two.session, two.people[seat])
    return None if found is None else found.status


def test_equal_marks_are_no_difference_wherever_they_came_from(two: Two, meet: Meet) -> None:
    for seat, status in enumerate((P, A, L)):
        mark(two.one, two, seat, status)
        mark(two.other, two, seat, status, source=MarkSource.SHEET)

    meet(two.one, two.other)

    for pc in (two.one, two.other):
        assert differences(pc) == []
        with pc.app.database.reading() as db:
            assert sync_state(db).open_conflicts == 0
    assert two.one.dump() == two.other.dump()


def test_a_difference_names_person_session_both_marks_and_who_typed_them(two: Two, meet: Meet) -> None:
    mark(two.one, two, 0, P)
    mark(two.other, two, 0, L, minutes_late=20, reason="bus")

    meet(two.one, two.other)

    for pc in (two.one, two.other):
        (found,) = differences(pc)
        assert (found.person, found.course, found.held_on, found.slot) == (
            "KEZA Aline",
            "Irrigation",
            MONDAY,
            Slot.AM,
        )
        marks = {(m.status, m.minutes_late, m.reason) for m in (found.kept, found.other) if m}
        assert marks == {(P, None, ""), (L, 20, "bus")}
        assert found.kept_by == found.other_by == "Invented Admin"


@pytest.mark.parametrize("take_lost", [False, True])
def test_a_decision_is_made_and_taken_back(two: Two, meet: Meet, take_lost: bool) -> None:  # noqa: FBT001  a case
    mark(two.one, two, 0, P)
    mark(two.other, two, 0, A)
    meet(two.one, two.other)
    (found,) = differences(two.one)
    assert found.kept is not None
    assert found.other is not None

    with two.one.app.database.transaction(user_id=two.one.app.user.id) as db:
        settle_conflict(db, seq=found.seq, take_lost=take_lost, by=two.one.app.user.id, now=two.one.app.now())
    chosen = found.other if take_lost else found.kept
    assert status_at(two.one, two, 0) == chosen.status
    assert differences(two.one) == []

    with two.one.app.database.transaction(user_id=two.one.app.user.id) as db:
        take_back_decision(db, seq=found.seq)
    assert status_at(two.one, two, 0) == found.kept.status
    assert [row.seq for row in differences(two.one)] == [found.seq]


def test_whoever_marks_again_has_decided_on_both_pcs(two: Two, meet: Meet) -> None:
    mark(two.one, two, 0, P)
    mark(two.other, two, 0, A)
    meet(two.one, two.other)

    mark(two.one, two, 0, L, minutes_late=5)
    meet(two.one, two.other)

    assert differences(two.one) == differences(two.other) == []
    assert status_at(two.other, two, 0) == L


def test_taking_the_other_mark_on_one_pc_settles_it_on_the_other(two: Two, meet: Meet) -> None:
    mark(two.one, two, 0, P)
    mark(two.other, two, 0, A)
    meet(two.one, two.other)
    (found,) = differences(two.one)

    with two.one.app.database.transaction(user_id=two.one.app.user.id) as db:
        settle_conflict(db, seq=found.seq, take_lost=True, by=two.one.app.user.id, now=two.one.app.now())
    meet(two.one, two.other)

    assert differences(two.other) == []
    assert two.one.dump() == two.other.dump()


def test_clearing_here_and_marking_again_there_is_a_gap_and_a_mark(two: Two, meet: Meet) -> None:
    mark(two.one, two, 0, P)
    with two.one.app.database.transaction(user_id=two.one.app.user.id) as db:
        clear_mark(db, training_session_id=two.session, person_id=two.people[0], now=two.one.app.now())
    meet(two.one, two.other)
    clock = two.other.app.clock
    assert isinstance(clock, FixedClock)
    clock.moment += timedelta(hours=1)
    mark(two.other, two, 0, P)
    mark(two.one, two, 0, P)
    with two.one.app.database.transaction(user_id=two.one.app.user.id) as db:
        clear_mark(db, training_session_id=two.session, person_id=two.people[0], now=two.one.app.now())

    meet(two.one, two.other)

    for pc in (two.one, two.other):
        (found,) = differences(pc)
        assert (found.kept and found.kept.status, found.other) == (P, None)
