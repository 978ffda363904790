"""Why a hand-over stops. Nothing is changed when one of these is raised."""

from collections.abc import Sequence

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class NotAWelcome(UserError):
    """The file is something else, or damaged."""

    def sentence(self) -> str:
        """Say what to look for."""
        return _("This is not the welcome file of a national office, or it is damaged: ask for it once more.")


class NotAHandOver(UserError):
    """The file is something else, or altered."""

    def sentence(self) -> str:
        """Say what to look for."""
        return _(
            "This is not the hand-over file of a college, or it was altered: ask the college to write it once more."
        )


class OwnWelcome(UserError):
    """A programme cannot be handed over to itself."""

    def sentence(self) -> str:
        """Say where the file belongs."""
        return _(
            "This welcome file is from your own programme: read it on the PC that founded the other one."
        )


class PracticeAndReal(UserError):
    """Invented people never come into the real lists."""

    def sentence(self) -> str:
        """Say it."""
        return _("One of both is a practice programme: invented people never come into a real programme.")


class OtherColleges(UserError):
    """The programme holds rows of colleges that are not welcome."""

    def __init__(self, colleges: Sequence[str]) -> None:
        super().__init__(tuple(colleges))
        self.colleges = tuple(colleges)

    def sentence(self) -> str:
        """Name them."""
        return _(
            "This programme also holds rows of {colleges}: ask the national office for a welcome file that names them."
        ).format(colleges=", ".join(self.colleges))


class OpenInvitations(UserError):
    """A PC that joins with one later would belong to nobody."""

    def __init__(self, pcs: Sequence[str]) -> None:
        super().__init__(tuple(pcs))
        self.pcs = tuple(pcs)

    def sentence(self) -> str:
        """Say what to do with each."""
        return _(
            "Invitations are open: {pcs}. Sync with the PCs that have joined already, cancel the other invitations, and"
            " then hand over."
        ).format(pcs=", ".join(self.pcs))


class TakenInAlready(UserError):
    """The same programme came before."""

    def sentence(self) -> str:
        """Say what is left."""
        return _("This programme was taken in already: send a sync file to its PCs, so that they hear of it.")


class ForAnotherOffice(UserError):
    """It was signed for another national programme."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "This hand-over is for another programme: give the college your own welcome file, and let it sign anew."
        )


class SameCollegeHere(UserError):
    """The national programme has PCs of this college already: two may have been founded for different colleges."""

    def __init__(self, colleges: Sequence[str]) -> None:
        super().__init__(tuple(colleges))
        self.colleges = tuple(colleges)

    def sentence(self) -> str:
        """Ask to look."""
        return _(
            "Your programme has PCs or people of {colleges} already: make sure that it is the same college, then say so"
            " and take it in; people who are there twice are merged afterwards."
        ).format(colleges=", ".join(self.colleges))


class OlderFilesGone(UserError):
    """A snapshot has replaced the bundles that another programme would have to check."""

    def sentence(self) -> str:
        """Say that it cannot be done."""
        return _(
            "This programme has destroyed its older sync files after a snapshot and cannot be handed over any more:"
            " ask the national office for an invitation, and import the lists there."
        )


class WentOver(UserError):
    """This PC has just gone over to the national programme."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Say that nothing is lost, and what to do."""
        return _("This PC now belongs to “{programme}”, with everything that it has: sync once more.").format(
            programme=self.name
        )
