"""Syncing as a scheduler does it: every place that is set up, numbers for programs, sentences for people."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tvet_desktop.cli.run_command import run_command

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("TVET_PASSWORD", "four invented words")
    (tmp_path / "stick").mkdir()

    def run_one(pc: str, command: str, *words: str) -> tuple[int, str, str]:
        code = run_command([command, "--data", str(tmp_path / pc), *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_one


def test_two_pcs_sync_by_command(run: Run, tmp_path: Path) -> None:
    stick, key = str(tmp_path / "stick"), str(tmp_path / "key")
    run("a", "init", "--college", "HUY")
    run("a", "invite", key, "--college", "HUY")
    assert run("b", "join", key)[0] == 0
    assert run("a", "sync", "--set-up", stick)[0] == 0

    code, out, _err = run("b", "sync", "--set-up", stick, "--json")
    assert code == 0
    (place,) = json.loads(out)["places"]
    assert (place["place"], place["remedy"], place["lacking"]) == ("stick", None, 0)
    assert run("a", "sync")[0] == 0
    assert run("b", "sync")[0] == 0

    assert run("a", "dump")[1] == run("b", "dump")[1]
    assert run("a", "sync", "--plan")[1] == "stick: Nothing is new on either side.\n"


def test_nothing_set_up_and_a_stick_that_is_not_in_are_sentences(run: Run, tmp_path: Path) -> None:
    run("a", "init", "--college", "HUY")
    code, _out, err = run("a", "sync")
    assert (code, err.startswith("No place to sync with is set up yet")) == (1, True)
    run("a", "sync", "--set-up", str(tmp_path / "stick"))
    (tmp_path / "stick").rename(tmp_path / "pocket")

    code, out, err = run("a", "sync", "--json")

    assert code == 1
    assert json.loads(out)["places"][0]["remedy"] == "try_again"
    assert "put it in and sync again" in err
    code, _out, err = run("a", "sync", "--plan")
    assert (code, "put it in and sync again" in err) == (1, True)
