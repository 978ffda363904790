from pathlib import Path

import pytest


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "a stick").mkdir()
    return tmp_path / "a stick"
