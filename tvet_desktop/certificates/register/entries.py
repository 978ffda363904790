"""A row of the register with everything that was signed: what files for the Registrar say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.register.register_rows import RegisterRow
from tvet_desktop.certificates.statements.signed_statement import (
    NewerCertificateCode,
    NotACertificateCode,
    read_statement,
)
from tvet_desktop.shared.steps import Steps, no_steps

_AT_ONCE = 500
_HOUR = 60


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A row, and the facts as they were signed; where nobody can read them, what the row knows, and None."""

    row: RegisterRow
    name: str
    course_title: str
    skill_area: str
    college_name: str
    hours: float | None
    starts_on: date | None
    ends_on: date | None


def register_entries(
    db: Session, rows: Sequence[RegisterRow], steps: Steps = no_steps
) -> list[RegisterEntry]:
    """Return the entries of rows, in their order; ``steps`` may raise meanwhile, which ends it."""
    entries: list[RegisterEntry] = []
    for start in range(0, len(rows), _AT_ONCE):
        steps(start, len(rows))
        some = rows[start : start + _AT_ONCE]
        query = select(Certificate.id, Certificate.code_text).where(
            Certificate.id.in_([row.certificate_id for row in some])
        )
        codes: dict[int, str] = dict(db.execute(query).all())
        entries += [_entry(row, codes[row.certificate_id]) for row in some]
    return entries


def _entry(row: RegisterRow, code: str) -> RegisterEntry:
    try:
        signed = read_statement(code).statement
    except (NotACertificateCode, NewerCertificateCode):
        return RegisterEntry(row, row.name, row.course_title, "", row.college_name, None, None, None)
    return RegisterEntry(
        row,
        signed.name,
        signed.course_title,
        signed.skill_area,
        signed.college_name,
        signed.minutes / _HOUR,
        signed.starts_on,
        signed.ends_on,
    )
