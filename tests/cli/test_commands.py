"""The commands as a coordinator types them, on two PCs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tvet_desktop.cli.run_command import run_command

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
Run = Callable[..., tuple[int, dict[str, object]]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("TVET_PASSWORD", "four invented words")
    monkeypatch.setenv("TVET_NEW_PASSWORD", "another four words")

    def run_one(pc: str, *words: str, user: str = "admin") -> tuple[int, dict[str, object]]:
        command, *rest = words
        code = run_command([command, "--data", str(tmp_path / pc), "--user", user, "--json", *map(str, rest)])
        printed = capsys.readouterr()
        if code == 1 and printed.err:
            return code, {"error": printed.err.strip()}
        return code, json.loads(printed.out)

    return run_one


def test_the_main_job_command_by_command(run: Run, tmp_path: Path) -> None:
    assert run("a", "init", "--college", "HUY")[0] == 0
    _, people = run("a", "import-people", str(SAMPLES / "trainees_huye.xlsx"))
    assert (people["people"], people["bad_cells"], people["waiting_rows"]) == (41, 3, 2)
    _, again = run("a", "import-people", str(SAMPLES / "trainees_huye.xlsx"))
    assert (again["people"], again["already_here"]) == (0, 43)
    _, tumba = run("a", "import-people", str(SAMPLES / "trainees_tumba_cp1252.csv"))
    assert tumba["people"] == 30
    _, marks = run("a", "import-marks", str(SAMPLES / "attendance_huye.xlsx"))
    assert (marks["marks"], marks["marks_waiting"], marks["marks_unknown"]) == (390, 20, 10)
    _, ideas = run("a", "import-ideas", str(SAMPLES / "ideas_huye.xlsx"))
    assert ideas["ideas"] == 14

    code, refused = run("a", "certificates", "--course", str(marks["course"]), "--out", str(tmp_path / "pdf"))
    assert code == 1
    assert "not confirmed" in str(refused["error"])
    _, made = run(
        "a",
        "certificates",
        "--course",
        str(marks["course"]),
        "--out",
        str(tmp_path / "pdf"),
        "--names-confirmed",
    )
    assert (made["completion"], made["participation"], made["written"]) == (33, 6, 39)
    _, again = run("a", "certificates", "--course", str(marks["course"]), "--out", str(tmp_path / "pdf2"))
    assert (again["completion"], again["written"]) == (0, 39)
    first = min((tmp_path / "pdf").glob("*.pdf"))
    assert first.read_bytes() == (tmp_path / "pdf2" / first.name).read_bytes()

    assert run("a", "invite", str(tmp_path / "b.invite"), "--college", "HUY", "--national")[0] == 0
    assert run("b", "join", str(tmp_path / "b.invite"))[0] == 0
    assert run("b", "export", str(tmp_path / "stick"))[0] == 0
    assert run("a", "import", str(tmp_path / "stick"))[0] == 0
    code, verified = run("b", "verify", str(first))
    assert (code, verified["verdict"]) == (0, "valid")
    assert run("a", "check")[0] == run("b", "check")[0] == 0


def test_a_user_is_added_and_signs_in(run: Run) -> None:
    run("a", "init", "--college", "HUY")

    assert run("a", "add-user", "clerk", "--role", "CLERK")[0] == 0
    code, answer = run("a", "add-user", "clerk", "--role", "CLERK")
    assert (code, "taken" in str(answer["error"])) == (1, True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("dump",), "no data"),
        (("import-people", "missing.xlsx"), "no data"),
        (("verify", "RPT1:NONSENSE"), "list of keys"),
        (("join", "missing.invite"), "invitation"),
        (("init", "--college", "XYZ"), "XYZ"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(run: Run, words: tuple[str, ...], says: str) -> None:
    code, answer = run("new", *words)

    assert code == 1
    assert says in str(answer["error"])
    assert "\n" not in str(answer["error"])


@pytest.mark.parametrize("file", ["text.xlsx", "bundle.tvet", "picture.png"])
def test_files_that_are_something_else(run: Run, tmp_path: Path, file: str) -> None:
    run("a", "init", "--college", "HUY")
    (tmp_path / file).write_bytes(b"not what it seems" * 50)
    before = run("a", "dump")

    for command in ("import-people", "import-marks", "import-ideas", "import", "verify"):
        code, answer = run("a", command, str(tmp_path / file))
        assert (code, str(answer["error"])[-1]) == (1, ".")

    assert run("a", "dump") == before


def test_wrong_usage_exits_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refusal:
        run_command(["nonsense"])

    assert refusal.value.code == 2
    assert "usage" in capsys.readouterr().err
