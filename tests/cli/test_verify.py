"""`main.py verify` as people and programs use it."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.certificates.checking.lists import a_list, without
from tests.certificates.examples import (
    example_content,
    example_keys,
    example_statement,
    long_statement,
    sign_example,
)
from tests.documents.signing_keys import make_signing_keys
from tvet_desktop.certificates.checking.trust_list import TrustList, write_trust_list
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.cli.run_command import run_command

SIGNED = sign_example(example_statement())
COMPLETION = template_for(CertificateKind.COMPLETION)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of a PC to which nobody signs in: it holds the list of keys and nothing else."""
    made = tmp_path / "data"
    made.mkdir()
    write_trust_list(made, a_list())
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / f"{example_statement().number}.pdf"
    made.write_bytes(draw_certificate(example_content(), COMPLETION, "en", example_keys().signer))
    return made


def checked(folder: Path, given: object, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, object]]:
    code = run_command(["verify", str(given), "--data", str(folder), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_people_read_the_verdict_every_fact_and_the_age_of_the_list(
    folder: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["verify", str(file), "--data", str(folder)]) == 0

    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Valid: This file is unchanged since 15/03/2027 at 11:00")
    assert "  Name: Uwimana Jean-Baptiste" in told
    assert "  Dates: from 1 to 12 March 2027" in told
    assert "Signed by: IPRC Huye, PC 3" in told
    assert told[-1].startswith("What was revoked or replaced is known here as of 20/03/2027")


@pytest.mark.parametrize("language", ["en", "fr", "rw"])
def test_programs_read_the_same_words_in_every_language(
    folder: Path, file: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    run_command(["verify", str(file), "--data", str(folder), "--json", "--language", language])

    data = json.loads(capsys.readouterr().out)
    run_command(["verify", str(file), "--data", str(folder), "--json", "--language", "en"])
    assert data == json.loads(capsys.readouterr().out)
    assert data["verdict"] == "valid"
    assert data["checked"] == "file"
    assert data["signed_at"] == "2027-03-15T09:00:00+00:00"
    assert data["heard_at"] == "2027-03-20T08:00:00+00:00"
    assert data["facts"]["minutes"] == 2400
    assert data["facts"]["starts_on"] == "2027-03-01"


@pytest.mark.parametrize(
    ("trust", "verdict", "code"),
    [
        (a_list(), "valid", 0),
        (a_list(heard_at=None), "valid", 0),
        (without(SIGNED, replaced_by="RPT-HUY-2027-K7QX-0002-5"), "replaced", 3),
        (without(SIGNED, reason="FORGED"), "revoked", 3),
        (a_list(registered={SIGNED.key_id.hex(): frozenset()}), "withdrawn key", 3),
        (replace(a_list(), root=make_signing_keys().root), "unknown key", 3),
    ],
)
def test_the_exit_code_says_whether_to_believe_it(
    folder: Path, capsys: pytest.CaptureFixture[str], trust: TrustList, verdict: str, code: int
) -> None:
    write_trust_list(folder, trust)

    answer = checked(folder, SIGNED.text, capsys)

    assert (answer[0], answer[1]["verdict"]) == (code, verdict)
    if verdict == "replaced":
        assert answer[1]["replaced_by"] == "RPT-HUY-2027-K7QX-0002-5"
        assert answer[1]["withdrawn_on"] == date(2027, 3, 18).isoformat()


def test_an_altered_file_exits_with_three(
    folder: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(file.read_bytes() + b"\n")

    code, answer = checked(folder, file, capsys)

    assert (code, answer["verdict"], answer["fault"]) == (3, "altered", "file")


def test_several_codes_of_a_text_are_told_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = f"{SIGNED.text}\n\n{sign_example(long_statement()).text}"

    code, answer = checked(folder, both, capsys)

    assert code == 0
    certificates = answer["certificates"]
    assert isinstance(certificates, list)
    assert [one["verdict"] for one in certificates] == ["valid", "valid"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("nowhere.pdf", "“nowhere.pdf” cannot be opened"),
        ("RPT-HUY-2027-K7QX-0001-3.pdf", "cannot be opened"),
        ("RPT-HUY-2027-K7QX-0001-3", "a number alone proves nothing"),
        ("RPT-HUY-2027-K7QX-0001-4", "is not a certificate number"),
        ("RPT1:NONSENSE", "scan the square code"),
        ("RPT7:SOMETHING", "update the app"),
        ("x" * 5000, "cannot be opened"),
        (".", "cannot be opened"),
    ],
)
def test_what_cannot_be_checked_exits_with_one_and_says_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str], given: str, says: str
) -> None:
    assert run_command(["verify", given, "--data", str(folder)]) == 1

    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err
    assert told.err.count("\n") == 1


def test_without_a_list_of_keys_it_says_how_to_get_one(
    folder: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(folder)

    assert run_command(["verify", str(file), "--data", str(folder)]) == 1
    assert "list of keys" in capsys.readouterr().err
