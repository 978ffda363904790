"""Numbers that are missing: counted through, those never given out left aside, forged ones not followed."""

import time
from random import Random

import pytest

from tests.certificates.factories import Course
from tests.certificates.printing.test_prints import issue
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.register.known_pc import KnownPc
from tvet_desktop.certificates.register.number_report import number_report, report_on
from tvet_desktop.certificates.register.register_rows import folded_number
from tvet_desktop.certificates.register.register_words import known_words, missing_words
from tvet_desktop.certificates.statements.number import CertificateNumber, next_number, parse_number
from tvet_desktop.shared.text import fold_name
from tvet_desktop.sync.pcs_of_numbers import pcs_of_numbers


def numbers(count: int, log: str = "K7QX", year: int = 2027, college: str = "HUY") -> list[str]:
    """The first numbers that a log gives out."""
    given, last = [], 0
    for _one in range(count):
        number = next_number(college, year, log, last)
        last = number.counter
        given.append(str(number))
    return given


def test_counters_that_are_never_given_out_are_no_gap() -> None:
    given = numbers(400)
    never = [n for n in range(1, 400) if not CertificateNumber("HUY", 2027, "K7QX", n).is_used]

    (log,) = report_on(given).logs

    assert never, "the test would show nothing"
    assert log.is_whole
    assert log.issued == 400
    assert log.highest > 400


def test_a_gap_is_named_by_its_ends_over_counters_that_are_never_given_out() -> None:
    given = numbers(400)
    never = next(n for n in range(6, 400) if not CertificateNumber("HUY", 2027, "K7QX", n).is_used)
    missing = {str(CertificateNumber("HUY", 2027, "K7QX", n)) for n in (1, never - 1, never + 1)}

    (log,) = report_on([one for one in given if one not in missing]).logs

    assert log.missing == ((1, 1), (never - 1, never + 1))
    assert log.missing_count == 3
    assert missing_words(log) == f"0001, {never - 1:04}–{never + 1:04}"


def test_logs_years_and_colleges_are_told_apart() -> None:
    given = numbers(3) + numbers(2, log="M2PF") + numbers(2, year=2026) + numbers(1, college="KAR")
    del given[1]

    report = report_on(given)

    assert [(one.college_code, one.year, one.log_code, one.issued) for one in report.logs] == [
        ("HUY", 2026, "K7QX", 2),
        ("HUY", 2027, "K7QX", 2),
        ("HUY", 2027, "M2PF", 2),
        ("KAR", 2027, "K7QX", 1),
    ]
    assert report.missing_count == 1


def test_a_number_that_stands_twice_is_named() -> None:
    given = numbers(3)

    report = report_on([*given, given[1]])

    assert report.logs[0].twice == (given[1],)
    assert (report.twice_count, report.logs[0].issued) == (1, 4)


def test_what_is_no_number_is_kept_apart() -> None:
    report = report_on([*numbers(1), "RPT-HUY-2027-K7QX-0001-0", "x"])

    assert report.unreadable == ("RPT-HUY-2027-K7QX-0001-0", "x")
    assert report.logs[0].is_whole


def test_a_forged_counter_is_not_counted_through() -> None:
    forged = next(
        str(number)
        for n in range(999_990, 999_999)
        if (number := CertificateNumber("HUY", 2027, "K7QX", n)).is_used
    )
    began = time.perf_counter()

    (log,) = report_on([*numbers(2), forged]).logs

    assert time.perf_counter() - began < 0.5
    assert log.missing_count > 999_000
    assert len(log.missing) == 1


def test_any_numbers_that_are_taken_away_are_exactly_what_is_missing() -> None:
    random = Random(5)
    for _round in range(30):
        given = numbers(120)
        taken = set(random.sample(given[:-1], random.randrange(1, 60)))
        (log,) = report_on([one for one in given if one not in taken]).logs
        found = {
            str(number)
            for first, last in log.missing
            for counter in range(first, last + 1)
            if (number := CertificateNumber("HUY", 2027, "K7QX", counter)).is_used
        }
        assert found == taken
        assert log.missing_count == len(taken)


def test_own_numbers_that_are_gone_are_said_to_be_lost(course: Course) -> None:
    one, _two, _three = issue(course, *course.people[:3])
    with course.app.database.transaction() as db:
        gone = db.get_one(Certificate, one)
        gone.deleted = True
        counter = parse_number(gone.number).counter

    with course.app.database.reading() as db:
        report, pcs = number_report(db, college_code="HUY", year=2027), pcs_of_numbers(db)

    (log,) = report.logs
    pc = pcs[log.log_code]
    assert pc.is_here
    assert missing_words(log) == f"{counter:04}"
    assert "backups" in known_words(log, pc)


@pytest.mark.parametrize(
    ("pc", "words"),
    [
        (None, "the PC is not known here"),
        (KnownPc("Huye office", None), "nothing has come from Huye office"),
    ],
)
def test_what_is_known_of_a_gap(pc: KnownPc | None, words: str) -> None:
    (log,) = report_on(numbers(3)[1:]).logs
    assert known_words(log, pc).startswith(words)


def test_numbers_are_folded_as_names_are() -> None:
    assert all(folded_number(number) == fold_name(number) for number in numbers(200, log="TL2L"))
