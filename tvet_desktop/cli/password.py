"""Passwords come from the environment or a prompt, never from the command line, where others could read them."""

import os
from getpass import getpass

from tvet_desktop.shared.translation import _


def read_password() -> str:
    """Return TVET_PASSWORD, or ask."""
    return os.environ.get("TVET_PASSWORD") or getpass(_("Password: "))


def read_new_password() -> str:
    """Return TVET_NEW_PASSWORD, the password of another user, or ask."""
    return os.environ.get("TVET_NEW_PASSWORD") or getpass(_("Password of the new user: "))
