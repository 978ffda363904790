"""When a certificate of a person was last revoked: an approval from before it counts for nothing any more."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate, WithdrawnStatement
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import Scope, scope_of


def last_revoked(db: Session, course_id: int, merged: Mapping[int, int]) -> dict[tuple[int, str], int]:
    """Return the stamp of the last revocation in a course, by the person that counts and the kind.

    Stamps order what happened on several PCs better than days, which people type.
    """
    query = (
        select(Certificate.person_id, Certificate.kind, WithdrawnStatement.id, WithdrawnStatement.changed_at)
        .join(WithdrawnStatement, WithdrawnStatement.statement_hash == Certificate.statement_hash)
        .where(
            not_deleted(Certificate, WithdrawnStatement),
            Certificate.course_id == course_id,
            WithdrawnStatement.replaced_by == "",
        )
    )
    found: dict[tuple[int, str], int] = {}
    for person_id, kind, row_id, stamp in db.execute(query):
        if scope_of(row_id) == Scope.SHARED:
            key = merged.get(person_id, person_id), kind
            found[key] = max(found.get(key, 0), stamp)
    return found
