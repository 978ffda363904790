"""Found a programme on this PC."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.cli.password import read_password
from tvet_desktop.programme.found_programme import DEFAULT_NAME
from tvet_desktop.shared.translation import _

NAME = "init"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--college", required=True, help="code of this PC's college, such as HUY")
    parser.add_argument("--name", default=DEFAULT_NAME, help="name of the programme")


def run(app: App, arguments: Namespace) -> Outcome:
    """Make the authority, the first account and the recovery code."""
    account = NewAccount(arguments.user, arguments.user, read_password())
    founded = app.found(college_code=arguments.college, account=account, name=arguments.name)
    return Outcome(
        [
            _("The programme is founded. Copy this recovery code to paper and keep it locked away:"),
            founded.recovery_code,
        ],
        {"recovery_code": founded.recovery_code},
    )
