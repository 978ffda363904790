"""Remember that two likely duplicates are two people, so that they are not proposed again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.people.merging.join_people import add_act
from tvet_desktop.people.merging.merge_rules import load_pair
from tvet_desktop.people.models import MergeAct, PersonMerge


@dataclass(frozen=True)
class ToldApart:
    """To undo: ``undo_tell_apart``."""

    act_id: int


def tell_apart(
    db: Session, *, first_id: int, second_id: int, by: int | None, on_date: date, reason: str = ""
) -> ToldApart:
    """Keep that somebody looked at two people and found that they are two.

    Raises:
        NotFound, SamePerson, AlreadyOnePerson, PeopleOfTwoColleges: there are no two people to tell apart here.
    """
    first, second = load_pair(db, first_id, second_id)
    return ToldApart(add_act(db, MergeAct.SEPARATED, first, second, reason, by, on_date).id)


def undo_tell_apart(db: Session, *, told: ToldApart) -> None:
    """Forget it: the two are proposed again."""
    db.get_one(PersonMerge, told.act_id).deleted = True
