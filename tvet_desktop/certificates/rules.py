"""What stands between a person and a certificate."""

from collections.abc import Mapping

from tvet_desktop.attendance.rules import Outcome
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext

KIND_OF = {
    Outcome.COMPLETION: CertificateKind.COMPLETION,
    Outcome.PARTICIPATION: CertificateKind.PARTICIPATION,
}


class NotQualified(UserError):
    """Somebody who was to be approved misses something: hours, the pass mark, or a mark that decides."""

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


class NamesNotPrintable(UserError):
    """Names that are too long, or have letters that our fonts do not: nothing was issued to anybody."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__(len(names))
        self.names = names
        """What is wrong by name: the letters that cannot be printed, or empty if it is too long."""

    def sentence(self) -> str:
        """Name everybody whose name must be written another way, and why."""
        too_long = _("too long")
        names = ", ".join(f"“{name}” ({reason or too_long})" for name, reason in self.names.items())
        sentence = ngettext(
            "No certificate was issued yet, because this name cannot be printed: {names}. Correct it, then issue again.",
            "No certificate was issued yet, because these names cannot be printed: {names}. Correct them, then issue"
            " again.",
            len(self.names),
        )
        return sentence.format(names=names)
