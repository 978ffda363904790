"""Put this PC in the place of the lost one that founded the programme, with paper and a stick."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.cli.password import read_password, read_recovery_code
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.queries import list_pcs

NAME = "replace-office"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes; the code on paper comes from TVET_RECOVERY_CODE or a prompt."""
    parser.add_argument("paths", nargs="+", type=Path, help="sticks, folders, sync files of any PC")


def run(app: App, arguments: Namespace) -> Outcome:
    """Make this PC a national one that holds the authority, with all that these files hold."""
    account = NewAccount(arguments.user, arguments.user, read_password())
    app.replace_office(paths=arguments.paths, recovery_code=read_recovery_code(), account=account)
    with app.database.reading() as db:
        rows = list_pcs(db)
    lines = [
        _("This PC holds the authority’s key now, and is called “{name}”. The same paper opens its data."),
        _("Read every stick that is left, withdraw the PC that is gone, then send a sync file to everybody."),
    ]
    return Outcome(
        [line.format(name=rows[0].name) for line in lines],
        {"pc": rows[0].name, "pcs": [row.name for row in rows]},
    )
