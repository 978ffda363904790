"""What the writer of a bundle had seen of the others' changes."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.storage.history import Key, bundles_of, is_unsent
from tvet_desktop.storage.stamps import Stamp
from tvet_desktop.sync.models import StoredBundle


class Knowledge:
    """Somebody who has seen each chain of bundles up to a number."""

    def __init__(self, db: Session, seen: Mapping[str, int]) -> None:
        self._db = db
        self._seen = seen

    def knew_of(self, table: str, key: Key, stamp: Stamp) -> bool:
        """Tell whether they had seen the change of a row with this stamp."""
        if is_unsent(self._db, table, key, stamp):
            return False
        bundles = bundles_of(self._db, table, key, stamp)
        if not bundles:  # an earlier change of the same bundle, or erased
            return True
        places = select(StoredBundle.chain, StoredBundle.number).where(StoredBundle.id.in_(bundles))
        return any(
            self._seen.get(str(chain), 0) >= number for chain, number in self._db.execute(places).all()
        )
