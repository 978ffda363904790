"""The words for roles, asked at run time."""

from tvet_desktop.accounts.models import Role
from tvet_desktop.shared.translation import _


def role_word(role: Role) -> str:
    """Name a role."""
    return {
        Role.CLERK: _("Clerk"),
        Role.TRAINER: _("Trainer"),
        Role.COORDINATOR: _("Coordinator"),
        Role.REVIEWER: _("Reviewer"),
        Role.NATIONAL: _("National officer"),
        Role.AUDITOR: _("Auditor"),
        Role.ADMINISTRATOR: _("Administrator"),
        Role.UNKNOWN: _("Unknown: update the app"),
    }[role]


def role_sentence(role: Role) -> str:
    """Say what a role is for."""
    return {
        Role.CLERK: _("Clerk: people, sessions and marks"),
        Role.TRAINER: _("Trainer: courses, marks, prints approved certificates"),
        Role.COORDINATOR: _("Coordinator: also closes courses, approves certificates, sends sync files"),
        Role.REVIEWER: _("Reviewer: scores ideas or candidates"),
        Role.NATIONAL: _("National officer: all colleges"),
        Role.AUDITOR: _("Auditor: reads everything, changes nothing"),
        Role.ADMINISTRATOR: _("Administrator: users and this PC"),
        Role.UNKNOWN: _("A role of a newer version of the app"),
    }[role]
