"""Real PCs that sync over real folders, and folders that fail when a test says so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sync.conftest import Pc
from tvet_desktop.sync.carriers.carrier import Carrier
from tvet_desktop.sync.carriers.folder_carrier import FolderCarrier
from tvet_desktop.sync.carriers.run_sync import SyncDone, SyncRun
from tvet_desktop.sync.this_pc import load_this_pc

CarrierOf = Callable[[Pc, Path], FolderCarrier]
SyncPc = Callable[..., SyncDone]


def carrier_of(pc: Pc, folder: Path) -> FolderCarrier:
    """The part of a folder that belongs to the programme of a PC."""
    folder.mkdir(exist_ok=True)
    with pc.app.database.reading() as db:
        carrier = FolderCarrier(folder, load_this_pc(db).programme)
    carrier.begin()
    return carrier


def run_sync(pc: Pc, carrier: Carrier, *, moved: Callable[[int], None] = lambda _size: None) -> SyncDone:
    """One whole act, as the window and the command do it."""
    steps = SyncRun(
        pc.app.database,
        carrier,
        pc.app.files,
        now=pc.app.now(),
        settle=pc.app.settle_received,
        moved=moved,
        user_id=pc.app.user.id,
    ).steps()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: SyncDone = end.value
            return done


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "the stick"
    folder.mkdir()
    return folder
