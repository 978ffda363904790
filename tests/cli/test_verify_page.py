import json
from pathlib import Path

import pytest

from tvet_desktop.app import App
from tvet_desktop.certificates.checking import verify_page
from tvet_desktop.cli.run_command import run_command
from tvet_desktop.shared.clock import Clock


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    """The data folder of a new programme, with nobody signed in."""
    from tvet_desktop.practice.make_practice import ACCOUNT  # noqa: PLC0415

    app = App(tmp_path / "data", clock)
    app.found(college_code="HUY", account=ACCOUNT)
    app.sign_out()
    return tmp_path / "data"


def test_the_page_is_written_without_an_account(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "stick" / "verify.html"

    assert run_command(["verify-page", "--data", str(folder), "--json", str(file)]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert (answer["file"], answer["bytes"]) == (str(file), file.stat().st_size)
    assert answer["reads_pictures"] is True
    assert len(answer["fingerprint"].split()) == 8
    assert answer["fingerprint"] in file.read_text(encoding="utf-8")
    assert file.read_bytes().startswith(b"<!DOCTYPE html>")
    assert [one.name for one in file.parent.iterdir()] == ["verify.html"]


def test_the_page_is_not_written_where_it_cannot_be(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a file").touch()

    assert run_command(["verify-page", "--data", str(folder), str(tmp_path / "a file" / "verify.html")]) == 1
    assert run_command(["verify-page", "--data", str(tmp_path / "empty"), str(tmp_path / "verify.html")]) == 1

    assert capsys.readouterr().err.count("\n") == 2
    assert not (tmp_path / "verify.html").exists()


def test_what_a_page_without_a_reader_lacks_is_said(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verify_page, "DECODER", "absent.js")

    assert run_command(["verify-page", "--data", str(folder), str(tmp_path / "verify.html")]) == 0

    assert "reads no pictures" in capsys.readouterr().err
    assert (tmp_path / "verify.html").exists()
