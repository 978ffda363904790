"""Put the logos of the programme, or of a college, in another order."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.programme.logos.loading import load_logo
from tvet_desktop.programme.logos.queries import list_logos
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class LogosOrdered:
    """To undo: order them again as they stood ``earlier``."""

    earlier: tuple[int, ...]


def order_logos(db: Session, *, logo_ids: Sequence[int], by: int | None) -> LogosOrdered:
    """Let the logos stand on papers in this order, from left to right; all are of one scope.

    Raises:
        NotAllowed: the role of the user does not include it.
        NotFound: one of them is not, or no longer, there.
    """
    require_role(db, by, "logos")
    scopes = {scope_of(logo_id) for logo_id in logo_ids}
    if len(scopes) > 1:
        raise ValueError(scopes)
    earlier = tuple(row.id for row in list_logos(db, scopes)) if scopes else ()
    for rank, logo_id in enumerate(logo_ids, 1):
        load_logo(db, logo_id).rank = rank
    return LogosOrdered(earlier)
