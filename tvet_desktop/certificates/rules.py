"""What stands between a person and a certificate."""

from tvet_desktop.attendance.rules import Outcome
from tvet_desktop.certificates.statement import CertificateKind
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext

KIND_OF = {
    Outcome.COMPLETION: CertificateKind.COMPLETION,
    Outcome.PARTICIPATION: CertificateKind.PARTICIPATION,
}


class NotQualified(UserError):
    """Somebody who was to be approved has not attended enough."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(len(names))
        self.names = names

    def sentence(self) -> str:
        """Name them."""
        return _("These people do not qualify yet, leave them out: {names}.").format(
            names=", ".join(self.names)
        )


class NamesNotConfirmed(UserError):
    """Nobody has checked how the names are written."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(len(names))
        self.names = names

    def sentence(self) -> str:
        """Say how many, and what to do."""
        sentence = ngettext(
            "The spelling of {count} name is not confirmed: let the person check it, then confirm it.",
            "The spelling of {count} names is not confirmed: let the people check them, then confirm them.",
            len(self.names),
        )
        return sentence.format(count=len(self.names))


class NothingToIssue(UserError):
    """Nobody of the course is approved without having a certificate."""

    def sentence(self) -> str:
        """Say what comes first."""
        return _("There is nothing to issue: confirm the names and approve the people who qualify first.")
