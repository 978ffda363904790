"""Remove a user: the name stays in the history, the account does not."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.accounts.change_role import refuse_last_administrator
from tvet_desktop.accounts.models import User
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _


@dataclass(frozen=True)
class UserRemoved:
    """Who it was."""

    user_id: int
    display_name: str


def remove_user(db: Session, *, user_id: int, may_sign_in: Collection[int]) -> UserRemoved:
    """Remove a user on every PC. The key slot of this PC, and the key that they knew, are changed by ``App``.

    Args:
        db: an open transaction.
        user_id: who goes.
        may_sign_in: the users with a password on this PC.

    Raises:
        NotFound: there is no such user.
        LastAdministrator: no administrator would be left on this PC.
    """
    user = db.get(User, user_id)
    if user is None or user.deleted:
        raise NotFound(_("user"), user_id)
    refuse_last_administrator(db, user_id, may_sign_in)
    user.deleted = True
    return UserRemoved(user_id, user.display_name)
