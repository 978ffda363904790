"""Syncing as a scheduler does it: every place that is set up, numbers for programs, sentences for people."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sync.carriers.network.servers import SECRET, USER, running
from tvet_desktop.cli.run_command import run_command
from tvet_desktop.sync.carriers.address import SFTP

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


def test_a_place_on_the_network_is_tried_before_it_is_set_up(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("a", "init", "--college", "HUY")
    with running(SFTP, tmp_path / "sftp" / "served") as server:
        words = ("sync", "--set-up", server.address, "--place-user", USER)
        monkeypatch.setenv("TVET_PLACE_PASSWORD", "another")
        code, _out, err = run("a", *words)
        assert (code, "does not accept the user name" in err) == (1, True)
        assert "No place to sync with is set up yet" in run("a", "sync")[2]
        monkeypatch.setenv("TVET_PLACE_PASSWORD", SECRET)
        code, out, _err = run("a", *words)

    assert code == 0
    assert "The key of the server is SHA256:" in out
    assert "Law 058/2021" in out
    assert run("a", "sync")[0] == 1
