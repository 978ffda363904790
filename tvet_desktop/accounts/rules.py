"""Who may do what on this PC, and what a password needs."""

from tvet_desktop.accounts.models import Role
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

SHORTEST_PASSWORD = 10

MAY = {
    "edit_people": {Role.CLERK, Role.TRAINER, Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "match_people": {Role.NATIONAL, Role.ADMINISTRATOR},
    "erase_people": {Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "mark": {Role.CLERK, Role.TRAINER, Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "edit_courses": {Role.CLERK, Role.TRAINER, Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "close_courses": {Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "set_rules": {Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "holidays": {Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "logos": {Role.NATIONAL, Role.ADMINISTRATOR},
    "evaluations": {Role.CLERK, Role.TRAINER, Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "edit_ideas": {Role.CLERK, Role.TRAINER, Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "waive": {Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "set_certificates": {Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "templates": {Role.NATIONAL, Role.ADMINISTRATOR},
    "approve_certificates": {Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "print_certificates": {Role.TRAINER, Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "export_register": {Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR, Role.AUDITOR},
    "withdraw_certificates": {Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "decide_revocations": {Role.NATIONAL, Role.ADMINISTRATOR},
    "sync": {Role.CLERK, Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "agree_removals": {Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "backups": {Role.CLERK, Role.TRAINER, Role.COORDINATOR, Role.NATIONAL, Role.ADMINISTRATOR},
    "restore": {Role.ADMINISTRATOR},
    "users": {Role.ADMINISTRATOR},
}


class NotAllowed(UserError):
    """The role of the user does not include this action."""

    def sentence(self) -> str:
        """Say who can help."""
        return _("Your role does not allow this: ask a coordinator or the administrator of this PC.")


class PasswordTooShort(UserError):
    """Shorter than ten characters."""

    def sentence(self) -> str:
        """Say how long it must be."""
        return _(
            "The password is too short: use at least {count} characters, for example four words."
        ).format(count=SHORTEST_PASSWORD)


def may(role: str, action: str) -> bool:
    """Tell whether a user with this role may do ``action``, a key of ``MAY``."""
    return role in MAY[action]


def require(role: str, action: str) -> None:
    """Refuse what the role does not include.

    Raises:
        NotAllowed: the role does not include the action.
    """
    if not may(role, action):
        raise NotAllowed


def check_password(password: str) -> None:
    """Refuse a password that is too easy to guess.

    Raises:
        PasswordTooShort: it has fewer than ten characters.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort
