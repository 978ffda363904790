import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import ACCOUNT
from tests.sync.conftest import HUYE, JoinPc, Pc
from tvet_desktop.app import App
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.local_tables import Change, Conflict
from tvet_desktop.sync.check import check
from tvet_desktop.sync.parcel import unpack
from tvet_desktop.sync.rebuild import rebuild


def _conflicts(pc: Pc) -> list[Conflict]:
    with pc.app.database.reading() as db:
        return list(db.scalars(select(Conflict)))


def test_a_second_pc_shows_the_same_after_reading_one_file(
    founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    second = join_pc("second")
    row = founder.add_person("gasana")

    second.read(founder.export(tmp_path / "week.tvet"))
    founder.read(second.export(tmp_path / "back.tvet"))

    assert second.get(row).display_name == "gasana"
    assert founder.dump() == second.dump()


def test_a_joined_pc_has_everything_of_the_invitation(founder: Pc, join_pc: JoinPc) -> None:
    row = founder.add_person("mukamana")

    second = join_pc("second")

    assert second.get(row).username == "mukamana"


def test_two_pcs_edit_different_fields_and_both_edits_stay(
    founder: Pc, join_pc: JoinPc, meet: Callable[..., None]
) -> None:
    row = founder.add_person("uwase")
    second = join_pc("second")

    founder.rename(row, display_name="UWASE Aline")
    second.rename(row, role="TRAINER")
    meet(founder, second)

    assert founder.dump() == second.dump()
    assert (founder.get(row).display_name, founder.get(row).role) == ("UWASE Aline", "TRAINER")
    assert _conflicts(founder) == _conflicts(second) == []


def test_two_pcs_edit_the_same_field_and_the_loser_is_kept(
    founder: Pc, join_pc: JoinPc, meet: Callable[..., None]
) -> None:
    row = founder.add_person("uwase")
    second = join_pc("second")

    founder.rename(row, display_name="UWASE Aline")
    second.rename(row, display_name="UWASE Alina")
    meet(founder, second)

    assert founder.dump() == second.dump()
    (here,), (there,) = _conflicts(founder), _conflicts(second)
    assert here.lost == there.lost
    assert here.lost != here.kept
    assert {here.lost["display_name"], here.kept["display_name"]} == {"UWASE Aline", "UWASE Alina"}


def test_an_edit_after_seeing_the_others_is_no_conflict(
    founder: Pc, join_pc: JoinPc, meet: Callable[..., None]
) -> None:
    row = founder.add_person("uwase")
    second = join_pc("second")
    founder.rename(row, display_name="first")
    meet(founder, second)

    second.rename(row, display_name="second")
    meet(founder, second)

    assert founder.get(row).display_name == "second"
    assert _conflicts(founder) == _conflicts(second) == []


def test_an_edit_does_not_bring_a_removed_row_back(
    founder: Pc, join_pc: JoinPc, meet: Callable[..., None]
) -> None:
    row = founder.add_person("uwase")
    second = join_pc("second")

    founder.remove(row)
    second.rename(row, display_name="later")
    meet(founder, second)

    assert founder.dump() == second.dump()
    assert founder.get(row).deleted


def test_the_same_username_on_two_pcs_is_no_obstacle(
    founder: Pc, join_pc: JoinPc, meet: Callable[..., None]
) -> None:
    second = join_pc("second")

    founder.add_person("gasana")
    second.add_person("gasana")
    meet(founder, second)

    assert founder.dump() == second.dump()


def test_reading_twice_and_out_of_order_changes_nothing(founder: Pc, join_pc: JoinPc, tmp_path: Path) -> None:
    second = join_pc("second")
    files = []
    for name in ("one", "two", "three"):
        founder.add_person(name)
        files.append(founder.export(tmp_path / f"{name}.tvet"))
    single = [tmp_path / f"{n}.bundle" for n in range(3)]
    for path, content in zip(single, unpack(files[2].read_bytes()).bundles[-3:], strict=True):
        path.write_bytes(content)

    waiting = second.read(single[2], single[1])
    assert (waiting.applied_changes, waiting.waiting) == (0, 2)
    second.read(single[0])
    again = second.read(*files, *single)

    assert (again.new_bundles, again.applied_changes) == (0, 0)
    meetings = [line for line in founder.dump() if "admin.second" not in line]
    assert [line for line in second.dump() if "admin.second" not in line] == meetings


@pytest.mark.parametrize("year", [2009, 2099])
def test_a_broken_clock_neither_wins_nor_loses_for_ever(
    founder: Pc, join_pc: JoinPc, meet: Callable[..., None], year: int
) -> None:
    row = founder.add_person("uwase")
    second = join_pc("second")
    clock = second.app.clock
    assert isinstance(clock, FixedClock)
    clock.moment = datetime(year, 1, 1, tzinfo=UTC)

    second.rename(row, display_name="broken clock")
    meet(founder, second)
    founder.rename(row, display_name="good clock")
    meet(founder, second)

    assert founder.dump() == second.dump()
    assert second.get(row).display_name == "good clock"


def test_a_copied_data_folder_goes_on_on_two_pcs(
    founder: Pc, tmp_path: Path, meet: Callable[..., None]
) -> None:
    founder.add_person("before")
    founder.export(tmp_path / "stick")
    founder.app.sign_out()
    shutil.copytree(tmp_path / "founder", tmp_path / "copy")
    founder.app.sign_in(ACCOUNT.username, ACCOUNT.password)
    copy = Pc(App(tmp_path / "copy", founder.app.clock))
    copy.app.sign_in(ACCOUNT.username, ACCOUNT.password)

    founder.add_person("on the first")
    copy.add_person("on the copy")
    meet(founder, copy)
    founder.add_person("later on the first")
    copy.add_person("later on the copy")
    meet(founder, copy, founder)

    assert founder.dump() == copy.dump()
    names = "".join(founder.dump())
    assert all(
        name in names for name in ("on the first", "on the copy", "later on the first", "later on the copy")
    )
    copy.app.sign_out()


def test_a_restored_older_copy_gets_back_what_it_had_sent(
    founder: Pc, join_pc: JoinPc, tmp_path: Path, meet: Callable[..., None]
) -> None:
    second = join_pc("second")
    second.app.sign_out()
    shutil.copytree(tmp_path / "second", tmp_path / "backup")
    second.app.sign_in("admin.second", ACCOUNT.password)
    sent = second.add_person("sent before the disk died")
    meet(founder, second)

    restored = Pc(App(tmp_path / "backup", second.app.clock))
    restored.app.sign_in("admin.second", ACCOUNT.password)
    restored.add_person("typed after the restore")
    meet(founder, restored, second)

    assert founder.dump() == restored.dump() == second.dump()
    assert restored.get(sent).username == "sent before the disk died"
    restored.app.sign_out()


def test_rebuild_changes_no_line_even_with_unsent_changes(
    founder: Pc, join_pc: JoinPc, meet: Callable[..., None]
) -> None:
    row = founder.add_person("uwase")
    second = join_pc("second")
    founder.rename(row, display_name="a")
    second.rename(row, display_name="b")
    meet(founder, second)
    founder.rename(row, role="TRAINER")
    before, conflicts = founder.dump(), len(_conflicts(founder))

    with founder.app.database.transaction() as db:
        rebuild(db)

    assert founder.dump() == before
    assert len(_conflicts(founder)) == conflicts
    with founder.app.database.transaction() as db:
        assert check(db).problems == []
        assert db.scalars(select(Change)).one().after == {"role": "TRAINER"}


def test_a_college_pc_gets_no_key_of_another_college(founder: Pc, join_pc: JoinPc, tmp_path: Path) -> None:
    second = join_pc("second", scopes=[18])
    founder.add_person("of huye", scope=HUYE)

    second.read(founder.export(tmp_path / "week.tvet"))

    assert "of huye" not in "".join(second.dump())
    assert founder.export(tmp_path / "again.tvet").exists()
