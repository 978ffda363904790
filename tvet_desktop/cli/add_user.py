"""Add a user of this PC."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.accounts.models import ROLES, Role
from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.cli.password import read_new_password
from tvet_desktop.shared.translation import _

NAME = "add-user"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("name", help="user name of the new user")
    parser.add_argument("--display-name", default="", help="name that the lists show")
    parser.add_argument("--role", required=True, type=str.upper, choices=[role.value for role in ROLES])


def run(app: App, arguments: Namespace) -> Outcome:
    """Add the user, with the password from TVET_NEW_PASSWORD or a prompt."""
    require(app.user.role, "users")
    user_id = app.add_user(
        username=arguments.name,
        display_name=arguments.display_name,
        role=Role(arguments.role),
        password=read_new_password(),
    )
    return Outcome([_("The user can sign in on this PC now.")], {"user_id": user_id})
