"""The queue of the national office: entries of different colleges that may be one person."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.people.duplicates.candidates import load_candidates
from tvet_desktop.people.duplicates.find_duplicates import DuplicatePair
from tvet_desktop.people.duplicates.likely_pairs import likely_pairs
from tvet_desktop.people.matching.matched import decisions, groups_of
from tvet_desktop.people.matching.models import MatchAct
from tvet_desktop.people.queries import PersonRow, people_by_id
from tvet_desktop.shared.known import known
from tvet_desktop.storage.ids import scope_of


def find_matches(db: Session) -> list[DuplicatePair]:
    """Return the likely pairs of people of different colleges about whom nothing was said, the likeliest first.

    Who is one person through a third entry is not proposed either.
    """
    said = decisions(db)
    groups = groups_of(pair for pair, row in said.items() if row.act == MatchAct.SAME)
    group_of = {one: number for number, group in enumerate(groups) for one in group}
    found = []
    for first, second, likeness in likely_pairs(load_candidates(db)):
        pair = (min(first.id, second.id), max(first.id, second.id))
        is_one = first.id in group_of and group_of[first.id] == group_of.get(second.id)
        if scope_of(first.id) != scope_of(second.id) and pair not in said and not is_one:
            found.append((*pair, likeness))
    rows = people_by_id(db, {one for pair in found for one in pair[:2]})
    return [DuplicatePair(rows[one], rows[two], like.score, like.reasons) for one, two, like in found]


@dataclass(frozen=True)
class DecidedPair:
    """What was said last of two entries; ``by`` is empty where the user is unknown."""

    match_id: int
    first: PersonRow
    second: PersonRow
    act: MatchAct
    on_date: date
    by: str
    reason: str


def list_decided(db: Session) -> list[DecidedPair]:
    """Return what holds of pairs that somebody looked at, the newest first."""
    said = decisions(db)
    people = people_by_id(db, {one for pair in said for one in pair})
    pairs = []
    for (first, second), row in sorted(said.items(), key=lambda one: (one[1].changed_at, one[1].id)):
        user = None if row.said_by is None else db.get(User, row.said_by)
        act = known(MatchAct, row.act, MatchAct.DIFFERENT)
        by = user.display_name if user else ""
        pairs.append(DecidedPair(row.id, people[first], people[second], act, row.on_date, by, row.reason))
    return pairs[::-1]
