"""The commands for keys over time, as an officer types them when a PC was stolen or a certificate ends."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from tests.sync.keys.papers import sign_paper
from tvet_desktop.app import App
from tvet_desktop.cli.run_command import run_command
from tvet_desktop.shared.clock import SystemClock
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc

PASSWORD = "four invented words"
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("TVET_PASSWORD", PASSWORD)

    def run_one(pc: str, *words: str) -> tuple[int, Any]:
        command, *rest = words
        code = run_command([command, "--data", str(tmp_path / pc), "--json", *rest])
        printed = capsys.readouterr()
        return code, json.loads(printed.out) if code != 1 else printed.err.strip()

    return run_one


@pytest.fixture
def three(run: Run, tmp_path: Path) -> str:
    """An office and two PCs that have met over a stick; the recovery code of the office."""
    recovery_code: str = run("office", "init", "--college", "HUY")[1]["recovery_code"]
    for pc in ("a", "b"):
        national = ["--national"] if pc == "b" else []
        run("office", "invite", str(tmp_path / "invite"), "--college", "HUY", *national)
        assert run(pc, "join", str(tmp_path / "invite"))[0] == 0
        carry(run, tmp_path, pc, "office")
    carry(run, tmp_path, "office", "a", "b")
    return recovery_code


def carry(run: Run, tmp_path: Path, source: str, *targets: str) -> None:
    assert run(source, "export", str(tmp_path / "stick"))[0] == 0
    for target in targets:
        assert run(target, "import", str(tmp_path / "stick"))[0] == 0


def forged(tmp_path: Path, pc: str) -> str:
    """The code that a thief signs with the key of a PC."""
    app = App(tmp_path / pc, SystemClock())
    app.sign_in("admin", PASSWORD)
    with app.database.reading() as db:
        code = sign_paper(issuer_of_this_pc(db))
    app.sign_out()
    return code


def test_a_stolen_pc_is_withdrawn(run: Run, three: str, tmp_path: Path) -> None:
    code = forged(tmp_path, "a")
    assert three
    assert run("b", "verify", code)[1]["verdict"] == "valid"
    assert run("office", "withdraw", "PC 9", "--reason", "stolen")[0] == 1
    assert "authority" in run("b", "withdraw", "PC 2", "--reason", "stolen")[1]

    done = run("office", "withdraw", "pc 2", "--reason", "stolen")
    carry(run, tmp_path, "office", "b")

    assert done == (0, {"pc": "PC 2", "still_valid": [], "waiting_dropped": 0})
    exit_code, answer = run("b", "verify", code)
    assert (exit_code, answer["verdict"]) == (3, "withdrawn key")
    listed = run("b", "pcs")[1]["pcs"]
    assert {row["name"]: row["withdrawn"] for row in listed} == {"PC 1": False, "PC 2": True, "PC 3": False}
    assert run("office", "keep", code, "--records-checked")[0] == 0
    carry(run, tmp_path, "office", "b")
    assert run("b", "verify", code)[1]["verdict"] == "valid"
    assert run("office", "keep", code, "--records-checked")[0] == 1


def test_an_invitation_is_cancelled(run: Run, tmp_path: Path) -> None:
    run("office", "init", "--college", "HUY")
    run("office", "invite", str(tmp_path / "invite"), "--college", "HUY")
    assert run("office", "pcs")[1]["invited"] == ["PC 2"]

    assert run("office", "withdraw", "PC 2", "--reason", "lost")[0] == 0

    assert run("office", "pcs")[1]["invited"] == []
    carry(run, tmp_path, "office")


def test_a_certificate_is_renewed(run: Run, three: str, tmp_path: Path) -> None:
    assert three
    assert "valid until" in run("office", "renew", "--pc", "PC 2")[1]
    assert run("office", "renew", "--due") == (0, {"renewed": []})
    assert run("a", "renew", "--new-key") == (0, {"is_new": True})
    assert run("a", "renew", "--new-key") == (0, {"is_new": False})
    before = forged(tmp_path, "a")
    carry(run, tmp_path, "a", "office")

    exit_code, answer = run("office", "renew", "--pc", "PC 2")
    carry(run, tmp_path, "office", "a", "b")

    assert (exit_code, answer["renewed"][0]["new_key"]) == (0, True)
    assert forged(tmp_path, "a") != before
    for code in (before, forged(tmp_path, "a")):
        assert run("b", "verify", code)[1]["verdict"] == "valid"


def test_the_authority_moves_to_another_pc_and_its_certificate_is_written(
    run: Run, three: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TVET_RECOVERY_CODE", three)
    assert run("a", "take-over")[0] == 1
    assert run("b", "take-over")[0] == 0
    assert run("b", "withdraw", "PC 1", "--reason", "broken")[0] == 0
    assert run("b", "renew", "--authority")[0] == 0

    exit_code, answer = run("b", "authority", str(tmp_path / "root.pem"))

    root = x509.load_pem_x509_certificate((tmp_path / "root.pem").read_bytes())
    assert (exit_code, answer["until"]) == (0, root.not_valid_after_utc.date().isoformat())


def test_a_new_pc_takes_the_place_of_the_office_with_paper_and_a_stick(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = run("office", "init", "--college", "HUY")[1]["recovery_code"]
    run("office", "invite", str(tmp_path / "invite"), "--college", "HUY", "--name", "Huye, room 3")
    run("a", "join", str(tmp_path / "invite"))
    carry(run, tmp_path, "a", "office")
    carry(run, tmp_path, "office", "a")
    monkeypatch.setenv("TVET_RECOVERY_CODE", "0" * 29)
    refused = run("new", "replace-office", str(tmp_path / "stick"))
    assert refused[0] == 1
    assert "founded" in refused[1]
    monkeypatch.setenv("TVET_RECOVERY_CODE", code)

    exit_code, data = run("new", "replace-office", str(tmp_path / "stick"))

    assert (exit_code, data) == (0, {"pc": "PC 1/2", "pcs": ["PC 1/2", "Huye, room 3", "PC 1"]})
    assert run("new", "withdraw", "PC 1", "--reason", "broken")[0] == 0
    assert run("new", "rotate-keys", "--college", "HUY") == (0, {"scopes": [12]})
    assert run("a", "rotate-keys")[0] == 1
    carry(run, tmp_path, "new", "a")
    carry(run, tmp_path, "a", "new")
    assert {row["name"] for row in run("a", "pcs")[1]["pcs"] if row["withdrawn"]} == {"PC 1"}
