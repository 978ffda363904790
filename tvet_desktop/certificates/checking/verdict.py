"""What a check says: the verdict, what was checked, and all that goes with it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tvet_desktop.certificates.checking.trust_list import Withdrawn
from tvet_desktop.certificates.statements.statement import Statement


class Verdict(StrEnum):
    """Whether to believe a certificate. The values stand in the answers of commands."""

    VALID = "valid"
    REPLACED = "replaced"
    """Genuine, but another certificate holds instead."""
    REVOKED = "revoked"
    """Genuine, but it does not hold any more."""
    WITHDRAWN_KEY = "withdrawn key"
    """Signed by a PC that was withdrawn, and not among those that it issued rightly."""
    UNKNOWN_KEY = "unknown key"
    """Signed by a key that this programme does not stand behind, as far as this PC knows."""
    ALTERED = "altered"


WORST_LAST = tuple(Verdict)


class Proof(StrEnum):
    """What was checked."""

    CODE = "code"
    """Only the code: a text, or a picture, which may show anything beside it."""
    UNSIGNED_FILE = "unsigned file"
    """Only the code in a PDF that has no signature: a scan, a file for the printer, or a copy that was changed."""
    FILE = "file"
    """Every byte of the PDF."""


class Fault(StrEnum):
    """In what a certificate is not what was issued."""

    NONE = ""
    CODE = "code"
    """The signature in the code does not fit what the code says."""
    NOT_OURS = "not ours"
    """The code begins as ours do, but it is damaged or made up."""
    FILE = "file"
    """The PDF is not, byte for byte, what was signed."""
    TWO_SIGNERS = "two signers"
    """The PDF was signed with another key than the code in it."""
    OTHER_WORDS = "other words"
    """The PDF says something else than its code."""


@dataclass(frozen=True, kw_only=True)
class Verified:
    """The answer about one certificate.

    ``statement`` is what the code says, None where it could not be read; ``signer`` the PC that signed, "" where that
    is unknown; ``signed_at`` when the PDF was signed as that PC's clock said; ``withdrawn`` why the certificate does
    not hold any more. ``list_made_at`` and ``heard_at`` tell how old the list is against which it was checked (see
    ``TrustList``).
    """

    verdict: Verdict
    statement: Statement | None
    signer: str
    proof: Proof
    list_made_at: datetime
    heard_at: datetime | None
    is_practice: bool = False
    """The list is that of a practice programme, whose certificates are worth nothing."""
    signed_at: datetime | None = None
    withdrawn: Withdrawn | None = None
    fault: Fault = Fault.NONE
    others: tuple["Verified", ...] = ()
    """The other certificates of a file that holds several; this one has the worst verdict of all."""

    @property
    def is_pdf_checked(self) -> bool:
        """Whether every byte of the file was checked, not only the code in it."""
        return self.proof == Proof.FILE

    @property
    def all(self) -> tuple["Verified", ...]:
        """Every certificate that was found, the worst first."""
        return (self, *self.others)
