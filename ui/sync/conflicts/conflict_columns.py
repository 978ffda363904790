"""What the tables of conflicts and of decisions show."""

from tvet_desktop.attendance.rules import KIGALI
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.conflicts.decided import DecidedConflict
from tvet_desktop.sync.describe_conflicts import DescribedConflict, ToldValue
from ui.sync.conflicts.conflict_words import choice_words, when_words, where_words, who_words
from ui.widgets.column import Column


def conflict_columns() -> list[Column[DescribedConflict]]:
    """Return whose, what, and both values with who typed them."""
    return [
        Column("name", lambda: _("Whose"), lambda row: row.name or row.kind, width=25),
        Column("what", lambda: _("What"), lambda row: f"{row.kind}: {row.fields}", width=19),
        Column("kept", lambda: _("Holds now"), lambda row: row.kept, width=15),
        Column("kept_by", lambda: _("Typed by"), lambda row: who_words(row.holds.typed), width=13),
        Column("lost", lambda: _("Other value"), _others, width=15),
        Column("lost_by", lambda: _("Other typed by"), lambda row: who_words(row.others[0].typed), width=13),
        Column("lost_pc", lambda: _("Other typed"), lambda row: _place(row.others[0]), width=15),
    ]


def decided_columns() -> list[Column[DecidedConflict]]:
    """Return what was decided, by whom and when."""
    return [
        Column("name", lambda: _("Whose"), lambda row: row.name or row.kind, width=30),
        Column("what", lambda: _("What"), lambda row: f"{row.kind}: {row.fields}", width=24),
        Column("before", lambda: _("Held before"), lambda row: row.before, width=18),
        Column("written", lambda: _("Decided"), lambda row: row.written, width=18),
        Column("choice", lambda: _("How"), lambda row: choice_words(row.choice), width=18),
        Column("by", lambda: _("By"), lambda row: row.by, width=16),
        Column(
            "at",
            lambda: _("When"),
            lambda row: f"{row.at.astimezone(KIGALI):%d/%m/%Y %H:%M}",
            sort_key=lambda row: row.at,
            width=16,
        ),
    ]


def _others(row: DescribedConflict) -> str:
    return " | ".join(other.text for other in row.others)


def _place(value: ToldValue) -> str:
    return f"{when_words(value.typed)} · {where_words(value.typed)}"
