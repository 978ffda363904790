"""A certificate of invented facts: what a template or a setup is tried and shown with."""

from datetime import UTC, date, datetime, time

from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.statements.number import next_number
from tvet_desktop.certificates.statements.statement import CertificateKind, Statement

_DAY = date(2027, 3, 12)
_COUNTER = 4_711
SAMPLE_NAME = "Uwimana Jean-Baptiste"
SAMPLE_LOG = "2222"
"""No log draws this code often enough to meet it; the code square says in words that it proves nothing."""


def sample_content(kind: CertificateKind) -> CertificateContent:
    """Return what a certificate of ``kind`` could say."""
    statement = Statement(
        number=sample_number("HUY", _DAY.year),
        kind=kind,
        name=SAMPLE_NAME,
        course_title="Solar photovoltaic installation and maintenance",
        skill_area="Renewable energy",
        minutes=36 * 60,
        starts_on=date(2027, 3, 1),
        ends_on=_DAY,
        issued_on=_DAY,
        college_name="IPRC Huye",
        issuer="Rwanda Polytechnic",
    )
    return CertificateContent(
        statement=statement,
        code_text=worthless_code(),
        issued_at=datetime.combine(_DAY, time(12), UTC),
        place="Huye",
    )


def sample_number(college_code: str, year: int) -> str:
    """Return a number that is well formed and that nobody has."""
    return str(next_number(college_code, year, SAMPLE_LOG, _COUNTER))


def worthless_code() -> str:
    """Return what the square code of a preview says: as long as a real one, and no statement."""
    return ("PREVIEW ONLY - NOT A CERTIFICATE - " * 12)[:390]
