"""Random histories in which a PC is withdrawn or an invitation cancelled while everybody goes on: the others end equal."""

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.sync.conftest import JoinPc, Pc
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.database import Database
from tvet_desktop.sync.check import check
from tvet_desktop.sync.confirm_members import confirm_members
from tvet_desktop.sync.keys.cancel_invitation import cancel_invitation
from tvet_desktop.sync.keys.withdraw_pc import PcReason, withdraw_pc
from tvet_desktop.sync.queries import list_pcs, open_invitations

SEEDS = range(60 if os.environ.get("TVET_LONG") else 6)
STEPS = 40


def remove_second(founder: Pc) -> None:
    """Withdraw PC 2, or cancel its invitation where the founder has not heard of it."""
    with founder.app.database.transaction() as db:
        known = {row.name: row.id for row in list_pcs(db)}
        if "PC 2" in known:
            withdraw_pc(db, device_id=known["PC 2"], reason=PcReason.STOLEN, now=founder.app.now())
        else:
            cancel_invitation(db, invitation_id=open_invitations(db)["PC 2"], now=founder.app.now())


def exchange(pc: Pc, folder: Path) -> None:
    """Read and write as the app does, whatever it has to refuse."""
    try:
        pc.app.import_sync([folder])
    except UserError:
        assert pc.app.data_dir.name == "second"
    pc.export(folder)


def problems(database: Database) -> list[str]:
    with database.transaction() as db:
        return check(db).problems


@pytest.mark.parametrize("seed", SEEDS)
def test_the_others_end_equal(
    seed: int, founder: Pc, join_pc: JoinPc, meet: Callable[..., None], tmp_path: Path
) -> None:
    random = Random(seed)
    second, third, fourth = (join_pc(name) for name in ("second", "third", "fourth"))
    pcs, staying = [founder, second, third, fourth], [founder, third, fourth]
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        founder.export(folder)
    rows: list[int] = []
    removal = random.randrange(5, STEPS - 5)
    for step in range(STEPS):
        pc = random.choice(pcs)
        if step == removal:
            remove_second(founder)
        elif random.random() < 0.5 or not rows:
            rows.append(pc.add_person(f"person {step} of {pc.app.data_dir.name}"))
        elif random.random() < 0.3:
            row = random.choice(rows)
            if f"{row}" in "".join(pc.dump()):
                pc.rename(row, display_name=f"renamed {step}")
        else:
            exchange(pc, random.choice(folders))

    for _round in range(3):
        for folder in folders:
            for pc in staying:
                exchange(pc, folder)
    meet(*staying)

    with founder.app.database.transaction() as db:
        assert not confirm_members(db, now=founder.app.now())
    assert founder.dump() == third.dump() == fourth.dump()
    assert [problems(pc.app.database) for pc in staying] == [[], [], []]
    kept_by_others = "".join(founder.dump())
    assert f"of {third.app.data_dir.name}" in kept_by_others
