"""The main job on real input, as the command does it."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.documents.codes_in_file import codes_in_file
from tvet_desktop.certificates.checking.trust_list import Withdrawn, read_trust_list
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.certificates.checking.verdict_words import count_sentence, verdict_sentence
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.certificates.statements.signed_statement import read_statement
from tvet_desktop.cli.run_command import run_command
from tvet_desktop.cli.tour import ACCOUNT
from tvet_desktop.shared.errors import UserError

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    out = tmp_path_factory.mktemp("tour")
    temporary = out / "temporary"
    temporary.mkdir()
    command = [
        sys.executable,
        str(ROOT / "main.py"),
        "tour",
        "--input",
        str(SAMPLES),
        "--out",
        str(out),
        "--json",
    ]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert not ran.stderr
    assert not list(temporary.iterdir())
    return out, json.loads(ran.stdout)


def test_the_tour_makes_what_the_lists_hold(toured: tuple[Path, dict[str, object]]) -> None:
    _out, told = toured

    assert told.pop("bundle_bytes")
    assert told == {
        "people": 71,
        "bad_cells": 3,
        "waiting_rows": 2,
        "duplicate_pairs": 1,
        "sessions": 10,
        "marks": 390,
        "marks_waiting": 20,
        "marks_unknown": 10,
        "responses": 12,
        "ideas": 14,
        "certificates": {"completion": 33, "participation": 6},
        "dumps_equal": True,
    }


def test_every_certificate_verifies_on_the_other_pc(toured: tuple[Path, dict[str, object]]) -> None:
    out, _told = toured
    trust = read_trust_list(out / "data-b")
    files = sorted((out / "certificates").glob("*.pdf"))

    verdicts = [verify(file.read_bytes(), trust) for file in files]

    assert len(files) == 39
    assert {verdict.verdict for verdict in verdicts} == {Verdict.VALID}
    assert len({v.statement.number for v in verdicts if v.statement}) == 39


def test_an_altered_file_or_code_is_refused(toured: tuple[Path, dict[str, object]]) -> None:
    out, _told = toured
    trust = read_trust_list(out / "data-a")
    pdf = next((out / "certificates").glob("*.pdf")).read_bytes()
    (code,) = codes_in_file(pdf)
    random = Random(3)

    for _ in range(40):
        place = random.randrange(len(pdf))
        altered = bytearray(pdf)
        altered[place] ^= 1 << random.randrange(8)
        assert _verdict(bytes(altered), trust) != Verdict.VALID
        place = random.randrange(len(code))
        other = random.choice(
            [c for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:" if c != code[place]]
        )
        assert _verdict(code[:place] + other + code[place + 1 :], trust) != Verdict.VALID


def _verdict(given: bytes | str, trust: object) -> Verdict | None:
    try:
        return verify(given, trust).verdict  # type: ignore[arg-type]
    except UserError:
        return None


def test_rebuild_changes_no_line_of_either_dump(
    toured: tuple[Path, dict[str, object]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, _told = toured
    monkeypatch.setenv("TVET_PASSWORD", ACCOUNT.password)

    dumps = []
    for folder in ("data-a", "data-b"):
        account = ["--user", ACCOUNT.username, "--data", str(out / folder)]
        for command in ("dump", "rebuild", "dump", "check"):
            assert run_command([command, *account]) == 0
            printed = capsys.readouterr().out
            if command == "dump":
                dumps.append(printed)

    assert len(dumps[0].splitlines()) > 600
    assert len(set(dumps)) == 1


def test_no_name_stands_in_clear_in_the_databases(toured: tuple[Path, dict[str, object]]) -> None:
    out, _told = toured
    files = [file for folder in ("data-a", "data-b") for file in (out / folder).rglob("*") if file.is_file()]
    names = [b"niyonsaba", b"mukamana", b"gasana", "théogène".encode(), b"solar dryer", b"@example.org"]

    for file in [*files, out / "a-to-b.tvet", out / "b-to-a.tvet"]:
        content = file.read_bytes().lower()
        assert not [name for name in names if name in content], file.name


@pytest.mark.parametrize("content", [None, "nothing here"])
def test_a_folder_without_lists_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    if content:
        (tmp_path / "notes.csv").write_text(content)

    code = run_command(["tour", "--input", str(tmp_path), "--out", str(tmp_path / "out")])

    assert code == 1
    assert "register" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_imperfect_folders_are_toured_as_far_as_they_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lists, out = tmp_path / "lists", tmp_path / "out"
    lists.mkdir()
    shutil.copy(SAMPLES / "trainees_huye.xlsx", lists)
    (lists / "~$trainees_huye.xlsx").write_bytes(b"who has it open")
    (lists / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    (lists / "nowhere.csv").write_text("Family name,Given name,Sex,Phone\nKEZA,Aline,F,0788000000\n")
    (lists / "marks_huye.csv").write_text("No,Name,01/03/2027 AM\n1,Nobody Knows,P\n")

    code = run_command(["tour", "--input", str(lists), "--out", str(out)])

    told = capsys.readouterr().out
    assert code == 0
    assert "broken.xlsx" in told
    assert "nowhere.csv" in told
    assert "nothing to issue" in told
    assert "~$" not in told
    assert not (out / "certificates").exists()


def test_a_tour_that_fails_leaves_the_folder_for_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lists, out = tmp_path / "lists", tmp_path / "out"
    lists.mkdir()
    (lists / "people.csv").write_text("Family name,Given name,Sex,Phone\nKEZA,Aline,F,0788000000\n")
    (out / "a-to-b.tvet").mkdir(parents=True)  # where the sync file should go

    assert run_command(["tour", "--input", str(lists), "--out", str(out)]) == 1
    assert "people.csv" in capsys.readouterr().err
    shutil.copy(SAMPLES / "trainees_huye.xlsx", lists)
    assert run_command(["tour", "--input", str(lists), "--out", str(out)]) == 1
    assert sorted(file.name for file in out.iterdir()) == ["a-to-b.tvet"]

    (out / "a-to-b.tvet").rmdir()
    assert run_command(["tour", "--input", str(lists), "--out", str(out)]) == 0


def test_every_code_of_a_file_for_the_printer_is_checked(toured: tuple[Path, dict[str, object]]) -> None:
    out, _told = toured
    trust = read_trust_list(out / "data-a")
    printed = (out / "certificates" / "print" / "participation.pdf").read_bytes()

    good = verify(printed, trust)
    last = [one.statement.number for one in (good, *good.others) if one.statement][-1]
    (withdrawn,) = [hash_of(code) for code in codes_in_file(printed) if number_of(code) == last]
    gone = {withdrawn: Withdrawn("NOT_EARNED", "", date(2027, 4, 1))}
    bad = verify(printed, replace(trust, withdrawn=gone))

    assert (good.verdict, len(good.others), good.is_pdf_checked) == (Verdict.VALID, 5, False)
    assert count_sentence(good) == "6 certificates were found, 6 of them valid."
    assert "no signature of its own" in verdict_sentence(good)
    assert bad.verdict == Verdict.REVOKED
    assert bad.statement is not None
    assert bad.statement.number == last
    assert {one.verdict for one in bad.others} == {Verdict.VALID}


def hash_of(code: str) -> str:
    return read_statement(code).hash.hex()


def number_of(code: str) -> str:
    return read_statement(code).statement.number
