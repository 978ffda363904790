"""What screens ask about users."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import Role, User
from tvet_desktop.shared.text import fold_name
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class UserRow:
    """A user as the list shows them. ``shares_username``: two PCs gave the same name; one should change."""

    id: int
    username: str
    display_name: str
    role: Role
    shares_username: bool


def list_users(db: Session) -> list[UserRow]:
    """Return all users by username."""
    users = db.scalars(select(User).where(not_deleted(User)).order_by(User.username, User.id)).all()
    times = Counter(fold_name(user.username) for user in users)
    return [
        UserRow(u.id, u.username, u.display_name, Role(u.role), times[fold_name(u.username)] > 1)
        for u in users
    ]


def user_by_id(db: Session, user_id: int) -> UserRow | None:
    """Return one user, or None where the id is unknown here (a row from a PC whose users never came)."""
    return next((row for row in list_users(db) if row.id == user_id), None)


def usernames_in_use(db: Session) -> set[str]:
    """Return the folded usernames that this PC knows."""
    return {fold_name(username) for username in db.scalars(select(User.username).where(not_deleted(User)))}
