"""The conflicts that nobody has judged yet, in a reader's words: whose, which field, every value, who typed where."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.sync.conflict_words import field_word, table_word
from tvet_desktop.sync.conflicts.both_values import can_keep_both
from tvet_desktop.sync.conflicts.open_conflicts import OpenConflict, Said, open_conflicts
from tvet_desktop.sync.conflicts.typed import Change, Typed, who_typed
from tvet_desktop.sync.row_names import name_of_row, told_value


@dataclass(frozen=True)
class ToldValue:
    """One value of a conflict: each field with what is said of it, all of it in one line, and who typed it where.

    ``seq`` is 0 for what holds now.
    """

    seq: int
    lines: tuple[tuple[str, str], ...]
    typed: Typed

    @property
    def text(self) -> str:
        """The value in one line."""
        return ", ".join(value for _field, value in self.lines)


@dataclass(frozen=True)
class DescribedConflict:
    """One thing that PCs changed without knowing of each other.

    ``kind`` names what it is ("Attendance"), ``name`` whose or which one; ``others`` has every value that does not
    hold, the latest first.
    """

    conflict: OpenConflict
    kind: str
    name: str
    fields: str
    holds: ToldValue
    others: tuple[ToldValue, ...]
    can_keep_both: bool

    @property
    def seq(self) -> int:
        """What makes it the same after it was asked again."""
        return self.conflict.seqs[-1]

    @property
    def kept(self) -> str:
        """What holds now."""
        return self.holds.text

    @property
    def lost(self) -> str:
        """The other value, or the latest of several."""
        return self.others[0].text

    @property
    def lost_by(self) -> str:
        """Who typed it; empty where the user is unknown here."""
        return self.others[0].typed.by


def describe_conflicts(db: Session) -> list[DescribedConflict]:
    """Return the conflicts that are to decide, the newest first; values that belong together stand together."""
    found = open_conflicts(db)
    changes = [(one.table, one.key, said.stamp) for one in found for said in (one.holds, *one.others)]
    typed = who_typed(db, changes)
    return [_described(db, one, typed) for one in found]


def _described(db: Session, one: OpenConflict, typed: Mapping[Change, Typed]) -> DescribedConflict:
    def told(said: Said) -> ToldValue:
        lines = tuple(
            (field_word(name), told_value(db, one.table, name, said.values[name])) for name in one.fields
        )
        return ToldValue(said.seq, lines, typed.get((one.table, one.key, said.stamp), Typed()))

    return DescribedConflict(
        one,
        table_word(one.table),
        name_of_row(db, one.table, one.key),
        ", ".join(field_word(name) for name in one.fields),
        told(one.holds),
        tuple(map(told, one.others)),
        can_keep_both(one),
    )
