from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.sync.conftest import HUYE, JoinPc, Pc
from tvet_desktop.accounts.many_removals import needs_coordinator
from tvet_desktop.accounts.models import User
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import new_id
from tvet_desktop.sync.queries import sync_state
from tvet_desktop.sync.rebuild import rebuild
from tvet_desktop.sync.removals.decide import NothingHeld, decide_removal, set_removed
from tvet_desktop.sync.removals.held import Held, list_held

Meet = Callable[..., None]
MANY = 57
"""With three users of their own, sixty rows: three are 5 %."""


def test_more_than_five_percent_and_more_than_two_rows_need_a_coordinator() -> None:
    assert [needs_coordinator(*case) for case in ((3, 60), (4, 60), (2, 20), (3, 20), (3, 3), (0, 0))] == [
        False,
        True,
        False,
        True,
        True,
        False,
    ]


@pytest.fixture
def two(founder: Pc, join_pc: JoinPc, meet: Meet) -> tuple[Pc, Pc, list[int]]:
    with founder.app.database.transaction() as db:
        rows = [new_id(db, HUYE) for _n in range(MANY)]
        names = (f"invented {n:02}" for n in range(MANY))
        db.add_all(
            User(id=row, username=name, display_name=name, role="CLERK")
            for row, name in zip(rows, names, strict=True)
        )
    second = join_pc("second")
    meet(founder, second)
    return founder, second, rows


def held(pc: Pc) -> list[Held]:
    with pc.app.database.reading() as db:
        return list_held(db)


def remove(pc: Pc, rows: list[int]) -> None:
    for row in rows:
        pc.remove(row)


def removed(pc: Pc, rows: list[int]) -> int:
    return sum(pc.get(row).deleted for row in rows)


def decide(pc: Pc, *, put_back: bool) -> int:
    (one,) = held(pc)
    with pc.app.database.transaction(user_id=pc.app.user.id) as db:
        decide_removal(db, held_id=one.id, put_back=put_back, by=pc.app.user.id, now=pc.app.now())
    return one.id


def test_many_removals_wait_for_a_coordinator_and_the_rest_is_applied(
    two: tuple[Pc, Pc, list[int]], join_pc: JoinPc, meet: Meet
) -> None:
    founder, second, rows = two
    third = join_pc("third")
    meet(founder, second, third)
    third.rename(rows[50], display_name="by the third")
    remove(second, rows[:10])

    meet(second, third, founder)

    (found,) = held(founder)
    assert found.pc == "PC 2, Huye"
    (some,) = found.rows
    assert (some.kind, some.college, some.count) == ("User", "Huye", 10)
    assert some.of in range(58, 62)
    assert some.names[0] == "invented 00"
    assert removed(founder, rows) == 0
    assert founder.get(rows[50]).display_name == "by the third"
    with founder.app.database.reading() as db:
        state = sync_state(db)
    assert (state.held_removals, state.waiting_bundles) == (1, 0)

    decide(founder, put_back=False)
    decide(third, put_back=False)
    meet(founder, second, third)

    assert held(founder) == held(third) == []
    assert removed(founder, rows) == removed(second, rows) == removed(third, rows) == 10
    assert founder.dump() == second.dump() == third.dump()
    with founder.app.database.transaction() as db:
        rebuild(db)
    assert held(founder) == []
    assert founder.dump() == second.dump()


def test_what_is_not_agreed_to_comes_back_everywhere(two: tuple[Pc, Pc, list[int]], meet: Meet) -> None:
    founder, second, rows = two
    remove(second, rows[:10])
    meet(second, founder)

    held_id = decide(founder, put_back=True)
    meet(founder, second)

    assert removed(founder, rows) == removed(second, rows) == 0
    assert founder.dump() == second.dump()
    with founder.app.database.transaction() as db:
        assert set_removed(db, held_id=held_id, removed=True) == 10
        with pytest.raises(NothingHeld):
            decide_removal(db, held_id=held_id, put_back=False, by=None, now=founder.app.now())
    meet(founder, second)
    assert [len(held(pc)) for pc in (founder, second)] == [0, 1]


def test_rows_that_come_back_meanwhile_are_not_asked_about(two: tuple[Pc, Pc, list[int]], meet: Meet) -> None:
    founder, second, rows = two
    remove(second, rows[:10])
    meet(second, founder)
    assert held(founder)

    with second.app.database.transaction() as db:
        for row in rows[:10]:
            db.get_one(User, row).deleted = False
    meet(second, founder)

    assert held(founder) == []
    assert founder.dump() == second.dump()


def test_small_portions_within_a_week_add_up(two: tuple[Pc, Pc, list[int]], meet: Meet) -> None:
    founder, second, rows = two
    for start in (0, 2):
        remove(second, rows[start : start + 2])
        meet(second, founder)
    assert removed(founder, rows) == 2
    (found,) = held(founder)
    assert found.rows[0].count == 2

    decide(founder, put_back=False)
    remove(second, rows[4:6])
    meet(second, founder)
    assert (held(founder), removed(founder, rows)) == ([], 6)

    assert isinstance(founder.app.clock, FixedClock)
    founder.app.clock.moment += timedelta(days=8)
    remove(second, rows[6:8])
    meet(second, founder)
    assert (held(founder), removed(founder, rows)) == ([], 8)
