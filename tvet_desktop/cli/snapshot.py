"""Take a snapshot, so that older sync files, their keys and older backups can be destroyed; or say how far it is."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.sync.snapshots.standing import SnapshotStanding, snapshot_standing
from tvet_desktop.sync.snapshots.take_snapshot import take_snapshot
from tvet_desktop.sync.snapshots.words import standing_words, taken_words

NAME = "snapshot"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--take", action="store_true", help="take one; only on the PC that holds the authority's key"
    )


def run(app: App, arguments: Namespace) -> Outcome:
    """Take one if asked, and say which PCs are not known to have the newest one yet."""
    lines, data = [], {}
    if arguments.take:
        require(app.user.role, "users")
        with app.database.transaction(user_id=app.user.id) as db:
            taken = take_snapshot(db, now=app.now())
        app.settle_received()
        lines.append(taken_words(taken))
        data = {"bundles": taken.bundles, "bytes": taken.bytes, "covers": taken.covers}
    with app.database.reading() as db:
        standing = snapshot_standing(db)
    return Outcome([*lines, *standing_words(standing)], data | _data(standing))


def _data(standing: SnapshotStanding) -> dict[str, object]:
    return {
        "number": standing.number,
        "settled": standing.settled,
        "is_here": standing.is_here,
        "lacking": list(standing.lacking),
        "kept": standing.kept,
    }
