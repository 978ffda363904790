"""The columns of the table of revocations."""

from tvet_desktop.certificates.withdrawing.queries import Answer, RevocationRow
from tvet_desktop.certificates.withdrawing.reasons import reason_word
from tvet_desktop.certificates.withdrawing.words import state_word
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _
from ui.widgets.column import Column

_TONES = {Answer.WAITS: "attention", Answer.CONFIRMED: "bad"}


def revocation_columns() -> list[Column[RevocationRow]]:
    """Return them: whose certificate first, then what was asked and answered."""
    return [
        Column("name", lambda: _("Name"), lambda row: row.name, width=24),
        Column("number", lambda: _("Number"), lambda row: row.number, width=25),
        Column("college", lambda: _("College"), lambda row: row.college, width=14),
        Column("reason", lambda: _("Why"), lambda row: reason_word(row.reason), width=24),
        Column(
            "asked",
            lambda: _("Asked on"),
            lambda row: day_text(row.requested_on),
            sort_key=lambda row: row.requested_on,
            width=11,
        ),
        Column("by", lambda: _("Asked by"), lambda row: row.requested_by or _("unknown here"), width=18),
        Column(
            "answer",
            lambda: _("Answer"),
            answer_word,
            width=22,
            tone=lambda row: _TONES.get(row.answer, "muted"),
        ),
    ]


def answer_word(row: RevocationRow) -> str:
    """Say what the national office answered."""
    if row.answer == Answer.WAITS:
        return _("waits for the national office")
    if row.answer == Answer.OVERTAKEN:
        return state_word(row.state)
    assert row.decided_on is not None
    said = _("revoked on {day}") if row.answer == Answer.CONFIRMED else _("declined on {day}")
    return said.format(day=day_text(row.decided_on))
