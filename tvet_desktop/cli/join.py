"""Join a programme with an invitation file."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.cli.password import read_password
from tvet_desktop.shared.translation import _

NAME = "join"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, help="invitation file, made by “invite”")


def run(app: App, arguments: Namespace) -> Outcome:
    """Make this PC's keys and first account, and read what the invitation brings along."""
    account = NewAccount(arguments.user, arguments.user, read_password())
    founded = app.join(invitation=arguments.file, account=account)
    return Outcome(
        [
            _("This PC has joined. Copy its recovery code to paper and keep it locked away:"),
            founded.recovery_code,
            _("Send your first sync file back, so that the others know this PC."),
        ],
        {"recovery_code": founded.recovery_code},
    )
