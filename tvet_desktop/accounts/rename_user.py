"""Give a user another user name, for instance because a user of another PC has the same."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.accounts.add_user import UsernameEmpty, UsernameTaken
from tvet_desktop.accounts.models import User
from tvet_desktop.accounts.queries import usernames_in_use
from tvet_desktop.shared.text import fold_name, nfc


@dataclass(frozen=True)
class UserRenamed:
    """What they signed in with before."""

    user_id: int
    earlier: str


def rename_user(db: Session, *, user_id: int, username: str) -> UserRenamed:
    """Change a user name. The key slot is found by the name: the user needs a new password along with it.

    Raises:
        UsernameEmpty: nothing is left of the username.
        UsernameTaken: another user that this PC knows has it.
    """
    username = nfc(username)
    user = db.get_one(User, user_id)
    if not fold_name(username):
        raise UsernameEmpty
    if fold_name(username) in usernames_in_use(db):
        raise UsernameTaken(username)
    earlier, user.username = user.username, username
    return UserRenamed(user_id, earlier)
