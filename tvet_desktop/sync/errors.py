"""Why a sync file, an invitation or a bundle is refused. Nothing is changed when one of these is raised."""

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class NotASyncFile(UserError):
    """The file is something else."""

    def sentence(self) -> str:
        """Say what to look for."""
        return _("This is not a sync file of this app: choose a file that ends in .tvet, or a sync folder.")


class NoSuchFile(UserError):
    """The path leads nowhere."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Name it."""
        return _("“{name}” is not there: check the spelling, and that the stick is in.").format(
            name=self.name
        )


class BundleDamaged(UserError):
    """Cut short, or altered in at least one bit."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("A sync file is damaged or was altered on its way: copy it again from the PC that wrote it.")


class BundleTooNew(UserError):
    """Written in a format that this version cannot read."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("A sync file comes from a newer version of the app: install the newest version on this PC.")


class OtherProgramme(UserError):
    """Made for another programme, or by a practice programme."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "This file belongs to another programme (or to a practice one): use the file that was made for yours."
        )


class UnknownSigner(UserError):
    """Signed by a PC that the programme does not know."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "A sync file is signed by a PC that is not part of this programme: enrol that PC with an invitation first."
        )


class BundleLeftOut(UserError):
    """Genuine, but it does not count: its PC came too late, was withdrawn, or wrote what does not fit."""

    def sentence(self) -> str:
        """Say whom to ask."""
        return _(
            "A sync file does not count: its PC used an invitation that another PC has, was withdrawn, or wrote what"
            " does not fit. Ask the national office."
        )


class OutOfScope(UserError):
    """The signer wrote rows that are not its to write."""

    def sentence(self) -> str:
        """Say whom to ask."""
        return _(
            "A sync file changes data of another college or of the national office, which its PC may not do:"
            " tell the national office which PC it came from."
        )


class InvitationUnusable(UserError):
    """The invitation is damaged, already used, or no invitation at all."""

    def sentence(self) -> str:
        """Say what to ask for."""
        return _(
            "The invitation is damaged or was used by another PC: ask the national office for a new one."
        )


class NoAuthority(UserError):
    """This PC does not hold the programme's key."""

    def sentence(self) -> str:
        """Say where it can be done."""
        return _(
            "Only the PC that holds the authority’s key can do this, which is the one that founded the programme:"
            " ask the national office."
        )


class MembershipForked(UserError):
    """Two different lists of PCs carry the same number."""

    def sentence(self) -> str:
        """Say whom to ask."""
        return _(
            "This file has another list of the programme's PCs under the same number:"
            " tell the national office, whose PC may have been copied."
        )


class PcNameTaken(UserError):
    """Another PC has the name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Ask for another."""
        return _("A PC of the programme is called “{name}” already: choose another name.").format(
            name=self.name
        )


class PcNameTooLong(UserError):
    """It would be cut off in the certificates."""

    def sentence(self) -> str:
        """Ask for a shorter one."""
        return _("The name of the PC is too long: use at most 30 letters.")


class HandedOverAlready(UserError):
    """The authority has signed once; who has which list of PCs must not change any more."""

    def sentence(self) -> str:
        """Say what comes next."""
        return _(
            "This programme was handed over already: send the hand-over file to the national office, and sync with it."
        )
