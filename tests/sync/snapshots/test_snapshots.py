"""A snapshot takes the place of everything before it: for those who have all, who lack something, and who begin."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from tests.sync.conftest import JoinPc, Pc
from tests.sync.erasing.conftest import WORDS, erase, make_known
from tests.sync.erasing.traces import Traces
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.queries import person_file
from tvet_desktop.sync.bundle import read_bundle
from tvet_desktop.sync.check import check
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.parcel import pack, unpack
from tvet_desktop.sync.rebuild import rebuild
from tvet_desktop.sync.snapshots.standing import snapshot_standing
from tvet_desktop.sync.snapshots.take_snapshot import take_snapshot
from tvet_desktop.sync.this_pc import load_this_pc

Meet = Callable[..., None]
in_long_runs = pytest.mark.skipif(
    not os.environ.get("TVET_LONG"), reason="only with --long: it costs seconds"
)


def take(pc: Pc) -> None:
    with pc.app.database.transaction() as db:
        take_snapshot(db, now=pc.app.now())


def settle(*pcs: Pc) -> None:
    for pc in pcs:
        pc.app.settle_received()


def whole_bundles(pc: Pc) -> int:
    with pc.app.database.reading() as db:
        return db.scalar(select(func.count()).where(func.length(StoredBundle.content) > 0)) or 0


def is_whole(pc: Pc) -> bool:
    with pc.app.database.transaction() as db:
        return check(db).problems == []


@in_long_runs
def test_nothing_changes_for_those_who_have_everything(founder: Pc, join_pc: JoinPc, meet: Meet) -> None:
    second = join_pc("second")
    row = founder.add_person("a")
    founder.rename(row, display_name="b")
    founder.remove(founder.add_person("c"))
    meet(founder, second)
    before = founder.dump()
    take(founder)
    meet(founder, second)
    assert founder.dump() == second.dump() == before
    assert is_whole(founder)
    assert is_whole(second)


def test_after_a_snapshot_no_byte_names_an_erased_person(
    founder: Pc, join_pc: JoinPc, meet: Meet, tmp_path: Path
) -> None:
    traces = Traces(WORDS)
    second, third = join_pc("second"), join_pc("third", national=True)
    known = make_known(founder, founder.app.now())
    meet(founder, second, third)
    with second.app.database.transaction() as db:
        before = person_file(db, known.id).details
        edit_person(db, person_id=known.id, details=replace(before, notes="zirimwabagabo came late"))
    pcs = (founder, second, third)
    meet(*pcs)
    places = {pc: tmp_path / f"place of {pc.app.data_dir.name}" for pc in pcs}
    for pc, place in places.items():
        place.mkdir()
        pc.app.backups.make(place)
        pc.app.backups.choose_second_place(place)
        pc.app.backups.make_if_changed()
    erase(founder, known.id)
    meet(*pcs)
    settle(*pcs)
    traces.learn(*pcs)
    assert traces.in_folder(tmp_path / "stick") != []
    assert all(traces.in_folder(place) for place in places.values())

    take(founder)
    for _ in range(3):
        meet(*pcs)
        settle(*pcs)
        traces.learn(*pcs)
    meet(founder)

    for pc in pcs:
        pc.app.backups.make_if_changed()
        assert traces.in_rows(pc) == []
    found = [name for name in traces.in_folder(tmp_path) if not name.endswith(".invite")]
    assert found == []
    assert founder.dump() == second.dump() == third.dump()
    assert all(is_whole(pc) for pc in pcs)
    with founder.app.database.reading() as db:
        assert snapshot_standing(db).settled
        assert {epoch for scope, epoch in load_this_pc(db).epoch_keys if scope != 1} == {2}


@in_long_runs
def test_a_newcomer_begins_with_the_snapshot_and_works_on(founder: Pc, join_pc: JoinPc, meet: Meet) -> None:
    second = join_pc("second")
    row = founder.add_person("a")
    founder.rename(row, display_name="b")
    meet(founder, second)
    take(founder)
    other = second.add_person("typed while the snapshot was on its way")
    for _ in range(2):
        meet(founder, second)
        settle(founder, second)
    second.rename(row, display_name="later")

    third = join_pc("third")
    assert whole_bundles(third) < whole_bundles(founder) + 5
    third.rename(other, display_name="by the newcomer")
    for _ in range(2):
        meet(founder, second, third)
    assert founder.dump() == second.dump() == third.dump()
    assert all(is_whole(pc) for pc in (founder, second, third))
    with third.app.database.transaction() as db:
        rebuild(db)
    assert third.dump() == founder.dump()


def test_a_pc_with_a_gap_takes_it_from_the_snapshot(
    founder: Pc, join_pc: JoinPc, meet: Meet, tmp_path: Path
) -> None:
    second = join_pc("second")
    meet(founder, second)
    row = founder.add_person("lost on the way")
    founder.export(tmp_path / "lost.tvet")
    take(founder)
    whole = unpack(founder.export(tmp_path / "all.tvet").read_bytes())
    rest = [content for content in whole.bundles if read_bundle(content).header.is_snapshot]
    (tmp_path / "snapshot.tvet").write_bytes(pack(msgspec.structs.replace(whole, bundles=rest)))
    second.read(tmp_path / "snapshot.tvet")
    assert second.get(row).username == "lost on the way"
    assert is_whole(second)


@in_long_runs
def test_what_a_pc_typed_before_it_hears_of_a_settled_snapshot_is_not_lost(
    founder: Pc, join_pc: JoinPc, meet: Meet, tmp_path: Path
) -> None:
    """It had joined, and nobody knew of it yet."""
    second, late = join_pc("second"), join_pc("late")
    meet(founder, second)
    row = late.add_person("of the late one")
    late.export(tmp_path / "not read.tvet")
    take(founder)
    for _ in range(2):
        meet(founder, second)
        settle(founder, second)
    with founder.app.database.reading() as db:
        assert snapshot_standing(db).settled
    for _ in range(3):
        meet(founder, late, second)
        settle(founder, late, second)
    assert founder.get(row).username == "of the late one"
    assert founder.dump() == late.dump() == second.dump()
