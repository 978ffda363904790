"""Say that two entries of different colleges are one person, or that they are two."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.people.matching.match_rules import load_entries
from tvet_desktop.people.matching.models import MatchAct, PersonMatch
from tvet_desktop.people.matching.tell_colleges import tell_colleges
from tvet_desktop.shared.text import nfc
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope


@dataclass(frozen=True)
class MatchDecided:
    """To undo: ``take_back_match``. ``told`` counts the lines that colleges hear anew."""

    match_id: int
    act: MatchAct
    told: int


def decide_match(
    db: Session,
    *,
    first_id: int,
    second_id: int,
    act: MatchAct,
    reason: str = "",
    by: int | None,
    on_date: date,
) -> MatchDecided:
    """Keep what was found out about two entries; what was said of them before holds no longer.

    Nothing of the entries changes: each college keeps its own, with its marks and certificates. Both colleges hear
    with the next sync file that they have somebody in common, and with which college; the national office counts
    one person. Only for PCs of the national office: the row is in their scope.

    Raises:
        NotFound: one of them is not, or no longer, here.
        SamePerson, PeopleOfOneCollege: they cannot be matched.
    """
    first, second = load_entries(db, first_id, second_id)
    row = PersonMatch(
        id=new_id(db, Scope.NATIONAL),
        first_id=first.id,
        second_id=second.id,
        act=act.value,
        on_date=on_date,
        said_by=by,
        reason=nfc(reason),
    )
    db.add(row)
    db.flush()
    return MatchDecided(row.id, act, tell_colleges(db))
