"""The national office puts what colleges have replaced on the list that everybody has."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import WithdrawnStatement
from tvet_desktop.certificates.withdrawing.withdrawn_statements import (
    published_statements,
    unpublished_replacements,
)
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope


@dataclass(frozen=True)
class ReplacementsPublished:
    """How many lines are new."""

    count: int


def publish_replacements(db: Session) -> ReplacementsPublished:
    """Publish each replaced statement that is not on the list; only on a PC that writes for all.

    A row that does not fit its code or its college is passed over.
    """
    found = unpublished_replacements(db, published_statements(db))
    for statement_hash, withdrawn in found.items():
        db.add(
            WithdrawnStatement(
                id=new_id(db, Scope.SHARED),
                statement_hash=statement_hash,
                reason=withdrawn.reason,
                replaced_by=withdrawn.replaced_by,
                on_date=withdrawn.on_date,
            )
        )
    db.flush()
    return ReplacementsPublished(len(found))
