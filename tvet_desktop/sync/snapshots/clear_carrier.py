"""Take the place of destroyed sync files on a carrier with empty ones: their names stay, so that nobody misses them."""

from collections.abc import Generator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.storage.database import Database
from tvet_desktop.sync.carriers.carrier import Carrier, bundle_name
from tvet_desktop.sync.carriers.status import Status
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.snapshots.covered import IS_DESTROYED
from tvet_desktop.sync.snapshots.destroy_covered import destroyed_through


def clear_carrier(
    database: Database, carrier: Carrier, statuses: Sequence[Status]
) -> Generator[None, None, int]:
    """Empty the files of destroyed bundles one by one, unless a status says that it was done.

    Returns:
        The number of the snapshot up to which all is destroyed there.

    Raises:
        CarrierUnreachable: the carrier does not serve any more; the next act goes on.
    """
    with database.reading() as db:
        through = destroyed_through(db)
        done = max((status.destroyed for status in statuses), default=0)
        if through <= done:
            return done
        names = destroyed_names(db)
    for name in names:
        if carrier.size(name):
            carrier.put(name, b"")
        yield
    return through


def destroyed_names(db: Session) -> list[str]:
    """Return the names of bundles that are here without their content."""
    query = select(StoredBundle.log, StoredBundle.number, StoredBundle.hash).where(IS_DESTROYED)
    return [
        bundle_name(log, number, hash_) for log, number, hash_ in db.execute(query.order_by(StoredBundle.id))
    ]
