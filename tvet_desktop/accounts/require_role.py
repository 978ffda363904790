"""Refuse an action that the role of whoever asks does not include."""

from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.accounts.rules import require


def require_role(db: Session, by: int | None, action: str) -> None:
    """Do nothing if the user ``by`` may do ``action``, a key of ``MAY``.

    ``by`` is None for commands that act for the PC's owner.

    Raises:
        NotAllowed: the role of the user does not include it.
    """
    user = None if by is None else db.get(User, by)
    if user is not None:
        require(user.role, action)
