"""What is held until a coordinator agrees, in a reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.conflict_words import table_word
from tvet_desktop.sync.conflicts.typed import name_of_pc
from tvet_desktop.sync.removals.models import HeldRemoval
from tvet_desktop.sync.row_names import name_of_row

MOST_NAMES = 300


@dataclass(frozen=True)
class RemovedRows:
    """The rows of one table of one college that would go: how many of how many, and the names of the first."""

    kind: str
    college: str
    count: int
    of: int
    names: tuple[str, ...]

    @property
    def share(self) -> int:
        """How much of the table it is, in whole percent, rounded up."""
        return -(-100 * self.count // self.of) if self.of else 100


@dataclass(frozen=True)
class Held:
    """What one PC wants to remove."""

    id: int
    pc: str
    rows: tuple[RemovedRows, ...]


def list_held(db: Session) -> list[Held]:
    """Return what waits for a coordinator's decision."""
    colleges = {college.scope: college.short_name for college in list_colleges(db)}
    colleges |= {Scope.SHARED: _("Shared lists"), Scope.NATIONAL: _("National office")}
    found = db.scalars(select(HeldRemoval).where(HeldRemoval.decided_at.is_(None)).order_by(HeldRemoval.id))
    return [
        Held(
            held.id,
            name_of_pc(db, held.device),
            tuple(_rows(db, one, colleges) for one in held.removed),
        )
        for held in found
    ]


def count_held(db: Session) -> int:
    """Return how many PCs' removals wait for a decision."""
    query = select(func.count()).select_from(HeldRemoval).where(HeldRemoval.decided_at.is_(None))
    return db.scalar(query) or 0


def keys_of(one: dict[str, Any]) -> Sequence[tuple[int, int]]:
    """Return the keys of the rows of one table that are held."""
    return [(key[0], key[1]) for key in one["keys"]]


def _rows(db: Session, one: dict[str, Any], colleges: dict[int, str]) -> RemovedRows:
    keys, table = keys_of(one), one["table"]
    names = sorted(name for key in keys[:MOST_NAMES] if (name := name_of_row(db, table, key)))
    college = colleges.get(one["scope"], str(one["scope"]))
    return RemovedRows(table_word(table), college, len(keys), one["of"], tuple(names))
