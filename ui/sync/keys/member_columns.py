"""The table of the programme's PCs."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.keys.members import MemberRow
from ui.sync.keys.member_words import (
    heard_words,
    name_words,
    rights_words,
    signs_words,
    state_tone,
    state_word,
)
from ui.widgets.column import Column

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def member_columns(colleges: Mapping[int, str]) -> list[Column[MemberRow]]:
    """Return the columns; ``colleges`` names scopes and may be filled later."""
    return [
        Column("name", lambda: _("PC"), name_words, width=24),
        Column("rights", lambda: _("Writes for"), lambda row: rights_words(row, colleges), width=40),
        Column(
            "state",
            lambda: _("Membership"),
            state_word,
            sort_key=lambda row: row.state.value,
            width=16,
            tone=state_tone,
        ),
        Column(
            "heard",
            lambda: _("Last heard of"),
            heard_words,
            sort_key=lambda row: row.heard_at or _LONG_AGO,
            width=14,
        ),
        Column(
            "signs",
            lambda: _("Signs certificates until"),
            signs_words,
            sort_key=lambda row: row.signs_until or date.min,
            width=26,
            tone=lambda row: "attention" if row.ends_soon or row.asks_for_key else "",
        ),
    ]
