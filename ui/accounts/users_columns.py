"""The columns of the list of users."""

from dataclasses import dataclass

from tvet_desktop.accounts.queries import UserRow
from tvet_desktop.shared.translation import _
from ui.accounts.words import role_word
from ui.widgets.column import Column


@dataclass(frozen=True)
class UserLine:
    """A user, whether they have a password here, and whether this PC may change what they are."""

    user: UserRow
    can_sign_in: bool
    is_ours: bool


def users_columns() -> list[Column[UserLine]]:
    """Return them, the human name first."""
    return [
        Column("name", lambda: _("Name"), lambda line: line.user.display_name, width=28),
        Column("username", lambda: _("User name"), lambda line: line.user.username, width=18),
        Column("role", lambda: _("Role"), lambda line: role_word(line.user.role), width=18),
        Column(
            "here",
            lambda: _("On this PC"),
            lambda line: _("✓ signs in here") if line.can_sign_in else _("no password here"),
            width=18,
            tone=lambda line: "good" if line.can_sign_in else "muted",
        ),
        Column(
            "warning",
            lambda: _("Look at"),
            lambda line: (
                _("! another user has this user name: change one") if line.user.shares_username else ""
            ),
            width=40,
            tone=lambda _line: "attention",
        ),
    ]
