"""The columns of the register of certificates."""

from tvet_desktop.certificates.facts import kind_word
from tvet_desktop.certificates.register.register_rows import RegisterRow
from tvet_desktop.certificates.register.register_words import standing_words
from tvet_desktop.certificates.withdrawing.states import Standing
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _
from ui.widgets.column import Column

COLLEGE = 4
_TONES = {Standing.HOLDS: "", Standing.REPLACED: "attention", Standing.REVOKED: "bad"}


def register_columns() -> list[Column[RegisterRow]]:
    """Return them: the number first, by which a certificate is asked for."""
    return [
        Column("number", lambda: _("Number"), lambda row: row.number, width=26),
        Column("name", lambda: _("Name today"), lambda row: row.name, width=22),
        Column("kind", lambda: _("Kind"), lambda row: kind_word(row.kind), width=12),
        Column(
            "course",
            lambda: _("Course"),
            lambda row: f"{row.course_title} · {row.course_code}",
            width=30,
        ),
        Column("college", lambda: _("College"), lambda row: row.college_name, width=14),
        Column(
            "issued",
            lambda: _("Issued on"),
            lambda row: day_text(row.issued_on),
            sort_key=lambda row: row.issued_on,
            width=9,
        ),
        Column(
            "prints",
            lambda: _("Printed"),
            lambda row: str(row.prints) if row.prints else "–",
            sort_key=lambda row: row.prints,
            is_number=True,
            width=6,
        ),
        Column("state", lambda: _("State"), standing_words, width=34, tone=lambda row: _TONES[row.standing]),
    ]
