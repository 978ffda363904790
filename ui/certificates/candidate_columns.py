"""The columns of the table of candidates."""

from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.facts import kind_word
from tvet_desktop.certificates.withdrawing.states import CertificateState
from tvet_desktop.certificates.withdrawing.words import state_word
from tvet_desktop.shared.translation import _
from ui.certificates.words import hours_words, result_tone, result_words
from ui.widgets.column import Column


def candidate_columns() -> list[Column[CandidateRow]]:
    """Return them: the name to print first, then how far the person is."""
    return [
        Column(
            "name",
            lambda: _("Name to print"),
            lambda row: row.name_to_print,
            width=24,
            found_by=lambda r: r.name,
        ),
        Column(
            "seat",
            lambda: _("No."),
            lambda row: str(row.seat) if row.trains_as is None else "",
            sort_key=lambda row: (row.trains_as is not None, row.seat),
            is_number=True,
            width=4,
        ),
        Column(
            "hours",
            lambda: _("Hours"),
            hours_words,
            sort_key=lambda row: row.credited,
            is_number=True,
            width=9,
        ),
        Column(
            "percent",
            lambda: _("Share"),
            lambda row: "–" if row.percent is None else _("{percent} %").format(percent=row.percent),
            sort_key=lambda row: row.percent,
            is_number=True,
            width=6,
        ),
        Column("result", lambda: _("Result"), result_words, width=41, tone=result_tone),
        Column(
            "confirmed",
            lambda: _("Name"),
            lambda row: _("✓ confirmed") if row.is_name_confirmed else _("to confirm"),
            width=10,
            tone=lambda row: "good" if row.is_name_confirmed else "muted",
        ),
        Column("certificate", lambda: _("Certificate"), _certificate, width=35, tone=_certificate_tone),
    ]


def _certificate(row: CandidateRow) -> str:
    """Return the number and what was asked about it, or what still has to happen before there is one.

    The certificate of another kind stands beside that, or the last one that does not hold any more.
    """
    if row.number:
        return _with_state(row.number, next((one for one in row.held if one.number == row.number), None))
    beside = "" if row.earlier is None else f"{kind_word(row.earlier[0])} {row.earlier[1]}"
    if not beside and row.former:
        beside = _with_state(row.former[0].number, row.former[0])
    if row.kind is None or row.holds_better:
        return beside or "–"
    state = _("✓ approved") if row.is_approved else _("to approve")
    return f"{state} · {beside}" if beside else state


def _with_state(number: str, state: CertificateState | None) -> str:
    said = "" if state is None else state_word(state)
    return f"{number} · {said}" if said else number


def _certificate_tone(row: CandidateRow) -> str:
    if row.number:
        return "attention" if any(one.asked or one.replaces_revoked for one in row.held) else ""
    return "good" if row.is_approved else "muted"
