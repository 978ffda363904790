from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from tests.certificates.factories import TODAY, Course
from tests.conftest import ACCOUNT
from tvet_desktop.app import App
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.checking.nothing_to_check import NoCodeFound
from tvet_desktop.certificates.checking.trust_list import TrustListMissing, read_trust_list
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.certificates.checking.verdict_words import verdict_sentence
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.certificates.issue_certificates import issue_certificates
from tvet_desktop.certificates.printing.issued_pdf import pdf_of
from tvet_desktop.certificates.queries import list_certificates
from tvet_desktop.certificates.rules import (
    NamesNotConfirmed,
    NamesNotPrintable,
    NothingToIssue,
    NotQualified,
)
from tvet_desktop.certificates.statements.number import next_number, parse_number
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.documents.page_images import NoPageInFile
from tvet_desktop.people.models import Person
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.files import FileMissing
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc


def test_the_boundary_of_eighty_percent_is_exact(course: Course) -> None:
    with course.app.database.reading() as db:
        rows = candidates(db, course.id)

    completion, participation = CertificateKind.COMPLETION, CertificateKind.PARTICIPATION
    assert [row.kind for row in rows] == [completion, completion, participation, None]
    assert [row.missing_minutes for row in rows] == [0, 0, 240, 960]


def test_names_come_first_then_approval_then_the_certificate(course: Course) -> None:
    first, second, third, fourth = course.people

    with pytest.raises(NothingToIssue):
        course.issue()
    with pytest.raises(NamesNotConfirmed):
        course.approve(first)
    course.confirm(first, second, third, fourth)
    with pytest.raises(NotQualified) as refusal:
        course.approve(first, fourth)
    assert "NSENGA" in refusal.value.sentence()
    assert course.approve(first, third) == 2
    assert course.approve(first, third) == 0

    issued = course.issue().certificates

    kinds = [certificate.kind for certificate in issued]
    assert kinds == [CertificateKind.COMPLETION, CertificateKind.PARTICIPATION]
    log_code = parse_number(issued[0].number).log_code
    one = next_number("HUY", 2027, log_code, 0)
    two = next_number("HUY", 2027, log_code, one.counter)
    assert [certificate.number for certificate in issued] == [str(one), str(two)]
    with pytest.raises(NothingToIssue):
        course.issue()


def test_an_issued_certificate_stays_as_it_is(course: Course) -> None:
    first, second, *_ = course.people
    course.confirm(first, second)
    course.approve(first)
    (issued,) = course.issue().certificates

    with course.app.database.transaction() as db:
        db.get_one(Person, first).certificate_name = "Somebody else"
    course.approve(second)
    (later,) = course.issue().certificates

    with course.app.database.reading() as db:
        rows = list_certificates(db, course_id=course.id)
        assert pdf_of(db, issued.certificate_id, course.app.files) == issued.pdf
    assert [row.number for row in rows] == [issued.number, later.number]
    verified = verify(issued.pdf, read_trust_list(course.app.data_dir))
    assert verified.verdict == Verdict.VALID
    assert verified.is_pdf_checked
    assert verified.statement is not None
    assert (verified.statement.name, verified.statement.minutes) == ("KEZA Aline", 2400)


def test_the_file_of_a_certificate_names_nobody_and_is_missed_when_gone(course: Course) -> None:
    first, *_ = course.people
    course.confirm(first)
    course.approve(first)
    (issued,) = course.issue().certificates
    (file,) = (course.app.data_dir / "files").iterdir()

    assert b"KEZA" not in file.read_bytes()
    file.write_bytes(file.read_bytes()[:-1])

    with course.app.database.reading() as db, pytest.raises(FileMissing):
        pdf_of(db, issued.certificate_id, course.app.files)


def test_a_key_of_another_programme_is_unknown(course: Course, tmp_path: Path, clock: FixedClock) -> None:
    first, *_ = course.people
    course.confirm(first)
    course.approve(first)
    (issued,) = course.issue().certificates
    stranger = App(tmp_path / "stranger", clock)
    stranger.found(college_code="HUY", account=ACCOUNT)

    verified = verify(issued.pdf, read_trust_list(stranger.data_dir))

    assert verified.verdict == Verdict.UNKNOWN_KEY
    assert verdict_sentence(verified).endswith(".")


def test_what_is_no_certificate_says_so(course: Course, tmp_path: Path) -> None:
    trust = read_trust_list(course.app.data_dir)

    with pytest.raises(NoPageInFile):
        verify(b"some text", trust)

    Image.new("RGB", (200, 200), "white").save(tmp_path / "white.png")
    with pytest.raises(NoCodeFound):
        verify((tmp_path / "white.png").read_bytes(), trust)
    with pytest.raises(TrustListMissing):
        read_trust_list(tmp_path)


def test_numbers_of_the_next_year_begin_anew(course: Course) -> None:
    first, second, *_ = course.people
    course.confirm(first, second)
    course.approve(first)
    course.issue()
    course.approve(second)
    with course.app.database.transaction() as db:
        (later,) = issue_certificates(
            db,
            course_id=course.id,
            issuer=issuer_of_this_pc(db),
            files=course.app.files,
            issued_on=TODAY + timedelta(days=366),
            now=course.now,
            by=None,
        ).certificates

    log_code = parse_number(later.number).log_code
    assert later.number == str(next_number("HUY", 2028, log_code, 0))


def test_an_invisible_sign_in_a_stored_name_is_not_on_the_certificate(course: Course) -> None:
    first, *_ = course.people
    with course.app.database.transaction() as db:
        db.get_one(Person, first).certificate_name = "KE\N{SOFT HYPHEN}ZA Aline\N{ZERO WIDTH SPACE}"
        db.get_one(Person, first).name_confirmed_on = TODAY
    course.approve(first)

    (issued,) = course.issue().certificates

    verified = verify(issued.pdf, read_trust_list(course.app.data_dir))
    assert verified.verdict == Verdict.VALID
    assert verified.statement is not None
    assert verified.statement.name == "KEZA Aline"


def test_names_that_cannot_be_printed_are_all_named_and_nothing_is_issued(course: Course) -> None:
    first, second, third, _fourth = course.people
    names = {first: "KEZA \U0001f600", second: "MUGABO " * 40 + "Jean", third: "Uwase\U000e0fff"}
    course.confirm(first, second, third)
    with course.app.database.transaction() as db:
        for person, name in names.items():
            db.get_one(Person, person).certificate_name = name
    course.approve(first, second, third)

    with pytest.raises(NamesNotPrintable) as refusal:
        course.issue()

    said = refusal.value.sentence()
    assert all(part in said for part in ("KEZA", "\U0001f600", "MUGABO", "Uwase", "U+E0FFF"))
    assert not list((course.app.data_dir / "files").glob("*"))
    with course.app.database.reading() as db:
        assert list_certificates(db, course_id=course.id) == []
