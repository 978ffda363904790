"""The columns of the register in files: heading, value, width. Values are text, whole or decimal numbers, and days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tvet_desktop.certificates.facts import kind_word
from tvet_desktop.certificates.register.entries import RegisterEntry
from tvet_desktop.certificates.register.known_pc import KnownPc
from tvet_desktop.certificates.register.register_words import sex_word, standing_word
from tvet_desktop.certificates.withdrawing.reasons import reason_word
from tvet_desktop.shared.translation import _

Value = str | int | float | date | None


ON_PAPER = 12
"""So many columns, from the first, are printed: more would be too small to read on A4."""


@dataclass(frozen=True)
class FileColumn:
    """One column; ``width`` in letters."""

    heading: str
    width: int
    value: Callable[[RegisterEntry], Value]


def register_columns(pcs: Mapping[str, KnownPc]) -> tuple[FileColumn, ...]:
    """Return the columns in the language of the screen; ``pcs`` by log code."""
    return (
        FileColumn(_("Number"), 26, lambda e: e.row.number),
        FileColumn(_("Kind"), 12, lambda e: kind_word(e.row.kind)),
        FileColumn(_("Name on the certificate"), 26, lambda e: e.name),
        FileColumn(_("Sex"), 8, lambda e: sex_word(e.row.sex)),
        FileColumn(_("Course"), 26, lambda e: e.course_title),
        FileColumn(_("College"), 18, lambda e: e.college_name),
        FileColumn(_("Hours"), 8, lambda e: e.hours),
        FileColumn(_("From"), 10, lambda e: e.starts_on),
        FileColumn(_("To"), 10, lambda e: e.ends_on),
        FileColumn(_("Issued on"), 10, lambda e: e.row.issued_on),
        FileColumn(_("State"), 10, lambda e: standing_word(e.row.standing)),
        FileColumn(_("Replaced by"), 26, lambda e: e.row.withdrawn.replaced_by if e.row.withdrawn else ""),
        FileColumn(_("Since"), 10, lambda e: e.row.withdrawn.on_date if e.row.withdrawn else None),
        FileColumn(
            _("Because"), 26, lambda e: reason_word(e.row.withdrawn.reason) if e.row.withdrawn else ""
        ),
        FileColumn(_("Replaces"), 26, lambda e: e.row.replaces),
        FileColumn(_("Times printed"), 9, lambda e: e.row.prints),
        FileColumn(_("Course code"), 14, lambda e: e.row.course_code),
        FileColumn(_("Skill area"), 22, lambda e: e.skill_area),
        FileColumn(_("Code of the PC"), 9, lambda e: e.row.log_code),
        FileColumn(_("PC"), 20, lambda e: pcs[e.row.log_code].name if e.row.log_code in pcs else ""),
    )
