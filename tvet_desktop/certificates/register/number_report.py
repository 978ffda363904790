"""The numbers that are missing: certificates that were issued somewhere and are not known here, or never."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.statements.number import CertificateNumber, NumberNotValid, parse_number
from tvet_desktop.storage.base import not_deleted

_LARGEST_GAP = 5_000
"""Nobody issues so many between two that are known: the number is a forgery, and is not counted through."""


@dataclass(frozen=True, slots=True)
class LogNumbers:
    """The numbers of one log (a PC, for as long as it has its data) in one year at one college.

    ``missing`` are ranges of counters, both ends included, that were passed over; counters that are never given out
    are not among them. ``twice`` are the numbers that several certificates have.
    """

    college_code: str
    year: int
    log_code: str
    issued: int
    highest: int
    missing: tuple[tuple[int, int], ...]
    missing_count: int
    twice: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether every number is there, and once."""
        return not self.missing and not self.twice


@dataclass(frozen=True)
class NumberReport:
    """All logs, those of a college together; and numbers that are none."""

    logs: tuple[LogNumbers, ...]
    unreadable: tuple[str, ...]

    @property
    def missing_count(self) -> int:
        """How many numbers are missing in all."""
        return sum(log.missing_count for log in self.logs)

    @property
    def twice_count(self) -> int:
        """How many numbers stand twice."""
        return sum(len(log.twice) for log in self.logs)


def number_report(db: Session, *, college_code: str | None = None, year: int | None = None) -> NumberReport:
    """Return the state of all numbers that are known here, of a college and a year if these are given.

    What comes after the highest number of a log cannot be known.
    """
    numbers = db.scalars(select(Certificate.number).where(not_deleted(Certificate)))
    report = report_on(numbers)
    wanted = [
        log for log in report.logs if college_code in {None, log.college_code} and year in {None, log.year}
    ]
    return NumberReport(tuple(wanted), report.unreadable)


def report_on(numbers: Iterable[str]) -> NumberReport:
    """Return what is missing among numbers, and which stand twice."""
    logs: defaultdict[tuple[str, int, str], Counter[int]] = defaultdict(Counter)
    unreadable = []
    for text in numbers:
        try:
            number = parse_number(text)
        except NumberNotValid:
            unreadable.append(text)
        else:
            logs[number.college_code, number.year, number.log_code][number.counter] += 1
    rows = [_log(*log, counters) for log, counters in sorted(logs.items())]
    return NumberReport(tuple(rows), tuple(sorted(unreadable)))


def _log(college_code: str, year: int, log_code: str, counters: Counter[int]) -> LogNumbers:
    def number(counter: int) -> CertificateNumber:
        return CertificateNumber(college_code, year, log_code, counter)

    missing: list[tuple[int, int]] = []
    count, last = 0, 0
    for counter in sorted(counters):
        absent = range(last + 1, counter)
        if len(absent) > _LARGEST_GAP:
            missing.append((absent[0], absent[-1]))
            count += len(absent)
        else:
            used = [one for one in absent if number(one).is_used]
            missing += _ranges(used)
            count += len(used)
        last = counter
    twice = tuple(str(number(counter)) for counter, times in sorted(counters.items()) if times > 1)
    return LogNumbers(college_code, year, log_code, counters.total(), last, tuple(missing), count, twice)


def _ranges(counters: list[int]) -> list[tuple[int, int]]:
    """Return the ends of each run of neighbours; counters that are never given out do not break a run."""
    runs: list[tuple[int, int]] = []
    for counter in counters:
        if runs and counter - runs[-1][1] <= _NEXT:
            runs[-1] = (runs[-1][0], counter)
        else:
            runs.append((counter, counter))
    return runs


_NEXT = 2  # with one between them that is never given out
