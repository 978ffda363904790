"""Erase a person: what says who it was goes, on every PC that learns of it; figures stay."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.people.erasing.models import ErasingReason, Erasure
from tvet_desktop.people.loading import load_person
from tvet_desktop.people.merging.merged import one_person
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.sync.erasing.blank_rows import blank_rows
from tvet_desktop.sync.erasing.erased import erased_keys, load_erased
from tvet_desktop.sync.erasing.rows_of_person import rows_of, scans_of
from tvet_desktop.sync.own_colleges import own_colleges


class OtherCollegesPerson(UserError):
    """The person, or another entry of theirs, belongs to a college that this PC does not write for."""

    def sentence(self) -> str:
        """Say who can."""
        return _(
            "This person, or another entry of theirs, belongs to another college: ask that college or the national"
            " office to erase them."
        )


@dataclass(frozen=True)
class PersonErased:
    """How many entries of the person were erased. It cannot be undone."""

    entries: int


def erase_person(
    db: Session, *, person_id: int, reason: ErasingReason, with_scans: bool, by: int | None, on_date: date
) -> PersonErased:
    """Erase a person with all entries that were merged with it. Call ``settle_erased`` once it is committed.

    It may be done again, for what was written about the person since. ``with_scans`` also destroys the pictures of
    signed pages on which the person stands.

    Raises:
        NotFound: the person is not here.
        OtherCollegesPerson: nothing was changed.
    """
    load_person(db, person_id)
    people = one_person(db, person_id)
    mine = {college.scope for college in own_colleges(db)}
    if not {scope_of(one) for one in people} <= mine:
        raise OtherCollegesPerson
    rows = [*rows_of(db, people), *(scans_of(db, people) if with_scans else ())]
    for one in people:
        listed = [row for row in rows if scope_of(row[1]) == scope_of(one)] if one == people[0] else []
        db.add(
            Erasure(
                id=new_id(db, scope_of(one)),
                person_id=one,
                rows=json.dumps(sorted(listed), separators=(",", ":")) if listed else "",
                reason=reason.value,
                on_date=on_date,
                said_by=by,
            )
        )
    db.flush()
    blank_rows(db, erased_keys(db, load_erased(db)))
    return PersonErased(len(people))
