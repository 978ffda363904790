"""Certificate numbers, made offline and safe to type: ``RPT-HUY-2026-K7QX-0001-C``.

College, year, a code drawn when the PC's log opened, a counter, and a check character (ISO 7064 MOD 37-2)
that notices every single wrong character and every two neighbours exchanged. The few counters whose
check character would be ``*`` are left out, so that a number can be a file name everywhere.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

PROGRAMME = "RPT"
LOG_CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O 1 I L U: they are misread
_LOG_CODE_LENGTH = 4
_CHECK_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
_FORM = re.compile(
    r"RPT-(?P<college>[A-Z]{3})-(?P<year>\d{4})-(?P<log>[0-9A-Z]{4})-(?P<count>\d{4,6})-(?P<check>.)"
)
_DASHES = re.compile(r"[\u2010-\u2015\u2212_]")


class NumberNotValid(UserError):
    """A certificate number that was mistyped."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed

    def sentence(self) -> str:
        """Say how a number looks."""
        return _(
            "“{typed}” is not a certificate number: compare it with the paper, it looks like {example}."
        ).format(typed=self.typed, example="RPT-HUY-2026-K7QX-0001-Y")


@dataclass(frozen=True, slots=True, order=True)
class CertificateNumber:
    """The parts of a number: college ("HUY"), year of issue, code of the log that made it, counter from 1."""

    college_code: str
    year: int
    log_code: str
    counter: int

    def __str__(self) -> str:
        return f"{self._body()}-{check_character(self._body())}"

    @property
    def is_used(self) -> bool:
        """Whether numbers with this counter are given out: its check character is a letter or a digit."""
        return check_character(self._body()) != "*"

    def _body(self) -> str:
        return f"{PROGRAMME}-{self.college_code}-{self.year:04d}-{self.log_code}-{self.counter:04d}"


def next_number(college_code: str, year: int, log_code: str, last_counter: int) -> CertificateNumber:
    """Return the number after ``last_counter`` (0 before the first one), leaving out those with ``*``."""
    counter = last_counter + 1
    while not (number := CertificateNumber(college_code, year, log_code, counter)).is_used:
        counter += 1
    return number


def parse_number(typed: str) -> CertificateNumber:
    """Return the parts of a typed number; small letters, spaces and other dashes do not matter.

    Raises:
        NumberNotValid: it has another form, or the check character does not fit.
    """
    tidy = _DASHES.sub("-", "".join(typed.split()).upper())
    found = _FORM.fullmatch(tidy)
    if found is None or found["check"] == "*" or check_character(tidy[:-1]) != found["check"]:
        raise NumberNotValid(typed)
    number = CertificateNumber(found["college"], int(found["year"]), found["log"], int(found["count"]))
    if str(number) != tidy:
        raise NumberNotValid(typed)
    return number


def check_character(body: str) -> str:
    """Return the ISO 7064 MOD 37-2 check character of the digits and capitals in ``body``."""
    remainder = 0
    for character in body:
        if character != "-":
            remainder = (remainder + _CHECK_ALPHABET.index(character)) * 2 % 37
    return _CHECK_ALPHABET[(1 - remainder) % 37]


def draw_log_code(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Return a code for a new log: four characters that are not misread, at random."""
    return "".join(choose(LOG_CODE_ALPHABET) for _place in range(_LOG_CODE_LENGTH))
