"""Why something about the keys of a PC is refused."""

from datetime import date, datetime

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class ThisPcWithdrawn(UserError):
    """The PC that is worked on does not belong any more."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "The national office withdrew this PC, so it cannot sign certificates any more:"
            " ask for an invitation and join anew."
        )


class WithdrawnAlready(UserError):
    """The PC was withdrawn before."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Say what is left to do."""
        return _("“{name}” was withdrawn before: send a sync file, so that everybody hears of it.").format(
            name=self.name
        )


class OwnPc(UserError):
    """A PC does not withdraw itself."""

    def sentence(self) -> str:
        """Say where it can be done."""
        return _(
            "This is the PC that you work on: withdraw it from another national PC, after taking the authority over there"
            " with the recovery code on paper."
        )


class RenewedAlready(UserError):
    """Its certificate is as good as new."""

    def __init__(self, name: str, until: date) -> None:
        super().__init__(name, until)
        self.name = name
        self.until = until

    def sentence(self) -> str:
        """Say until when."""
        return _(
            "The certificate of “{name}” is valid until {date} already: send it a sync file, and it is used."
        ).format(name=self.name, date=self.until.strftime("%d/%m/%Y"))


class ClockNotBelievable(UserError):
    """The date of this PC cannot be."""

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self.now = now

    def sentence(self) -> str:
        """Say what to set."""
        return _("The clock of this PC says {date}: set its date, then try again.").format(
            date=self.now.strftime("%d/%m/%Y")
        )


class OnlyNational(UserError):
    """Not on a PC of a college."""

    def sentence(self) -> str:
        """Say where."""
        return _("This can be done on a PC of the national office only: ask there.")


class NothingToKeep(UserError):
    """A paper that needs no help, or that must not get any."""

    def sentence(self) -> str:
        """Say what it is for."""
        return _(
            "This paper is not one of a PC that was withdrawn, or it is kept already: check it first, and do what the"
            " answer says."
        )


class TooLittleLeft(UserError):
    """A sync file that holds only the newest part: what it builds on is missing."""

    def sentence(self) -> str:
        """Say what holds everything."""
        return _(
            "These files hold only what was new: choose the stick or the folder of a PC of the programme, which has"
            " everything from the beginning."
        )
