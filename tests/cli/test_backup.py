"""Backups as a coordinator or a scheduler makes them, and puts them back."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tvet_desktop.cli.run_command import run_command

Run = Callable[..., tuple[int, dict[str, object]]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("TVET_PASSWORD", "four invented words")
    (tmp_path / "stick").mkdir()

    def run_one(pc: str, *words: str) -> tuple[int, dict[str, object]]:
        command, *rest = words
        code = run_command([command, "--data", str(tmp_path / pc), "--json", *map(str, rest)])
        printed = capsys.readouterr()
        return code, {"error": printed.err.strip()} if code == 1 else json.loads(printed.out)

    return run_one


def test_a_backup_is_made_and_put_back_on_another_pc(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("a", "init", "--college", "HUY")[0] == 0
    code, made = run("a", "backup", str(tmp_path / "stick"))
    assert code == 0
    assert Path(str(made["folder"])).is_dir()
    shutil.rmtree(tmp_path / "a")

    code, back = run("b", "restore", str(tmp_path / "stick"))

    assert (code, back["rows"], back["aside"]) == (0, made["rows"], None)
    assert run("b", "check")[1]["problems"] == []
    assert run_command(["restore", "--data", str(tmp_path / "b"), str(tmp_path / "stick")]) == 0
    printed = capsys.readouterr().out
    assert "What was there before lies in" in printed
    assert "Read the sync files of the other PCs" in printed


def test_what_cannot_be_done_is_one_sentence_and_exit_code_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("a", "init", "--college", "HUY")
    code, refused = run("a", "backup", str(tmp_path / "not there"))
    assert (code, "is not there" in str(refused["error"])) == (1, True)
    code, refused = run("a", "restore", str(tmp_path / "stick"))
    assert (code, "There is no backup" in str(refused["error"])) == (1, True)
    run("a", "backup", str(tmp_path / "stick"))
    monkeypatch.setenv("TVET_PASSWORD", "not the right words")
    code, refused = run("a", "restore", str(tmp_path / "stick"))
    assert (code, "password is not right" in str(refused["error"])) == (1, True)
