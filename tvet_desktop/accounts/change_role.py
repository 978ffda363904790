"""Change what a user is here for."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import Role, User
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted


class LastAdministrator(UserError):
    """Nobody would be left who can add users or give new passwords."""

    def sentence(self) -> str:
        """Say what to do first."""
        return _("This is the last administrator: make another user administrator first.")


@dataclass(frozen=True)
class RoleChanged:
    """What is needed to change it back."""

    user_id: int
    earlier: Role


def change_role(db: Session, *, user_id: int, role: Role) -> RoleChanged:
    """Give a user another role.

    Raises:
        LastAdministrator: no administrator would be left.
    """
    user = db.get_one(User, user_id)
    earlier = Role(user.role)
    if earlier == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR:
        administrators = select(func.count()).where(not_deleted(User), User.role == Role.ADMINISTRATOR.value)
        if db.scalar(administrators) == 1:
            raise LastAdministrator

    user.role = role.value
    return RoleChanged(user_id, earlier)
