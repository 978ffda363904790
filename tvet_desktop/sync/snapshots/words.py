"""How far a snapshot has come, in words: for the command and for the window."""

from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.snapshots.standing import SnapshotStanding
from tvet_desktop.sync.snapshots.take_snapshot import SnapshotTaken


def taken_words(taken: SnapshotTaken) -> str:
    """Say that it is taken, and what has to follow."""
    return ngettext(
        "The snapshot is taken: {count} part. Send it to all PCs, and read what they send back.",
        "The snapshot is taken: {count} parts. Send it to all PCs, and read what they send back.",
        taken.bundles,
    ).format(count=taken.bundles)


def standing_words(standing: SnapshotStanding) -> list[str]:
    """Say who is not known to have the newest one yet, or that it is settled and what stays all the same."""
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
