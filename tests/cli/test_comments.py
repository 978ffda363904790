"""The import commands give the list back with comments."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tvet_desktop.cli.run_command import run_command

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


@pytest.mark.parametrize("command", ["import-people", "import-marks", "import-ideas"])
def test_bad_cells_are_commented_in_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.setenv("TVET_PASSWORD", "four invented words")
    about = ["--data", str(tmp_path / "pc"), "--user", "admin"]
    assert run_command(["init", *about, "--college", "HUY"]) == 0
    name = {"import-people": "trainees", "import-marks": "attendance", "import-ideas": "ideas"}[command]
    book = load_workbook(SAMPLES / f"{name}_huye.xlsx")
    bad = {"import-people": "C8", "import-marks": "C8", "import-ideas": "F8"}[command]
    book.active[bad] = "???"
    book.save(tmp_path / "list_huye.xlsx")
    capsys.readouterr()

    code = run_command(
        [command, *about, str(tmp_path / "list_huye.xlsx"), "--comments", str(tmp_path / "out.xlsx")]
    )

    printed = capsys.readouterr().out
    assert code == 0
    assert "“out.xlsx” has the comments." in printed
    cells = [
        c.comment.text for line in load_workbook(tmp_path / "out.xlsx").active for c in line if c.comment
    ]
    assert len(cells) >= 2
    assert run_command([command, *about, str(tmp_path / "list_huye.xlsx"), "--comments", str(tmp_path)]) == 1
