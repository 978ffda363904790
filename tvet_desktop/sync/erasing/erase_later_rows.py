"""Rows that were linked to somebody after they were erased, elsewhere and unknowing, are erased as well."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.erasing.models import Erasure
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.sync.erasing.blank_rows import blank_rows
from tvet_desktop.sync.erasing.erased import erased_keys, load_erased
from tvet_desktop.sync.erasing.rows_of_person import rows_of
from tvet_desktop.sync.own_colleges import own_colleges


def erase_later_rows(db: Session) -> int:
    """List the rows that lead to somebody who was erased and that no erasure lists, and blank them; return how many.

    Their links may change, so that only a list says on every PC the same about them. PCs list rows of the colleges
    that they write for. Call ``settle_erased`` once it is committed.
    """
    acts = {act.person_id: act for act in db.scalars(select(Erasure).order_by(Erasure.id))}
    if not acts:
        return 0
    mine = {college.scope for college in own_colleges(db)}
    listed, count = load_erased(db).rows, 0
    for person_id, act in acts.items():
        scope = scope_of(person_id)
        rows = [] if scope not in mine else sorted(set(rows_of(db, [person_id])) - listed)
        rows = [row for row in rows if scope_of(row[1]) == scope]
        if rows:
            db.add(
                Erasure(
                    id=new_id(db, scope),
                    person_id=person_id,
                    rows=json.dumps(rows, separators=(",", ":")),
                    reason=act.reason,
                    on_date=act.on_date,
                    said_by=None,
                )
            )
            count += len(rows)
    if count:
        db.flush()
        blank_rows(db, erased_keys(db, load_erased(db)))
    return count
