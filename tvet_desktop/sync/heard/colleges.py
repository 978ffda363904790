"""The board of the national office: where each college stands, by what has come from its PCs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tvet_desktop.certificates.models import Certificate
from tvet_desktop.courses.models import Course
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import SCOPE_SHIFT, scope_of
from tvet_desktop.storage.local_tables import Conflict
from tvet_desktop.sync.heard.standings import PcStanding, standings
from tvet_desktop.sync.heard.who_has_what import WhoHasWhat, who_has_what
from tvet_desktop.sync.this_pc import load_this_pc

WEEK = timedelta(days=7)
QUIET = timedelta(days=14)
"""A college that was not heard of for longer than this is asked what happened."""


@dataclass(frozen=True)
class CollegeStanding:
    """One college.

    Args:
        pcs: how many PCs stand there and belong to the programme.
        heard_at: when the last of them said something that is known here; the present moment where it is this PC.
        is_quiet: no word came from it for two weeks, although it has a PC.
        missing: bundles of its PCs that exist and are not here.
        waiting: bundles of its PCs that are here and wait for others.
        lacks: bundles of this PC that not all PCs of the college have confirmed.
        changes_week: changes that its PCs made within the last seven days, as far as they are here.
        conflicts: values changed on two PCs that nobody has decided yet.
    """

    scope: int
    name: str
    pcs: int
    heard_at: datetime | None
    is_quiet: bool
    missing: int
    waiting: int
    lacks: int
    changes_week: int
    conflicts: int
    people: int
    courses: int
    certificates: int


def college_standings(db: Session, now: datetime) -> list[CollegeStanding]:
    """Return where each college stands, by name. On a college's PC the figures are those of its own college."""
    pcs = standings(db, now).pcs
    known = who_has_what(db)
    merged = Counter(map(scope_of, merged_ids(db)))
    people, courses = _count(db, Person.id, not_deleted(Person)), _count(db, Course.id, not_deleted(Course))
    certificates = _count(db, Certificate.id, not_deleted(Certificate))
    conflicts = _count(db, Conflict.key_a, Conflict.settled.is_(False))
    home = load_this_pc(db).home_scope
    rows = []
    for college in list_colleges(db):
        scope = college.scope
        there = [pc for pc in pcs if not pc.is_withdrawn and _stands_at(pc, scope, home)]
        heard = [now if pc.is_this_pc else pc.heard_at for pc in there]
        newest = max((moment for moment in heard if moment is not None), default=None)
        rows.append(
            CollegeStanding(
                scope,
                college.official_name,
                len(there),
                newest,
                bool(there) and (newest is None or now - newest > QUIET),
                sum(pc.missing for pc in there),
                sum(pc.waiting for pc in there),
                max((pc.lacks_own[0] for pc in there), default=0),
                _changes_since(known, there, now - WEEK),
                conflicts.get(scope, 0),
                people.get(scope, 0) - merged[scope],
                courses.get(scope, 0),
                certificates.get(scope, 0),
            )
        )
    return sorted(rows, key=lambda row: row.name.casefold())


def _stands_at(pc: PcStanding, scope: int, home: int) -> bool:
    return scope == home if pc.is_this_pc else pc.scopes[:1] == (scope,)


def _changes_since(known: WhoHasWhat, pcs: Sequence[PcStanding], since: datetime) -> int:
    first = since.timestamp()
    return sum(
        bundle.changes
        for pc in pcs
        for bundle in known.of_pc.get(pc.id, ())
        if bundle.applied > 0 and bundle.said_at >= first
    )


def _count(db: Session, key: InstrumentedAttribute[int], where: ColumnElement[bool]) -> dict[int, int]:
    """Return how many rows there are by the scope of their key."""
    # written out: a server shifts by 32 bits only, and takes the same parameter for two
    scope = key.op(">>")(literal_column(str(SCOPE_SHIFT)))
    return {
        int(of): int(count)
        for of, count in db.execute(select(scope, func.count()).where(where).group_by(scope))
    }
