"""What a course says about its certificates, beside the facts."""

import json
from dataclasses import asdict, dataclass

from tvet_desktop.certificates.drawing.content import Signatory
from tvet_desktop.certificates.models import CertificateSetup
from tvet_desktop.certificates.statements.statement import CertificateKind


@dataclass(frozen=True)
class SetupDetails:
    """Language ("en", or two as in "en+fr"), names of templates, who signs, place, donor, second page.

    No signatories leave them to the template.
    """

    language: str
    completion_template: str = CertificateKind.COMPLETION.value
    participation_template: str = CertificateKind.PARTICIPATION.value
    appreciation_template: str = CertificateKind.APPRECIATION.value
    signatories: tuple[Signatory, ...] = ()
    place: str = ""
    financed_by: str = ""
    has_second_page: bool = False

    def template(self, kind: CertificateKind) -> str:
        """Return the name of the template for one kind."""
        return {
            CertificateKind.COMPLETION: self.completion_template,
            CertificateKind.PARTICIPATION: self.participation_template,
            CertificateKind.APPRECIATION: self.appreciation_template,
        }[kind]

    def text(self) -> str:
        """Return the details as one text, for a draft."""
        facts = asdict(self) | {"signatories": [[one.name, one.position] for one in self.signatories]}
        return json.dumps(facts)

    @classmethod
    def read(cls, text: str) -> "SetupDetails":
        """Return the details that ``text()`` wrote."""
        facts = json.loads(text)
        signatories = tuple(Signatory(name, position) for name, position in facts.pop("signatories"))
        return cls(**facts, signatories=signatories)

    @classmethod
    def of(cls, row: CertificateSetup) -> "SetupDetails":
        """Return what a stored version says."""
        return cls(
            row.language,
            row.completion_template,
            row.participation_template,
            row.appreciation_template,
            read_signatories(row.signatories),
            row.place,
            row.financed_by,
            row.has_second_page,
        )


def signatories_text(signatories: tuple[Signatory, ...]) -> str:
    """Return the one text of who signs."""
    pairs = [[one.name, one.position] for one in signatories]
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))


def read_signatories(text: str) -> tuple[Signatory, ...]:
    """Return who signs; nobody where the text is of a newer version of the app."""
    try:
        return tuple(Signatory(str(name), str(position)) for name, position in json.loads(text))
    except (ValueError, TypeError, RecursionError):
        return ()
