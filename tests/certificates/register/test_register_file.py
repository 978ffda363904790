"""The register as files: read back with other programs, and what a hostile name would do in them."""

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.certificates.factories import TODAY, Course
from tests.certificates.printing.test_prints import issue, log
from tests.certificates.withdrawing.conftest import Issued
from tvet_desktop.accounts.add_user import add_user
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.certificates.register.register_file import OtherEnding, RegisterWanted, register_file
from tvet_desktop.certificates.register.register_rows import register_rows
from tvet_desktop.certificates.register.totals import totals_by_kind
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.withdrawing.states import Standing
from tvet_desktop.courses import models as courses
from tvet_desktop.people.models import Person
from tvet_desktop.people.personal_details import Sex
from tvet_desktop.shared.translation import use_language
from tvet_desktop.sync.pcs_of_numbers import pcs_of_numbers


@pytest.fixture
def issued(course: Course) -> Issued:
    return Issued(course)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def made(course: Course, ending: str, **wanted: object) -> bytes:
    with course.app.database.reading() as db:
        wish = RegisterWanted(ending, **wanted)  # type: ignore[arg-type]  as each test says
        return register_file(db, wanted=wish, pcs=pcs_of_numbers(db), now=course.now).content


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    book.close()
    return found


def day(value: object) -> date:
    assert isinstance(value, datetime), "days are days, no text"
    return value.date()


def test_the_workbook_says_what_was_signed_and_what_became_of_it(issued: Issued) -> None:
    course = issued.course
    ids = [one.certificate_id for one in issued.certificates]
    log(course, ids[1], copies=2)
    replaced = issued.replace("Keza Alina")
    issued.confirm(issued.ask(ids[1]))

    content = sheets(made(course, ".xlsx"))
    head, *rows = content["Register"]
    by_number = {row[0]: dict(zip(head, row, strict=True)) for row in rows}

    assert len(rows) == 4
    old, new = by_number[issued.certificates[0].number], by_number[replaced.number]
    revoked = by_number[issued.certificates[1].number]
    assert (old["Name on the certificate"], old["State"]) == ("KEZA Aline", "replaced")
    assert (old["Replaced by"], old["Because"]) == (replaced.number, "the name was wrong")
    assert (new["Name on the certificate"], new["State"]) == ("Keza Alina", "holds")
    assert new["Replaces"] == issued.certificates[0].number
    assert (revoked["State"], day(revoked["Since"])) == ("revoked", TODAY)
    assert revoked["Times printed"] == 2
    assert (old["Kind"], old["Hours"], day(old["Issued on"])) == ("Completion", 40, TODAY)
    assert isinstance(old["From"], datetime)
    assert old["Code of the PC"] == issued.certificates[0].number.split("-")[3]
    assert old["PC"]


def test_totals_and_numbers_stand_on_sheets_of_their_own(issued: Issued) -> None:
    issued.confirm(issued.ask(issued.certificates[1].certificate_id))
    content = sheets(made(issued.course, ".xlsx"))

    assert [row[2:] for row in content["Totals"][1:]] == [
        ("Completion", 2, 1, 0, 1, *_sexes(issued, 0)),
        ("Participation", 1, 1, 0, 0, *_sexes(issued, 2)),
    ]
    (line,) = content["Numbers"][1:]
    assert line[4:7] == (3, max(int(one.number.split("-")[4]) for one in issued.certificates), 0)
    assert str(line[9]).startswith("whole up to")


def _sexes(issued: Issued, which: int) -> tuple[int, int]:
    with issued.app.database.reading() as db:
        sex = db.get_one(Person, issued.course.people[which]).sex
    return int(sex == Sex.FEMALE), int(sex == Sex.MALE)


def test_print_setup_suits_a_filing_cabinet(course: Course) -> None:
    issue(course, course.people[0])
    book = openpyxl.load_workbook(io.BytesIO(made(course, ".xlsx")))
    sheet = book["Register"]

    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")
    assert sheet.auto_filter.ref == f"A1:T{sheet.max_row}"
    assert sheet.oddFooter.center.text == "Page &P of &N"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["J2"].number_format == "dd/mm/yyyy"
    assert sheet.print_area == f"'Register'!$A$1:$L${sheet.max_row}"
    book.close()


HOSTILE = '=HYPERLINK("http://example.org","x")'


@pytest.mark.parametrize("title", [HOSTILE, "+1+1", "-2", "@SUM(A1)", "\t=1", "https://example.org", "00123"])
def test_no_text_becomes_a_formula_or_a_link(course: Course, title: str) -> None:
    with course.app.database.transaction() as db:
        db.get_one(courses.Course, course.id).code = title
        db.get_one(courses.Course, course.id).title = "Solar"
    issue(course, course.people[0])

    book = openpyxl.load_workbook(io.BytesIO(made(course, ".xlsx")))
    cell = book["Register"]["Q2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", title, None)
    book.close()
    text = made(course, ".csv").decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(text)))[1]
    assert not row[16].startswith(("=", "+", "-", "@", "\t"))
    assert row[16].lstrip("'") == title


def test_csv_has_a_mark_and_days_that_sort(course: Course) -> None:
    issue(course, course.people[0])
    content = made(course, ".csv")

    assert content.startswith(b"\xef\xbb\xbf")
    head, row = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    said = dict(zip(head, row, strict=True))
    assert (said["Issued on"], said["Hours"], said["State"]) == ("2027-03-08", "40", "holds")


def test_a_college_and_a_year_are_chosen(course: Course) -> None:
    issue(course, course.people[0])

    assert len(sheets(made(course, ".xlsx", college_code="HUY", year=2027))["Register"]) == 2
    assert len(sheets(made(course, ".xlsx", college_code="KAR"))["Register"]) == 1
    assert len(sheets(made(course, ".xlsx", year=2026))["Numbers"]) == 1
    assert len(sheets(made(course, ".xlsx", certificate_ids=[]))["Register"]) == 1


def test_an_empty_register_is_a_file_too(course: Course) -> None:
    content = sheets(made(course, ".xlsx"))
    assert {name: len(rows) for name, rows in content.items()} == {"Register": 1, "Totals": 1, "Numbers": 1}
    assert made(course, ".csv").count(b"\r\n") == 1


def test_another_ending_is_refused(course: Course) -> None:
    with pytest.raises(OtherEnding) as problem:
        made(course, ".pdf")
    assert ".xlsx or .csv" in problem.value.sentence()


def test_a_trainer_takes_no_register_away(course: Course) -> None:
    with course.app.database.transaction() as db:
        trainer = add_user(db, scope=12, username="t", display_name="T", role=Role.TRAINER).user_id
        auditor = add_user(db, scope=12, username="a", display_name="A", role=Role.AUDITOR).user_id
    with course.app.database.reading() as db:
        wish = RegisterWanted(".csv")
        register_file(db, wanted=wish, pcs={}, now=course.now, by=auditor)
        with pytest.raises(NotAllowed):
            register_file(db, wanted=wish, pcs={}, now=course.now, by=trainer)


@pytest.mark.parametrize("language", ["fr", "rw"])
def test_other_languages_have_sheets_that_spreadsheets_take(course: Course, language: str) -> None:
    issue(course, course.people[0])
    use_language(language)
    assert len(sheets(made(course, ".xlsx"))) == 3


UTF8_CSV = "csv:Text - txt - csv (StarCalc):44,34,76"


def test_libreoffice_opens_it(course: Course, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    with course.app.database.transaction() as db:
        db.get_one(courses.Course, course.id).title = "Énergie & “solaire” <1>"
    issue(course, course.people[0])
    (tmp_path / "register.xlsx").write_bytes(made(course, ".xlsx"))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", UTF8_CSV, "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "register.xlsx"], check=True, capture_output=True, timeout=120)

    said = (tmp_path / "register.csv").read_text(encoding="utf-8")
    assert "Énergie & “solaire” <1>" in said
    assert "08/03/2027" in said


def test_rows_of_merged_people_carry_the_name_that_counts(issued: Issued) -> None:
    first, second, *_ = issued.course.people
    with issued.app.database.transaction() as db:
        db.get_one(Person, second).merged_into = first
    with issued.app.database.reading() as db:
        rows = register_rows(db)

    assert len({row.name for row in rows}) == 2
    assert all(row.standing == Standing.HOLDS for row in rows)
    totals = totals_by_kind(rows)
    assert [(one.kind, one.issued) for one in totals] == [
        (CertificateKind.COMPLETION, 2),
        (CertificateKind.PARTICIPATION, 1),
    ]
    assert {one.year for one in totals} == {TODAY.year}
