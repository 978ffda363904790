"""How many removals are too many for a clerk: more than 5 % of a table of one college need a coordinator."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.accounts.rules import may
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import Synced, key_columns, not_deleted, table_of
from tvet_desktop.storage.ids import SCOPE_SHIFT

SHARE = 20
"""More than the twentieth part, 5 %, of the rows of a table of one college."""
FEWEST = 3
"""One or two rows are everyday work, also in a small table."""


class NeedsCoordinator(UserError):
    """Too much would be removed by somebody who may not decide that."""

    def __init__(self, removed: int, of: int) -> None:
        super().__init__(removed, of)
        self.removed = removed
        self.of = of

    def sentence(self) -> str:
        """Say how much it is, and who may."""
        return _(
            "This would remove {removed} of {of} entries, more than 5 %, and nothing was removed: ask a coordinator to"
            " do it."
        ).format(removed=self.removed, of=self.of)


def needs_coordinator(removed: int, of: int) -> bool:
    """Tell whether removing so many of so many rows needs a coordinator."""
    return removed >= FEWEST and removed * SHARE > of


def require_coordinator(db: Session, *, model: type[Synced], scope: int, removed: int, by: int) -> None:
    """Refuse to remove many rows of a college for a user who is no coordinator; call it before removing.

    Raises:
        NeedsCoordinator: it is more than 5 %, and the role of ``by`` does not include it.
    """
    table = table_of(model)
    first = table.c[key_columns(table)[0]]
    here = first.between(scope << SCOPE_SHIFT, ((scope + 1) << SCOPE_SHIFT) - 1)
    of = db.scalar(select(func.count()).select_from(table).where(not_deleted(model), here)) or 0
    user = db.get(User, by)
    if needs_coordinator(removed, of) and not (user and may(user.role, "agree_removals")):
        raise NeedsCoordinator(removed, of)
