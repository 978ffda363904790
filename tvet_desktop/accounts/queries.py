"""What screens ask about users."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import Role, User
from tvet_desktop.shared.known import known
from tvet_desktop.shared.text import fold_name
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class UserRow:
    """A user as the list shows them. ``shares_username``: two PCs gave the same name; one should change.

    ``role`` is UNKNOWN, which may do nothing, where a newer version of the app gave another one.
    """

    id: int
    username: str
    display_name: str
    role: Role
    shares_username: bool


def list_users(db: Session) -> list[UserRow]:
    """Return all users by username."""
    users = db.scalars(select(User).where(not_deleted(User)).order_by(User.username, User.id)).all()
    times = Counter(fold_name(user.username) for user in users)
    return [_row(user, shares_username=times[fold_name(user.username)] > 1) for user in users]


def user_by_id(db: Session, user_id: int) -> UserRow | None:
    """Return one user, or None where the id is unknown here (a row from a PC whose users never came)."""
    user = db.get(User, user_id)
    if user is None or user.deleted:
        return None
    names = db.scalars(select(User.username).where(not_deleted(User)))
    same = [name for name in names if fold_name(name) == fold_name(user.username)]
    return _row(user, shares_username=len(same) > 1)


def _row(user: User, *, shares_username: bool) -> UserRow:
    role = known(Role, user.role, Role.UNKNOWN)
    return UserRow(user.id, user.username, user.display_name, role, shares_username)


def usernames_in_use(db: Session) -> set[str]:
    """Return the folded usernames that this PC knows."""
    return {fold_name(username) for username in db.scalars(select(User.username).where(not_deleted(User)))}
