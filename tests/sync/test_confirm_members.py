from pathlib import Path

from tests.sync.conftest import JoinPc, Pc
from tests.sync.keys.papers import tell
from tvet_desktop.sync.keys.withdraw_pc import PcReason, withdraw_pc
from tvet_desktop.sync.queries import list_pcs
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


def confirmed(pc: Pc) -> dict[str, bool]:
    with pc.app.database.reading() as db:
        return {row.name: row.is_confirmed for row in list_pcs(db)}


def documents(pc: Pc) -> int:
    with pc.app.database.reading() as db:
        return len(load_documents(db, load_this_pc(db)))


def test_the_authority_confirms_a_pc_as_soon_as_it_hears_of_it(
    founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    second = join_pc("second")
    assert confirmed(second) == {"PC 1": True, "PC 2": False}

    tell(second, founder, tmp_path / "stick")
    before = documents(founder)
    tell(second, founder, tmp_path / "stick")
    tell(founder, second, tmp_path / "stick")

    assert confirmed(founder) == confirmed(second) == {"PC 1": True, "PC 2": True}
    assert documents(founder) == documents(second) == before


def test_a_pc_that_nobody_had_heard_of_reads_what_was_written_after_a_withdrawal(
    founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    gone, quiet = join_pc("gone"), join_pc("quiet")
    tell(gone, founder, tmp_path / "stick")
    with gone.app.database.reading() as db:
        device_id = load_this_pc(db).device.id
    with founder.app.database.transaction() as db:
        withdraw_pc(db, device_id=device_id, reason=PcReason.LOST, now=founder.app.now())
    row = founder.add_person("under the new key")
    tell(founder, quiet, tmp_path / "stick")
    assert "under the new key" not in "".join(quiet.dump())

    tell(quiet, founder, tmp_path / "stick")
    tell(founder, quiet, tmp_path / "stick")

    assert quiet.get(row).username == "under the new key"
    assert quiet.dump() == founder.dump()
