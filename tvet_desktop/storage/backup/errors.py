"""What can be wrong with a place for backups, or with a backup."""

from pathlib import Path

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class PlaceTrouble(UserError):
    """A backup could not be written. What this PC holds, and the earlier backups, are as they were."""

    def __init__(self, place: Path) -> None:
        super().__init__(str(place))
        self.place = place

    def sentence(self) -> str:
        """Say what to check."""
        return _(
            "The backup could not be written to “{place}”: check that the disk or stick is connected and not"
            " write-protected, or choose another place. Your work on this PC is saved."
        ).format(place=self.place)


class PlaceMissing(PlaceTrouble):
    """The folder is not there: the stick is not plugged in, the share not connected."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("“{place}” is not there: plug the stick in, or connect the drive, then try again.").format(
            place=self.place
        )


class PlaceFull(PlaceTrouble):
    """There is no room for another backup."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "There is no room for a backup in “{place}”: free some space there, or choose another place. Your work"
            " on this PC is saved, and the earlier backups are as they were."
        ).format(place=self.place)


class PlaceInside(PlaceTrouble):
    """The place lies in the data folder: what destroys the one destroys the other."""

    def sentence(self) -> str:
        """Say what to choose."""
        return _(
            "“{place}” belongs to the data itself, and would be lost with it: choose a stick, another drive or"
            " another folder."
        ).format(place=self.place)


class NoBackup(UserError):
    """There is none where one was looked for."""

    def __init__(self, place: Path) -> None:
        super().__init__(str(place))
        self.place = place

    def sentence(self) -> str:
        """Say where to look."""
        return _(
            "There is no backup of this app in “{place}”: choose the folder in which backups were made."
        ).format(place=self.place)


class BackupDamaged(UserError):
    """A backup does not hold what it held when it was made."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder

    def sentence(self) -> str:
        """Say what to use instead."""
        return _(
            "The backup “{name}” is damaged or not whole: use another one, and make a new backup soon."
        ).format(name=self.folder.name)


class BackupTooNew(UserError):
    """A newer version of the app made it."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("This backup was made by a newer version of the app: install the newest version on this PC.")


class DataInUse(UserError):
    """A window or a command works with the data that is to be replaced."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "The data is open in another window: close every window of this app on this PC, then try again."
        )
