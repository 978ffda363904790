"""The commands as a coordinator types them, on two PCs."""

import json
import os
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


def test_an_auditor_reads_and_changes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("a", "init", "--college", "HUY")
    run("a", "add-user", "auditor", "--role", "AUDITOR")
    run("a", "add-user", "clerk", "--role", "CLERK")
    monkeypatch.setenv("TVET_PASSWORD", "another four words")

    for words in (
        ("invite", str(tmp_path / "i"), "--college", "HUY", "--national"),
        ("export", str(tmp_path / "stick")),
        ("import", str(tmp_path)),
        ("rebuild",),
    ):
        code, answer = run("a", *words, user="auditor")
        assert (code, "role" in str(answer["error"])) == (1, True), words
    assert run("a", "check", user="auditor")[0] == 0
    code, answer = run("a", "invite", str(tmp_path / "i"), "--college", "HUY", user="clerk")
    assert (code, "role" in str(answer["error"])) == (1, True)
    assert not (tmp_path / "i").exists()
    assert not (tmp_path / "stick").exists()


def test_a_list_of_another_kind_names_the_right_command(run: Run) -> None:
    run("a", "init", "--college", "HUY")
    files = {
        "import-people": "trainees_huye.xlsx",
        "import-marks": "attendance_huye.xlsx",
        "import-ideas": "ideas_huye.xlsx",
    }
    before = run("a", "dump")

    for command in files:
        for right, file in files.items():
            if command != right:
                code, answer = run("a", command, str(SAMPLES / file))
                assert (code, f"“{right}”" in str(answer["error"])) == (1, True)

    assert run("a", "dump") == before


def test_targets_that_cannot_be_written_change_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    inside = str(tmp_path / "file" / "x")
    assert "Nothing can be written" in str(run("file/pc", "init", "--college", "HUY")[1]["error"])
    run("a", "init", "--college", "HUY")
    run("a", "import-people", str(SAMPLES / "trainees_huye.xlsx"))
    _, marks = run("a", "import-marks", str(SAMPLES / "attendance_huye.xlsx"))
    before = run("a", "dump")

    for words in (
        ("invite", str(tmp_path), "--college", "HUY"),
        ("invite", inside, "--college", "HUY"),
        ("certificates", "--course", str(marks["course"]), "--out", inside, "--names-confirmed"),
        ("tour", "--input", str(SAMPLES), "--out", inside),
        ("verify", "nowhere.pdf"),
        ("import", "nowhere.tvet"),
    ):
        code, answer = run("a", *words)
        assert (code, "\n" in str(answer["error"])) == (1, False), words

    assert run("a", "dump") == before
    assert "nowhere.tvet" in str(answer["error"])


def test_two_groups_in_one_week_are_two_courses(run: Run, tmp_path: Path) -> None:
    run("a", "init", "--college", "HUY")
    run("a", "import-people", str(SAMPLES / "trainees_huye.xlsx"))
    for group, name in (("a", "KEZA Aline"), ("b", "MUGABO Jean")):
        (tmp_path / f"huye_{group}.csv").write_text(f"No,Name,01/03/2027 AM,02/03/2027 AM\n1,{name},P,A\n")
    files = [str(tmp_path / f"huye_{group}.csv") for group in ("a", "b", "a")]

    courses = [run("a", "import-marks", file, "--college", "HUY")[1]["course"] for file in files]

    assert courses[0] == courses[2] != courses[1]


def test_the_last_page_damaged_makes_check_answer_three(run: Run, tmp_path: Path) -> None:
    run("a", "init", "--college", "HUY")
    file = tmp_path / "a" / "tvet.db"
    content = bytearray(file.read_bytes())
    content[-2000] ^= 1
    file.write_bytes(content)

    code, checked = run("a", "check")

    assert code == 3
    assert checked["problems"]


def test_wrong_numbers_exit_with_two(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for words in (("--colleges", "0"), ("--colleges", "9"), ("--colleges", "-1"), ("--weeks", "0")):
        with pytest.raises(SystemExit) as refusal:
            run_command(["practice", "--data", str(tmp_path / "new"), *words])
        assert refusal.value.code == 2
    assert "from 1 to 8" in capsys.readouterr().err


def test_a_write_protected_copy_can_be_dumped_checked_and_sent(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("a", "init", "--college", "HUY")
    assert run("a", "export", str(tmp_path / "stick"))[1]["bundles"] == 1
    before = run("a", "dump")
    files = sorted(file.name for file in (tmp_path / "a").iterdir())
    access = os.access
    protected = str(tmp_path / "a")
    monkeypatch.setattr(  # the tests may run as root, whom nothing stops
        os,
        "access",
        lambda path, mode: not (mode == os.W_OK and str(path).startswith(protected)) and access(path, mode),
    )

    assert run("a", "dump") == before
    assert run("a", "check")[0] == 0
    assert run("a", "export", str(tmp_path / "another"))[1]["bundles"] == 1
    code, answer = run("a", "add-user", "clerk", "--role", "CLERK")
    assert (code, "not changed" in str(answer["error"])) == (1, True)
    assert sorted(file.name for file in (tmp_path / "a").iterdir()) == files
