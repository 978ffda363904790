"""Why a template cannot be added or taken away."""

from tvet_desktop.certificates.facts import kind_word
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class TemplateNotNewer(UserError):
    """The version of the file is not higher than the one that is there."""

    def __init__(self, name: str, version: int, newest: int) -> None:
        super().__init__(name, version, newest)
        self.name = name
        self.version = version
        self.newest = newest

    def sentence(self) -> str:
        """Say which number to write."""
        return _(
            "“{name}” is there in version {newest} already: write version = {next} in the file, then add it again."
        ).format(name=self.name, newest=self.newest, next=self.newest + 1)


class TemplateIsOfOtherKind(UserError):
    """A name that stands for certificates of another kind already."""

    def __init__(self, name: str, kind: CertificateKind) -> None:
        super().__init__(name, kind)
        self.name = name
        self.kind = kind

    def sentence(self) -> str:
        """Say what to change."""
        return _(
            "The name “{name}” is taken by a template of another kind ({kind}): give this one another name."
        ).format(name=self.name, kind=kind_word(self.kind))
