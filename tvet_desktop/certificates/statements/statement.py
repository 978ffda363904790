"""What a certificate says: the facts that are printed, signed and compared, and nothing else."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tvet_desktop.certificates.statements.number import parse_number

QUARTER_HOUR = 15


class CertificateKind(StrEnum):
    """What is certified. The value also names the template."""

    COMPLETION = "completion"  # attended enough of the training to have completed it
    PARTICIPATION = "participation"  # attended a good part of it
    APPRECIATION = "appreciation"  # thanks a person who trained


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The facts of one certificate. Texts are in NFC; ``minutes`` are whole quarter-hours.

    ``course_title`` is in the language of the course, ``skill_area`` (may be empty) in the first language of the
    certificate, ``college_name`` is as in "IPRC Huye", ``issuer`` the body that answers for it.
    """

    number: str
    kind: CertificateKind
    name: str
    course_title: str
    skill_area: str = ""
    minutes: int
    starts_on: date
    ends_on: date
    issued_on: date
    college_name: str
    issuer: str

    @property
    def college_code(self) -> str:
        """The college's code as the number has it."""
        return parse_number(self.number).college_code

    @property
    def hours_and_minutes(self) -> tuple[int, int]:
        """Whole hours, and the minutes beyond them."""
        return divmod(self.minutes, 60)
