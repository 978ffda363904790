"""Why a carrier does not serve, and which of three things helps: try again, wait, or a person."""

from enum import StrEnum

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class Remedy(StrEnum):
    """What helps."""

    TRY_AGAIN = "try_again"
    WAIT = "wait"
    PERSON = "person"


class CarrierUnreachable(UserError):
    """The folder or stick cannot be written or read."""

    remedy = Remedy.PERSON

    def sentence(self) -> str:
        """Say what to check."""
        return _(
            "The sync folder cannot be used: check that the stick is in, not full, and not write-protected."
        )


class CarrierGone(CarrierUnreachable):
    """It is not there, or not any more."""

    remedy = Remedy.TRY_AGAIN

    def sentence(self) -> str:
        """Say that nothing is lost."""
        return _(
            "The stick or folder is not there: put it in and sync again; what has arrived stays, nothing is lost."
        )


class CarrierForeign(CarrierUnreachable):
    """A folder, and not the one that was set up: another stick, or one that was emptied."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "This stick or folder holds no sync files of this programme: put in the right one, or set it up anew."
        )


class CarrierFull(CarrierUnreachable):
    """There is no room."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "The stick or folder is full: free some space on it, then sync again; what was written there stays."
        )


class CarrierReadOnly(CarrierUnreachable):
    """It may be read, not written."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "Nothing can be written to the stick or folder: remove its write protection, or choose another one."
        )


class CarrierBusy(CarrierUnreachable):
    """Another program holds it."""

    remedy = Remedy.WAIT

    def sentence(self) -> str:
        """Say how long."""
        return _("Another program is using the stick or folder: wait a minute, then sync again.")


class CarrierBroken(CarrierUnreachable):
    """The medium itself fails."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("The stick cannot be read or written any more: use another one; nothing is lost on this PC.")


class CarrierObstructed(CarrierUnreachable):
    """A file stands where a folder should be, or the other way round."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place

    def sentence(self) -> str:
        """Name what stands in the way."""
        return _(
            "“{place}” is in the way, which this app did not write: have the stick checked for viruses and move it away."
        ).format(place=self.place)


class CarrierForgets(CarrierUnreachable):
    """It says that all is well, and keeps nothing: a network that wants a sign-in first, a server that is broken."""

    def sentence(self) -> str:
        """Say what to look at."""
        return _(
            "This place does not keep what it is given: on a network, open a web page first, in case it asks you to"
            " sign in; else use another place."
        )
