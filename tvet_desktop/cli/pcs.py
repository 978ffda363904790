"""List the PCs of the programme: what they write, and until when they can sign certificates."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.queries import PcRow, list_pcs, open_invitations

NAME = "pcs"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes: nothing."""


def run(app: App, _arguments: Namespace) -> Outcome:
    """Say a line for each PC that this one knows."""
    with app.database.reading() as db:
        rows = list_pcs(db)
        invited = list(open_invitations(db))
    waiting = _("{name}: invited, not heard of yet")
    lines = [*(_line(row) for row in rows), *(waiting.format(name=name) for name in invited)]
    return Outcome(lines, {"pcs": [_data(row) for row in rows], "invited": invited})


def _line(row: PcRow) -> str:
    if row.is_withdrawn:
        return _("{name}: withdrawn").format(name=row.name)
    return _("{name}: signs certificates until {date}").format(
        name=row.name, date=row.signs_until.strftime("%d/%m/%Y")
    )


def _data(row: PcRow) -> dict[str, object]:
    return {
        "name": row.name,
        "id": row.id.hex(),
        "this_pc": row.is_this_pc,
        "national": row.is_national,
        "withdrawn": row.is_withdrawn,
        "signs_until": row.signs_until.isoformat(),
    }
