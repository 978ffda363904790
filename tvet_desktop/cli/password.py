"""Passwords come from the environment or a prompt, never from the command line, where others could read them."""

import os
import sys
from getpass import getpass

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class PasswordMissing(UserError):
    """There is neither a password nor a terminal to ask at."""

    def __init__(self, variable: str) -> None:
        super().__init__(variable)
        self.variable = variable

    def sentence(self) -> str:
        """Say how to give one."""
        return _(
            "No password was given: put it into the variable {variable}, or run the command in a terminal."
        ).format(variable=self.variable)


class TextUnreadable(UserError):
    """A name or a password that is not UTF-8."""

    def sentence(self) -> str:
        """Say what to check."""
        return _(
            "A name or password has letters that cannot be read: set the terminal to UTF-8, or write it without accents."
        )


def read_password() -> str:
    """Return TVET_PASSWORD, or ask.

    Raises:
        PasswordMissing, TextUnreadable: see there.
    """
    return _read("TVET_PASSWORD", _("Password: "))


def read_new_password() -> str:
    """Return TVET_NEW_PASSWORD, the password of another user, or ask.

    Raises:
        PasswordMissing, TextUnreadable: see there.
    """
    return _read("TVET_NEW_PASSWORD", _("Password of the new user: "))


def read_recovery_code() -> str:
    """Return TVET_RECOVERY_CODE, or ask.

    Raises:
        PasswordMissing, TextUnreadable: see there.
    """
    return _read("TVET_RECOVERY_CODE", _("Recovery code: "))


def read_place_password() -> str:
    """Return TVET_PLACE_PASSWORD, the password of a place on the network, or ask.

    Raises:
        PasswordMissing, TextUnreadable: see there.
    """
    return _read("TVET_PLACE_PASSWORD", _("Password of the place: "))


def require_text(text: str) -> None:
    """Refuse what is not UTF-8.

    Raises:
        TextUnreadable: so it is.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise TextUnreadable from error


def _read(variable: str, question: str) -> str:
    password = os.environ.get(variable) or _ask(question)
    if not password:
        raise PasswordMissing(variable)
    require_text(password)
    return password


def _ask(question: str) -> str:
    """Ask at the terminal, or take the line that comes through a pipe; empty if there is neither."""
    try:
        if sys.stdin.isatty():
            return getpass(question)
        return sys.stdin.readline().rstrip("\r\n")
    except EOFError:
        return ""
    except UnicodeDecodeError as error:
        raise TextUnreadable from error
