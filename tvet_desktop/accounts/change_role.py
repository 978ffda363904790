"""Change what a user is here for."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import Role, User
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.known import known
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


def change_role(db: Session, *, user_id: int, role: Role, may_sign_in: Collection[int]) -> RoleChanged:
    """Give a user another role.

    Args:
        db: an open transaction.
        user_id: whose role it is.
        role: one of ``ROLES``.
        may_sign_in: the users with a password on this PC; administrators of other PCs cannot help here.

    Raises:
        LastAdministrator: no administrator would be left on this PC.
    """
    user = db.get_one(User, user_id)
    earlier = known(Role, user.role, Role.UNKNOWN)
    if role == Role.UNKNOWN:
        raise ValueError(role)
    if earlier == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR:
        refuse_last_administrator(db, user_id, may_sign_in)

    user.role = role.value
    return RoleChanged(user_id, earlier)


def refuse_last_administrator(db: Session, user_id: int, may_sign_in: Collection[int]) -> None:
    """Refuse to lose the only administrator who can sign in on this PC.

    Raises:
        LastAdministrator: so it is.
    """
    administrators = select(User.id).where(not_deleted(User), User.role == Role.ADMINISTRATOR.value)
    here = {one for one in db.scalars(administrators) if one in may_sign_in}
    if here <= {user_id}:
        raise LastAdministrator
