"""What is said about backups: when, how long ago, what follows."""

from datetime import datetime, timedelta
from pathlib import Path

from tvet_desktop.attendance.rules import KIGALI
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.backup.same_disk import same_disk_words
from tvet_desktop.sync.backups.backups import BackupStanding


def moment_words(at: datetime) -> str:
    """Return a moment as the clock on the wall in Rwanda showed it."""
    return f"{at.astimezone(KIGALI):%d/%m/%Y %H:%M}"


def backed_up_words(standing: BackupStanding, now: datetime) -> str:
    """Return the word of the status line: the last backup, or for how long none was made elsewhere."""
    if standing.days_without is not None:
        days = standing.days_without
        return ngettext(
            "No backup elsewhere for {count} day", "No backup elsewhere for {count} days", days
        ).format(count=days)
    if standing.newest is None:
        return _("Not backed up yet")
    at = standing.newest.made_at.astimezone(KIGALI)
    today = now.astimezone(KIGALI).date()
    if at.date() == today:
        return _("Backed up today at {time}").format(time=f"{at:%H:%M}")
    if at.date() == today - timedelta(days=1):
        return _("Backed up yesterday at {time}").format(time=f"{at:%H:%M}")
    return _("Backed up on {day}").format(day=f"{at:%d/%m/%Y}")


def state_words(standing: BackupStanding) -> str:
    """Return the sentence below the title of the page."""
    if standing.days_without is not None:
        return ngettext(
            "For {count} day nothing was backed up elsewhere: if this PC breaks or is stolen, that work is lost.",
            "For {count} days nothing was backed up elsewhere: if this PC breaks or is stolen, that work is lost.",
            standing.days_without,
        ).format(count=standing.days_without)
    if standing.failed:
        return _(
            "The last automatic backup could not be written to the second place: connect it, or choose another."
        )
    if standing.is_near:
        return same_disk_words(Path(standing.second_place))
    if standing.elsewhere is None:
        return _("Backups lie on this PC only: choose a second place, or back up to a stick.")
    return _("A backup is made at each sign-out and after every half hour of work, when something changed.")


def damaged_words() -> str:
    """Say that the data is damaged, and the way on."""
    return _(
        "The data file of this PC is damaged. Nothing was changed: stop typing, and put the last good backup back."
        " What can still be read of the damaged data is used as well."
    )
