"""Syncing over a folder, as two or three PCs do it with one stick."""

from pathlib import Path
from shutil import copytree, rmtree

import pytest

from tests.conftest import ACCOUNT
from tests.sync.carriers.conftest import carrier_of, run_sync
from tests.sync.conftest import JoinPc, Pc
from tvet_desktop.app import App
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.carriers.errors import CarrierForeign, CarrierGone, CarrierObstructed
from tvet_desktop.sync.carriers.folder_carrier import FolderCarrier
from tvet_desktop.sync.carriers.plan_sync import plan_sync


def _bundles(stick: Path) -> list[Path]:
    return sorted(file for file in stick.glob("*/logs/*/*") if not file.name.startswith("."))


def test_two_pcs_that_sync_with_one_stick_show_the_same(founder: Pc, join_pc: JoinPc, stick: Path) -> None:
    second = join_pc("second")
    here, there = founder.add_person("gasana"), second.add_person("uwase")

    for pc in (founder, second, founder):
        assert run_sync(pc, carrier_of(pc, stick)).stopped is None

    assert founder.get(there).display_name == "uwase"
    assert second.get(here).display_name == "gasana"
    assert founder.dump() == second.dump()


def test_a_third_pc_gets_all_from_the_last_that_was_there(
    founder: Pc, join_pc: JoinPc, tmp_path: Path, stick: Path
) -> None:
    second, third = join_pc("second"), join_pc("third")
    row = founder.add_person("gasana")
    run_sync(founder, carrier_of(founder, stick))
    run_sync(second, carrier_of(second, stick))
    other = tmp_path / "other stick"
    run_sync(second, carrier_of(second, other))

    run_sync(third, carrier_of(third, other))
    run_sync(second, carrier_of(second, other))

    assert third.get(row).display_name == "gasana"
    assert third.dump() == second.dump()


def test_nothing_new_moves_nothing(founder: Pc, join_pc: JoinPc, stick: Path) -> None:
    second = join_pc("second")
    for pc in (founder, second, founder, second):
        run_sync(pc, carrier_of(pc, stick))

    plan = plan_sync(second.app.database, carrier_of(second, stick), second.app.files)
    done = run_sync(second, carrier_of(second, stick))

    assert plan.is_empty
    assert (done.sent_bundles, done.received_bytes, done.imported.new_bundles) == (0, 0, 0)


def test_the_plan_says_what_will_move_before_it_moves(founder: Pc, join_pc: JoinPc, stick: Path) -> None:
    second = join_pc("second")
    for number in range(40):
        founder.add_person(f"gasana{number}")
    run_sync(founder, carrier_of(founder, stick))
    second.add_person("uwase")
    before = {file: file.stat().st_mtime_ns for file in stick.rglob("*")}

    plan = plan_sync(second.app.database, carrier_of(second, stick), second.app.files)
    assert before == {file: file.stat().st_mtime_ns for file in stick.rglob("*")}
    done = run_sync(second, carrier_of(second, stick))

    assert plan.receive_bytes == done.received_bytes > 0
    assert plan.receive_bundles == done.imported.new_bundles
    assert plan.send_bytes <= done.sent_bytes <= 2 * plan.send_bytes


def test_what_was_damaged_on_the_stick_is_asked_for_and_put_again(
    founder: Pc, join_pc: JoinPc, stick: Path
) -> None:
    second = join_pc("second")
    row = founder.add_person("gasana")
    run_sync(founder, carrier_of(founder, stick))
    for file in _bundles(stick):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)

    broken = run_sync(second, carrier_of(second, stick))
    assert broken.lacking == 1
    run_sync(founder, carrier_of(founder, stick))
    run_sync(second, carrier_of(second, stick))

    assert second.get(row).display_name == "gasana"


def test_files_cut_short_and_stray_ones_are_passed_over(founder: Pc, join_pc: JoinPc, stick: Path) -> None:
    second = join_pc("second")
    row = founder.add_person("gasana")
    run_sync(founder, carrier_of(founder, stick))
    (programme,) = stick.iterdir()
    for name in ("Thumbs.db", "autorun.inf", f"{programme.name}.lnk", f"{programme.name}.exe"):
        (stick / name).write_bytes(b"not ours")
    for folder in ("logs", "status", "pcs", "membership"):
        (programme / folder / "desktop.ini").write_bytes(b"not ours")
        (programme / f"{folder}.lnk").write_bytes(b"not ours")
    (stick / "Photos").mkdir()
    _bundles(stick)[0].write_bytes(b"")

    run_sync(second, carrier_of(second, stick))
    run_sync(founder, carrier_of(founder, stick))
    run_sync(second, carrier_of(second, stick))

    assert second.get(row).display_name == "gasana"
    assert (stick / "Photos").is_dir()


def test_a_stick_emptied_around_its_status_is_filled_again(founder: Pc, join_pc: JoinPc, stick: Path) -> None:
    second = join_pc("second")
    row = founder.add_person("gasana")
    run_sync(founder, carrier_of(founder, stick))
    (programme,) = stick.iterdir()
    rmtree(programme / "logs")

    assert run_sync(founder, carrier_of(founder, stick)).sent_bundles > 0
    run_sync(second, carrier_of(second, stick))

    assert second.get(row).display_name == "gasana"


def test_a_status_that_is_damaged_hides_nothing_for_ever(founder: Pc, join_pc: JoinPc, stick: Path) -> None:
    second = join_pc("second")
    row = founder.add_person("gasana")
    run_sync(founder, carrier_of(founder, stick))
    for file in [*stick.glob("*/status/*"), *stick.glob("*/pcs/*")]:
        file.write_bytes(b"\xff" * 40)

    run_sync(second, carrier_of(second, stick))
    run_sync(founder, carrier_of(founder, stick))
    run_sync(second, carrier_of(second, stick))

    assert second.get(row).display_name == "gasana"


def test_a_stick_put_back_from_an_old_copy_loses_nothing(
    founder: Pc, join_pc: JoinPc, tmp_path: Path, stick: Path
) -> None:
    second = join_pc("second")
    run_sync(founder, carrier_of(founder, stick))
    copytree(stick, tmp_path / "old")
    row = founder.add_person("gasana")
    run_sync(founder, carrier_of(founder, stick))
    rmtree(stick)
    copytree(tmp_path / "old", stick)

    run_sync(founder, carrier_of(founder, stick))
    run_sync(second, carrier_of(second, stick))

    assert second.get(row).display_name == "gasana"


def test_another_stick_and_none_are_two_sentences(founder: Pc, tmp_path: Path, stick: Path) -> None:
    gone = FolderCarrier(tmp_path / "no stick", b"programme")
    emptied = FolderCarrier(stick, b"programme")

    assert isinstance(run_sync(founder, gone).stopped, CarrierGone)
    assert isinstance(run_sync(founder, emptied).stopped, CarrierForeign)
    assert not any(stick.iterdir())
    assert not (tmp_path / "no stick").exists()


@pytest.mark.parametrize("place", ["", "logs", "status"])
def test_a_file_where_a_folder_should_be_is_named(founder: Pc, stick: Path, place: str) -> None:
    founder.add_person("gasana")
    carrier = carrier_of(founder, stick)
    (programme,) = stick.iterdir()
    obstacle = programme / place if place else programme
    if not place:
        programme.rmdir()
    obstacle.write_bytes(b"written by a virus")

    stopped = run_sync(founder, carrier).stopped

    assert isinstance(stopped, CarrierObstructed)
    assert str(obstacle) in stopped.sentence()


def test_two_folders_of_a_synchronised_cloud_grow_together(
    founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    second = join_pc("second")
    one, two = tmp_path / "one", tmp_path / "two"
    founder.add_person("gasana")
    second.add_person("uwase")
    for pc, folder in ((founder, one), (second, two)):
        run_sync(pc, carrier_of(pc, folder))  # at once: both take the first place of the roll
    for source, target in ((one, two), (two, one)):
        copytree(source, target, dirs_exist_ok=True)

    for _round in range(3):
        for pc, folder in ((founder, one), (second, two)):
            run_sync(pc, carrier_of(pc, folder))
        for source, target in ((one, two), (two, one)):
            copytree(source, target, dirs_exist_ok=True)

    assert founder.dump() == second.dump()


def test_what_was_written_to_a_folder_by_hand_is_found_by_syncing_with_it(
    founder: Pc, join_pc: JoinPc, stick: Path
) -> None:
    second = join_pc("second")
    row = founder.add_person("gasana")
    founder.export(stick)

    run_sync(second, carrier_of(second, stick))

    assert second.get(row).display_name == "gasana"


def test_what_syncing_put_there_is_read_by_hand(founder: Pc, join_pc: JoinPc, stick: Path) -> None:
    second = join_pc("second")
    row = founder.add_person("gasana")
    run_sync(founder, carrier_of(founder, stick))

    second.read(stick)

    assert second.get(row).display_name == "gasana"


def test_a_copied_data_folder_goes_on_in_a_branch_and_both_arrive(
    founder: Pc, join_pc: JoinPc, tmp_path: Path, stick: Path
) -> None:
    second = join_pc("second")
    run_sync(founder, carrier_of(founder, stick))
    copytree(founder.app.data_dir, tmp_path / "copy")
    app = App(tmp_path / "copy", FixedClock(founder.app.now()))
    app.sign_in(ACCOUNT.username, ACCOUNT.password)
    copy = Pc(app)
    here, there = founder.add_person("gasana"), copy.add_person("uwase")

    for _round in range(2):
        for pc in (founder, copy, second):
            assert run_sync(pc, carrier_of(pc, stick)).stopped is None

    assert second.get(here).display_name == "gasana"
    assert second.get(there).display_name == "uwase"
    assert founder.dump() == copy.dump() == second.dump()
    app.sign_out()
