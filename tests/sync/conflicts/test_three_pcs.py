from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.sync.conftest import JoinPc, Pc
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.conflicts.decide import Choice, ConflictChanged, decide_conflict, take_back_decision
from tvet_desktop.sync.conflicts.decided import decided_conflicts
from tvet_desktop.sync.conflicts.for_many import ForMany, Rule, decide_many, pcs_of, pick, users_of
from tvet_desktop.sync.describe_conflicts import DescribedConflict, describe_conflicts
from tvet_desktop.sync.rebuild import rebuild

Meet = Callable[..., None]


def asked(pc: Pc) -> list[DescribedConflict]:
    with pc.app.database.reading() as db:
        return describe_conflicts(db)


def decide(pc: Pc, conflict: DescribedConflict, choice: Choice, taken: int | None = None) -> None:
    with pc.app.database.transaction(user_id=pc.app.user.id) as db:
        decide_conflict(
            db, conflict=conflict.conflict, choice=choice, by=pc.app.user.id, now=pc.app.now(), taken=taken
        )


def take_back(pc: Pc, seq: int) -> None:
    with pc.app.database.transaction(user_id=pc.app.user.id) as db:
        take_back_decision(db, seq=seq)


def at(pc: Pc, hour: int) -> None:
    assert isinstance(pc.app.clock, FixedClock)
    pc.app.clock.moment = datetime(2027, 3, 8, hour, 15, tzinfo=UTC)


@pytest.fixture
def three(founder: Pc, join_pc: JoinPc, meet: Meet) -> tuple[list[Pc], int]:
    """Three PCs, each of which has named the same person otherwise, at 9, 10 and 11 o'clock."""
    row = founder.add_person("uwase")
    pcs = [founder, join_pc("second"), join_pc("third")]
    meet(*pcs)
    for pc, hour, name in zip(pcs, (9, 10, 11), ("Aline", "Alina", "Alice"), strict=True):
        at(pc, hour)
        pc.rename(row, display_name=name)
    for pc in pcs:
        at(pc, 12)
    meet(*pcs)
    return pcs, row


def test_every_value_is_told_with_who_where_and_when_and_a_rule_decides(
    three: tuple[list[Pc], int],
) -> None:
    pcs, row = three
    for pc in pcs:
        (found,) = asked(pc)
        assert (found.kind, found.fields, found.holds.text) == ("User", "Full name", "Alice")
        said = {value.text: value.typed for value in (found.holds, *found.others)}
        names = {text: typed.pc.replace(" (this one)", "") for text, typed in said.items()}
        assert names == {"Aline": "PC 1, national", "Alina": "PC 2, Huye", "Alice": "PC 3, Huye"}
        assert {text: typed.at.hour for text, typed in said.items() if typed.at} == {
            "Aline": 9,
            "Alina": 10,
            "Alice": 11,
        }
        assert {typed.by for typed in said.values()} == {"Invented Admin"}

    found = asked(pcs[0])
    second = next(device for device, name in pcs_of(found).items() if name.startswith("PC 2"))
    assert len(users_of(found)) == 3

    assert [one.taken for one in pick(found, ForMany(Rule.LATER))] == [0]
    assert pick(found, ForMany(Rule.OTHER)) == []
    picked = pick(found, ForMany(Rule.PC, device=second))
    with pcs[0].app.database.transaction(user_id=pcs[0].app.user.id) as db:
        decide_many(db, picked=picked, by=pcs[0].app.user.id, now=pcs[0].app.now())

    assert pcs[0].get(row).display_name == "Alina"
    assert asked(pcs[0]) == []


def test_a_decision_on_one_pc_is_one_for_all_unless_another_differs(
    three: tuple[list[Pc], int], meet: Meet
) -> None:
    pcs, row = three
    second = pcs[1]
    (found,) = asked(second)

    decide(second, found, Choice.KEPT)
    with pytest.raises(ConflictChanged):
        decide(second, found, Choice.KEPT)
    meet(*pcs)

    for pc in pcs:
        assert asked(pc) == []
        assert pc.get(row).display_name == "Alice"
    assert pcs[0].dump() == pcs[1].dump() == pcs[2].dump()
    with second.app.database.reading() as db:
        (decided,) = decided_conflicts(db)
    assert (decided.before, decided.written, decided.by) == ("Alice", "Alice", "Invented Admin")

    take_back(second, decided.seq)
    assert second.get(row).display_name == "Alice"
    assert [one.holds.text for one in asked(second)] == ["Alice"]
    with second.app.database.transaction() as db:
        rebuild(db)
    assert [one.holds.text for one in asked(second)] == ["Alice"]

    for pc, text in ((pcs[0], "Aline"), (second, "Alina")):
        pc.rename(row, display_name=text)
    meet(*pcs)
    for pc, text in ((pcs[0], "Alina"), (second, "Aline")):
        (found,) = asked(pc)
        other = next((one.seq for one in found.others if one.text == text), None)
        decide(pc, found, Choice.KEPT if other is None else Choice.OTHER, other)
    meet(*pcs)
    for pc in pcs:
        (found,) = asked(pc)
        assert {found.holds.text, *(other.text for other in found.others)} == {"Aline", "Alina"}
