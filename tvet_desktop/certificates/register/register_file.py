"""The register as a file for the Registrar: a workbook, or the list alone as CSV."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.certificates.register.entries import register_entries
from tvet_desktop.certificates.register.known_pc import KnownPc
from tvet_desktop.certificates.register.number_report import NumberReport, number_report
from tvet_desktop.certificates.register.register_rows import RegisterRow, register_rows
from tvet_desktop.certificates.register.write_csv import write_csv
from tvet_desktop.certificates.register.write_xlsx import RegisterFile, write_xlsx
from tvet_desktop.courses.rules import day_text
from tvet_desktop.programme.queries import the_programme
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.shared.translation import _

ENDINGS = (".xlsx", ".csv")


class OtherEnding(UserError):
    """A file that is neither a workbook nor CSV."""

    def __init__(self, ending: str) -> None:
        super().__init__(ending)
        self.ending = ending

    def sentence(self) -> str:
        """Name what can be written."""
        return _("A register is written as .xlsx or .csv: let the file's name end so.")


@dataclass(frozen=True)
class RegisterWanted:
    """What goes into the file. ``ending`` is ".xlsx" or ".csv"; None takes all colleges, years, certificates."""

    ending: str
    college_code: str | None = None
    year: int | None = None
    certificate_ids: Collection[int] | None = None

    def has(self, row: RegisterRow) -> bool:
        """Tell whether a row is wanted."""
        return (
            self.college_code in {None, row.college_code}
            and self.year in {None, row.issued_on.year}
            and (self.certificate_ids is None or row.certificate_id in self.certificate_ids)
        )


@dataclass(frozen=True)
class RegisterMade:
    """The file, how many certificates it lists, and the report on numbers that stands in it."""

    content: bytes
    count: int
    numbers: NumberReport


def register_file(
    db: Session,
    *,
    wanted: RegisterWanted,
    pcs: Mapping[str, KnownPc],
    now: datetime,
    by: int | None = None,
    steps: Steps = no_steps,
) -> RegisterMade:
    """Return the file; ``pcs`` are the known PCs by log code. ``steps`` may raise meanwhile, which ends it.

    Raises:
        NotAllowed: the role of the user does not include it.
        OtherEnding: neither .xlsx nor .csv is wanted.
    """
    require_role(db, by, "export_register")
    ending = wanted.ending.lower()
    if ending not in ENDINGS:
        raise OtherEnding(wanted.ending)
    entries = register_entries(db, [row for row in register_rows(db) if wanted.has(row)], steps)
    numbers = number_report(db, college_code=wanted.college_code, year=wanted.year)
    if ending == ".csv":
        return RegisterMade(write_csv(entries, pcs), len(entries), numbers)
    content = RegisterFile(_title(db, now), entries, numbers, pcs, now)
    return RegisterMade(write_xlsx(content, steps), len(entries), numbers)


def _title(db: Session, now: datetime) -> str:
    programme = the_programme(db)
    words = _("Register of certificates · {programme} · as known on {day}")
    title = words.format(programme=programme.name, day=day_text(local_day(now)))
    return _("PRACTICE · {title}").format(title=title) if programme.practice else title
