"""Lines of the queue of the national office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tvet_desktop.courses.rules import day_text
from tvet_desktop.people.duplicates.find_duplicates import DuplicatePair
from tvet_desktop.people.matching.find_matches import DecidedPair
from tvet_desktop.people.matching.models import MatchAct
from tvet_desktop.people.queries import PersonRow
from tvet_desktop.shared.translation import _, ngettext
from ui.widgets.column import Column


@dataclass(frozen=True)
class MatchRow:
    """Two entries; ``act`` is None as long as nobody decided. ``colleges`` are short names."""

    first: PersonRow
    second: PersonRow
    colleges: tuple[str, str]
    score: int = 0
    why: str = ""
    act: MatchAct | None = None
    match_id: int | None = None
    decided_on: str = ""
    decided_by: str = ""

    @classmethod
    def of_pair(cls, pair: DuplicatePair, colleges: Mapping[int, str]) -> "MatchRow":
        """Return a pair that waits for a decision."""
        why = ", ".join(reason.sentence() for reason in pair.reasons)
        return cls(pair.first, pair.second, _names(pair.first, pair.second, colleges), pair.score, why)

    @classmethod
    def of_decision(cls, pair: DecidedPair, colleges: Mapping[int, str]) -> "MatchRow":
        """Return a pair that was decided."""
        return cls(
            pair.first,
            pair.second,
            _names(pair.first, pair.second, colleges),
            act=pair.act,
            match_id=pair.match_id,
            decided_on=day_text(pair.on_date),
            decided_by=pair.by,
        )

    @property
    def key(self) -> tuple[int, int]:
        """What makes it the same line after it was decided."""
        return min(self.first.id, self.second.id), max(self.first.id, self.second.id)

    def decided_words(self) -> str:
        """Say what was decided, when and by whom; that it waits where nobody decided."""
        if self.act is None:
            return _("to decide")
        said = _("one person") if self.act == MatchAct.SAME else _("two people")
        if not self.decided_by:
            return _("{decision}, {date}").format(decision=said, date=self.decided_on)
        return _("{decision}, {date}, {name}").format(
            decision=said, date=self.decided_on, name=self.decided_by
        )


def match_columns() -> list[Column[MatchRow]]:
    """Return what a line shows."""
    return [
        Column("first", lambda: _("Person"), lambda row: named(row, 0), width=32),
        Column("second", lambda: _("Perhaps the same"), lambda row: named(row, 1), width=32),
        Column("decision", lambda: _("Decision"), MatchRow.decided_words, width=26),
        Column(
            "score",
            lambda: _("Score"),
            lambda row: str(row.score) if row.act is None else "",
            sort_key=lambda row: row.score,
            is_number=True,
            width=10,
        ),
        Column("why", lambda: _("Why"), lambda row: row.why, width=40),
    ]


def matches_state(rows: Sequence[MatchRow]) -> str:
    """Say how many wait and how many were decided."""
    waiting = sum(row.act is None for row in rows)
    same = sum(row.act == MatchAct.SAME for row in rows)
    parts = []
    if waiting:
        parts.append(
            ngettext(
                "{count} pair to look at · a score of 80 means that about 80 of 100 such pairs are one person",
                "{count} pairs to look at · a score of 80 means that about 80 of 100 such pairs are one person",
                waiting,
            ).format(count=waiting)
        )
    if same:
        words = ngettext("{count} pair is one person", "{count} pairs are one person each", same)
        parts.append(words.format(count=same))
    return " · ".join(parts)


def named(row: MatchRow, side: int) -> str:
    """Return the name of one of both with the college, since both may be written alike."""
    person = (row.first, row.second)[side]
    return _("{name} ({college})").format(name=person.name, college=row.colleges[side])


def _names(first: PersonRow, second: PersonRow, colleges: Mapping[int, str]) -> tuple[str, str]:
    return colleges.get(first.college_scope, "–"), colleges.get(second.college_scope, "–")
