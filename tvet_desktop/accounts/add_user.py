"""Add a user, or change what a user is here for."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.queries import usernames_in_use
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import fold_name, nfc
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.database import new_id


class UsernameTaken(UserError):
    """Somebody known on this PC has the username already."""

    def __init__(self, username: str) -> None:
        super().__init__(username)
        self.username = username

    def sentence(self) -> str:
        """Ask for another."""
        return _("The user name “{name}” is taken: choose another, for example with a number.").format(
            name=self.username
        )


class UsernameEmpty(UserError):
    """Nothing that can be typed at sign-in was given."""

    def sentence(self) -> str:
        """Ask for one."""
        return _("A user name is missing: give one with at least one letter.")


@dataclass(frozen=True)
class UserAdded:
    """The new user's id."""

    user_id: int


def add_user(db: Session, *, scope: int, username: str, display_name: str, role: Role) -> UserAdded:
    """Add a user of this PC. The password is not part of it: it goes into a key slot.

    Raises:
        UsernameEmpty: nothing is left of the username.
        UsernameTaken: another user that this PC knows has it.
    """
    username = nfc(username)
    if not fold_name(username):
        raise UsernameEmpty
    if fold_name(username) in usernames_in_use(db):
        raise UsernameTaken(username)

    user = User(
        id=new_id(db, scope), username=username, display_name=nfc(display_name) or username, role=role.value
    )
    db.add(user)
    return UserAdded(user.id)
