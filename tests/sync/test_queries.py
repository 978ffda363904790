from pathlib import Path

import pytest

from tests.sync.conftest import HUYE, JoinPc, Pc
from tvet_desktop.shared.errors import UserError
from tvet_desktop.sync.queries import count_unsent, list_pcs, sync_state


def _unsent(pc: Pc) -> int:
    with pc.app.database.reading() as db:
        return count_unsent(db)


def test_changes_count_as_sent_when_a_carrier_took_them(founder: Pc, join_pc: JoinPc, tmp_path: Path) -> None:
    founder.export(tmp_path / "first.tvet")
    assert _unsent(founder) == 0
    founder.add_person("uwase")

    founder.invitation(tmp_path / "invite", scopes=[HUYE])  # puts them into a bundle, and nowhere else
    assert _unsent(founder) == 1
    with pytest.raises(UserError):
        founder.export(Path("/proc/nowhere/x.tvet"))
    assert _unsent(founder) == 1

    second = join_pc("second")
    founder.export(tmp_path / "second.tvet")
    assert _unsent(founder) == 0
    assert _unsent(second) == 1  # its first user


def test_the_pcs_of_the_programme_are_listed(founder: Pc, join_pc: JoinPc, tmp_path: Path) -> None:
    second = join_pc("second")
    founder.read(second.export(tmp_path / "hello.tvet"))

    with founder.app.database.reading() as db:
        rows = list_pcs(db)
        state = sync_state(db)

    assert [(row.name, row.is_this_pc, row.is_confirmed, row.bundles_received) for row in rows] == [
        ("PC 1", True, True, 1),
        ("PC 2", False, False, 1),
    ]
    assert (state.can_invite, state.open_conflicts, state.waiting_bundles) == (True, 0, 0)
