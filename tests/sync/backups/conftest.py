"""A PC with work on it, and places for its backups."""

from pathlib import Path

import pytest

from tests.sync.conftest import Pc
from tvet_desktop.sync.backups import backups


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that counts as a disk of its own."""
    monkeypatch.setattr(backups, "is_same_disk", lambda _one, _other: False)
    (tmp_path / "stick of the college").mkdir()
    return tmp_path / "stick of the college"


@pytest.fixture
def pc(founder: Pc) -> Pc:
    founder.add_person("first")
    founder.app.files.put(b"a scan of a signed page")
    return founder
