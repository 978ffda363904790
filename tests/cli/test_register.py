"""The register by command: a workbook or CSV, and the numbers that are missing."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import ACCOUNT, NOW, copied_pc
from tvet_desktop.app import App
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.queries import list_certificates
from tvet_desktop.certificates.statements.number import parse_number
from tvet_desktop.cli.certificates import issue_for_course, write_certificates
from tvet_desktop.cli.lists import take_marks, take_people
from tvet_desktop.cli.run_command import run_command
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.shared.clock import FixedClock

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
Run = Callable[..., tuple[int, dict[str, object], str]]


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory, founded_folder: Path) -> Path:
    """A data folder with certificates, and beside it their files; each test works on a copy."""
    folder = tmp_path_factory.mktemp("issued")
    made = copied_pc(founded_folder, folder / "pc", FixedClock(NOW))
    take_people(made, read_workbook(SAMPLES / "trainees_huye.xlsx"))
    take_marks(made, read_workbook(SAMPLES / "attendance_huye.xlsx"))
    with made.database.reading() as db:
        (course,) = list_courses(db)
    issue_for_course(made, course.id, names_confirmed=True)
    write_certificates(made, course.id, folder / "pdfs")
    made.sign_out()
    return folder


@pytest.fixture
def app(tmp_path: Path, clock: FixedClock, issued: Path) -> App:
    shutil.copytree(issued / "pdfs", tmp_path / "pdfs")
    return copied_pc(issued / "pc", tmp_path / "pc", clock)


@pytest.fixture
def run(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `register` as somebody types it, once the window is closed."""
    monkeypatch.setenv("TVET_PASSWORD", ACCOUNT.password)

    def one(*words: str) -> tuple[int, dict[str, object], str]:
        if app.is_open:
            app.sign_out()
        code = run_command(
            ["register", "--data", str(tmp_path / "pc"), "--user", ACCOUNT.username, "--json", *words]
        )
        printed = capsys.readouterr()
        return code, json.loads(printed.out) if printed.out else {}, printed.err

    return one


def lose_two(app: App) -> list[int]:
    with app.database.transaction() as db:
        rows = sorted(list_certificates(db), key=lambda row: row.number)[5:7]
        for row in rows:
            db.get_one(Certificate, row.id).deleted = True
        return [parse_number(row.number).counter for row in rows]


def test_the_register_is_written_and_nothing_is_missing(run: Run, tmp_path: Path) -> None:
    code, said, _err = run("--out", str(tmp_path / "register.xlsx"))

    assert (code, said["written"], said["missing"], said["twice"]) == (0, 39, 0, 0)
    book = openpyxl.load_workbook(tmp_path / "register.xlsx")
    assert book["Register"].max_row == 40
    printed = {row[15] for row in book["Register"].iter_rows(min_row=2, values_only=True)}
    assert printed == {1}, "the print files were written once"
    book.close()


def test_what_is_missing_is_told(run: Run, app: App, tmp_path: Path) -> None:
    counters = lose_two(app)

    code, said, _err = run("--out", str(tmp_path / "register.csv"), "--college", "huy")

    assert (code, said["written"], said["missing"]) == (0, 37, 2)
    (line,) = said["logs"]  # type: ignore[misc]  a list, as the command says
    assert line["missing"] == [[counters[0], counters[1]]]
    assert line["pc"]


def test_each_kind_has_a_print_file(app: App, tmp_path: Path) -> None:
    assert {file.name for file in (tmp_path / "pdfs" / "print").iterdir()} == {
        "completion.pdf",
        "participation.pdf",
    }
    assert app.is_open


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(("--out", "register.pdf"), ".xlsx or .csv"), (("--out", "r.csv", "--college", "XXX"), "XXX")],
)
def test_a_wrong_wish_is_a_sentence(run: Run, tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    code, _said, err = run(words[0], str(tmp_path / words[1]), *words[2:])
    assert code == 1
    assert sentence in err
    assert not (tmp_path / words[1]).exists()
