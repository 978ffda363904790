"""Take over the authority of a national PC that is gone, with the recovery code on paper."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.cli.password import read_recovery_code
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.keys.take_over_authority import take_over_authority

NAME = "take-over"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes: nothing; the code comes from TVET_RECOVERY_CODE or a prompt."""


def run(app: App, _arguments: Namespace) -> Outcome:
    """Bring the authority's key here; then withdraw the PC that had it."""
    require(app.user.role, "users")
    with app.database.transaction(user_id=app.user.id) as db:
        take_over_authority(db, recovery_code=read_recovery_code(), now=app.now())
    line = _("This PC holds the authority’s key now: withdraw the PC that is gone, and never let both write.")
    return Outcome([line], {"authority": True})
