"""Take a snapshot, so that older sync files, their keys and older backups can be destroyed; or say how far it is."""

from argparse import ArgumentParser, Namespace

from tvet_desktop.accounts.rules import require
from tvet_desktop.app import App
from tvet_desktop.cli.outcome import Outcome
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.snapshots.standing import SnapshotStanding, snapshot_standing
from tvet_desktop.sync.snapshots.take_snapshot import take_snapshot

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
        lines.append(
            ngettext(
                "The snapshot is taken: {count} part. Send it to all PCs, and read what they send back.",
                "The snapshot is taken: {count} parts. Send it to all PCs, and read what they send back.",
                taken.bundles,
            ).format(count=taken.bundles)
        )
        data = {"bundles": taken.bundles, "bytes": taken.bytes, "covers": taken.covers}
    with app.database.reading() as db:
        standing = snapshot_standing(db)
    return Outcome([*lines, *_lines(standing)], data | _data(standing))


def _lines(standing: SnapshotStanding) -> list[str]:
    if not standing.number:
        return [_("No snapshot was taken yet.")]
    lines = []
    if standing.settled:
        lines.append(_("All PCs have it: older sync files, their keys and older backups are destroyed."))
    elif standing.lacking:
        names = ", ".join(standing.lacking)
        lines.append(
            _("Not known to have it: {names}. Withdraw a PC that will never come.").format(names=names)
        )
    else:
        lines.append(_("Read a sync file of the PC that founded the programme: it says when all have it."))
    if standing.kept:
        lines.append(
            ngettext(
                "{count} sync file that came meanwhile stays until the next snapshot.",
                "{count} sync files that came meanwhile stay until the next snapshot.",
                standing.kept,
            ).format(count=standing.kept)
        )
    return lines


def _data(standing: SnapshotStanding) -> dict[str, object]:
    return {
        "number": standing.number,
        "settled": standing.settled,
        "is_here": standing.is_here,
        "lacking": list(standing.lacking),
        "kept": standing.kept,
    }
